import type { DocumentFacts, OperationFacts, ParameterFacts } from './document-facts.ts';
import type { OwaspId } from './owasp.ts';
import type { SchemaField } from './schema-fields.ts';

export type RiskLevel = 'low' | 'medium' | 'high' | 'critical';

/** What a risk is a risk to. */
export type RiskCategory = 'security' | 'functional' | 'performance';

/** A place of the document that shows a risk. */
export interface RiskEvidence {
  /** JSON Pointer (RFC 6901) into the document. */
  readonly pointer: string;
  /** The document's other file that the pointer is of. */
  readonly file?: string | undefined;
  /** `GET /pets/{petId}`, where it is about one. */
  readonly operation?: string | undefined;
  /** What is to be seen there. */
  readonly detail: string;
}

/** Something that a document shows of the API that it describes. */
export interface RiskRule {
  /** Stable, snake_case. */
  readonly area: string;
  readonly category: RiskCategory;
  readonly owasp?: OwaspId | undefined;
  /** E.g. `CWE-639`. */
  readonly cwe?: readonly string[] | undefined;
  readonly mitigations: readonly string[];
  /** Everything that shows it; nothing where nothing does. */
  find(facts: DocumentFacts): readonly RiskEvidence[];
  /** @param evidence At least one. */
  level(evidence: readonly RiskEvidence[], facts: DocumentFacts): RiskLevel;
  /** In a sentence that begins with the number, e.g. `12 operations …`. */
  describe(evidence: readonly RiskEvidence[], facts: DocumentFacts): string;
}

/** An operation as evidence. */
export function operationEvidence({ key, entry }: OperationFacts, detail: string): RiskEvidence {
  return { pointer: entry.pointer, operation: key, detail };
}

/** Which properties of an operation are meant, and how they are told. */
export interface FieldSearch {
  readonly of: (operation: OperationFacts) => readonly SchemaField[];
  readonly isMeant: (field: SchemaField) => boolean;
  readonly tell: (field: SchemaField) => string;
}

/** Properties as evidence, each at its own place and once, with the first operation that has it. */
export function fieldEvidence({ document, operations }: DocumentFacts, search: FieldSearch): readonly RiskEvidence[] {
  const found = new Map<string, { readonly field: SchemaField; readonly operation: OperationFacts }>();
  for (const operation of operations) {
    for (const field of search.of(operation)) {
      const key = `${field.uri} ${field.pointer}`;
      if (!found.has(key) && search.isMeant(field)) found.set(key, { field, operation });
    }
  }
  return [...found.values()].map(({ field, operation }) => {
    const { file, pointer } = document.placeOf(field.uri, field.pointer);
    return { pointer, ...(file !== document.file && { file }), operation: operation.key, detail: search.tell(field) };
  });
}

/** Parameters as evidence, each place once. */
export function parameterEvidence(
  { operations }: DocumentFacts,
  isMeant: (parameter: ParameterFacts, operation: OperationFacts) => boolean,
  tell: (parameter: ParameterFacts) => string,
): readonly RiskEvidence[] {
  const places = new Map<string, RiskEvidence>();
  for (const operation of operations) {
    for (const parameter of operation.parameters.filter((one) => isMeant(one, operation))) {
      const { pointer } = parameter.parameter;
      if (!places.has(pointer)) places.set(pointer, { pointer, operation: operation.key, detail: tell(parameter) });
    }
  }
  return [...places.values()];
}

/** `1 operation`, `12 operations`. */
export function count(evidence: readonly unknown[], one: string, many = `${one}s`): string {
  return `${evidence.length} ${evidence.length === 1 ? one : many}`;
}
