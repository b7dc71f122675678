import { declares, type OperationTraits, traitsOf } from '@mockloop/scenarios';
import type {
  ApiDocument,
  MediaType,
  Operation,
  OperationEntry,
  Parameter,
  ResponseObject,
} from '@mockloop/spec-parser';
import { fieldsOf, type Keywords, type SchemaField, surfaceOf } from './schema-fields.ts';

/** A parameter with what its schema says on its surface. */
export interface ParameterFacts {
  readonly parameter: Parameter;
  readonly keywords: Keywords;
}

/** What the analysis looks at of one operation. */
export interface OperationFacts {
  readonly key: string;
  readonly entry: OperationEntry;
  readonly traits: OperationTraits;
  readonly operation: Operation;
  readonly parameters: readonly ParameterFacts[];
  /** Of bodies that are sent, whatever their media type. */
  readonly requestFields: readonly SchemaField[];
  /** Of bodies of success. */
  readonly successFields: readonly SchemaField[];
  /** Of bodies of errors. */
  readonly errorFields: readonly SchemaField[];
  /** Whether it says what it answers for this status, be it by class or by `default`. */
  declares(status: number): boolean;
}

export interface DocumentFacts {
  readonly document: ApiDocument;
  readonly operations: readonly OperationFacts[];
  /** Those that cannot be read. */
  readonly broken: readonly OperationEntry[];
}

const known = new WeakMap<ApiDocument, DocumentFacts>();

/** What the analysis looks at, read in one pass over the operations, once for each document. */
export function factsOf(document: ApiDocument): DocumentFacts {
  const found = known.get(document) ?? readFacts(document);
  known.set(document, found);
  return found;
}

function readFacts(document: ApiDocument): DocumentFacts {
  const operations = traitsOf(document).map((traits) => operationFacts(document, traits));
  const read = new Set(operations.map(({ entry }) => entry));
  return { document, operations, broken: document.operations.filter((entry) => !read.has(entry)) };
}

function operationFacts(document: ApiDocument, traits: OperationTraits): OperationFacts {
  const { entry } = traits;
  const operation = document.readOperation(entry);
  const fieldsIn = (content: readonly MediaType[]): readonly SchemaField[] => [
    ...new Set(content.flatMap(({ schema }) => (schema === undefined ? [] : fieldsOf(document, schema)))),
  ];
  const fieldsOfResponses = (isWanted: (response: ResponseObject) => boolean): readonly SchemaField[] =>
    fieldsIn(operation.responses.filter(isWanted).flatMap(({ content }) => content));
  return {
    key: entry.key,
    entry,
    traits,
    operation,
    parameters: operation.parameters.map((parameter) => {
      const schema = parameter.schema ?? parameter.content?.schema;
      return { parameter, keywords: schema === undefined ? {} : surfaceOf(document, schema) };
    }),
    requestFields: fieldsIn(operation.requestBody?.content ?? []),
    successFields: fieldsOfResponses(({ status }) => status.startsWith('2')),
    errorFields: fieldsOfResponses(({ status }) => /^[45]/.test(status)),
    declares: (status) => declares(traits, status),
  };
}
