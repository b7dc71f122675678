import { setImmediate } from 'node:timers/promises';
import { type CompiledSchema, createPattern, createSchemas, SchemaError } from '@mockloop/schema';
import { type ApiDocument, type Diagnostic, locate, type OperationEntry, type SchemaUri } from '@mockloop/spec-parser';

/** After this long, other work gets a turn. */
const TURN_MS = 10;

/**
 * Finds the responses that a mock cannot give: those whose schema has no instance. It generates an instance of every
 * schema, which takes seconds for a large document; a mock itself finds out when a response is first asked for.
 *
 * @returns Warnings, in document order. What `checkDocument` reports is not repeated.
 */
export async function checkAnswers(document: ApiDocument): Promise<readonly Diagnostic[]> {
  const schemas = createSchemas({ source: (uri) => document.schema(uri) });
  const warnings: Diagnostic[] = [];
  const seen = new Set<string>();
  let turn = performance.now();
  for (const entry of document.operations) {
    for (const uri of responseSchemas(document, entry)) {
      if (seen.has(uri)) continue;
      seen.add(uri);
      const error = failureOf(schemas.compile(uri, 'response'));
      if (error !== undefined) warnings.push(toWarning(document, entry, error));
    }
    if (performance.now() - turn < TURN_MS) continue;
    await setImmediate();
    turn = performance.now();
  }
  return withLines(document, warnings);
}

/** Shorter texts than this, and a backtracking matcher is lost: only exponential time does that. */
const SAFE_LENGTH = 256;

/** For `checkDocument`: whether a pattern is one that a mock must not run by backtracking. */
export function isSlowPattern(source: string): boolean {
  const { supported, nativeLength } = createPattern(source);
  return supported && nativeLength < SAFE_LENGTH;
}

/** None of an operation that cannot be read: that is `checkDocument`'s to say. */
function responseSchemas(document: ApiDocument, entry: OperationEntry): SchemaUri[] {
  try {
    const { responses } = document.readOperation(entry);
    return responses.flatMap(({ content }) => content.flatMap(({ schema }) => schema ?? []));
  } catch {
    return [];
  }
}

/** Why a schema has no instance. `undefined` where it has one, or a reference in it leads nowhere. */
function failureOf(schema: CompiledSchema): SchemaError | undefined {
  try {
    schema.generate();
  } catch (error) {
    if (error instanceof SchemaError) return error;
  }
  return undefined;
}

function toWarning(document: ApiDocument, { key }: OperationEntry, error: SchemaError): Diagnostic {
  const advice = 'Correct the schema. Until then this response is answered with a problem instead.';
  const place = document.placeOf(error.uri, error.pointer);
  return { severity: 'warning', code: 'SCHEMA_UNSATISFIABLE', message: `${key}: ${error.message}`, advice, ...place };
}

async function withLines(document: ApiDocument, warnings: readonly Diagnostic[]): Promise<Diagnostic[]> {
  const lines = await locate(document, warnings);
  return warnings.map((warning, index) => ({ ...warning, ...lines[index] }));
}
