import { bodyKindOf } from '@mockloop/body';
import type { ApiDocument, MediaType, Operation, OperationEntry, ResponseObject } from '@mockloop/spec-parser';
import { tryReadOperation } from '@mockloop/spec-parser';
import type { SchemaView, SchemaViews } from './schema-view.ts';

/** What storage wants to know of an operation. */
export interface OperationFacts {
  readonly operation: Operation;
  /** What its successful answers say, those without a body left out. */
  readonly responses: readonly SchemaView[];
  /** None of its successful answers has a body. */
  readonly isBodiless: boolean;
  /** What it takes; `undefined` for nothing. */
  readonly request?: SchemaView | undefined;
  readonly statuses: readonly string[];
}

/** Media types that can carry an object. */
const STRUCTURED: ReadonlySet<string> = new Set(['json', 'xml', 'form', 'multipart', 'yaml', 'json-lines', 'json-seq']);

/** @returns `undefined` when the operation cannot be read. */
export function readFacts(
  entry: OperationEntry,
  document: ApiDocument,
  views: SchemaViews,
): OperationFacts | undefined {
  const operation = tryReadOperation(document, entry);
  if (operation === undefined) return undefined;
  const successes = successResponses(operation);
  const request = operation.requestBody && structured(operation.requestBody.content)?.schema;
  return {
    operation,
    responses: successes.flatMap(({ content }) => {
      const schema = structured(content)?.schema;
      return schema === undefined ? [] : [views.ofUri(schema)];
    }),
    isBodiless: successes.every(({ content }) => content.length === 0),
    request: request === undefined ? undefined : views.ofUri(request),
    statuses: operation.responses.map(({ status }) => status),
  };
}

/** The responses of 2xx, else `default`. */
export function successResponses({ responses }: Operation): readonly ResponseObject[] {
  const successes = responses.filter(({ status }) => /^2(\d\d|XX)$/.test(status));
  return successes.length > 0 ? successes : responses.filter(({ status }) => status === 'default');
}

/** The first media type that can carry an object. */
export function structured(content: readonly MediaType[]): MediaType | undefined {
  return content.find(({ mediaType, schema }) => schema !== undefined && STRUCTURED.has(bodyKindOf(mediaType)));
}
