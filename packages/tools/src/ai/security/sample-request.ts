import { createSchemas, SchemaError, type Schemas } from '@mockloop/schema';
import { type ApiDocument, type Parameter, type SchemaUri, SpecError, serializeRequest } from '@mockloop/spec-parser';
import type { OperationFacts } from '../analysis/document-facts.ts';
import type { CaseRequest } from './security-case.ts';

/** What is not as the document would have it. */
export interface Deviation {
  /** In place of the value of a parameter, by name. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** Makes another body of the valid one. */
  readonly body?: ((valid: unknown) => unknown) | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Makes requests to operations of a document. */
export interface RequestMaker {
  /** A request that the document allows, but for the deviation; undefined where none can be made. The same input gives the same request. */
  make(operation: OperationFacts, deviation?: Deviation): CaseRequest | undefined;
}

/** Characters of JSON that a body may come to; more is of no use to those who read. */
const MAX_BODY = 2_000;

export function createRequestMaker(document: ApiDocument): RequestMaker {
  const schemas = createSchemas({ source: (uri) => document.schema(uri) });
  return {
    make(operation, deviation = {}) {
      try {
        return makeRequest(operation, deviation, schemas);
      } catch (error) {
        // Nothing satisfies one of its schemas, or one cannot be read.
        if (error instanceof SchemaError || error instanceof SpecError) return undefined;
        throw error;
      }
    },
  };
}

function makeRequest(
  { entry, operation }: OperationFacts,
  { parameters: other = {}, body: deviate, headers = {} }: Deviation,
  schemas: Schemas,
): CaseRequest | undefined {
  const parameters = operation.parameters.filter(
    ({ name, required, in: place }) => Object.hasOwn(other, name) || required || place === 'path',
  );
  const values = parameters.map((parameter) =>
    Object.hasOwn(other, parameter.name) ? other[parameter.name] : exampleOf(parameter, schemas),
  );
  const { target, headers: fields } = serializeRequest(entry.path, parameters, values);
  const json = operation.requestBody?.content.find(({ mediaType }) =>
    /^application\/(?:[\w.-]+\+)?json\b/i.test(mediaType),
  );
  const valid = json?.examples[0]?.value ?? (json?.schema === undefined ? undefined : generate(json.schema, schemas));
  const body = deviate === undefined || valid === undefined ? valid : deviate(valid);
  if (body !== undefined && JSON.stringify(body).length > MAX_BODY) return undefined;
  return {
    method: entry.method,
    target,
    headers: {
      ...Object.fromEntries(fields),
      ...(body !== undefined && { 'Content-Type': json?.mediaType ?? 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  };
}

function exampleOf({ examples, schema }: Parameter, schemas: Schemas): unknown {
  const example = examples.find(({ value }) => value !== undefined)?.value;
  if (example !== undefined) return example;
  return schema === undefined ? 'example' : generate(schema, schemas);
}

function generate(schema: SchemaUri, schemas: Schemas): unknown {
  return schemas.compile(schema, 'request').generate({ seed: 'security' });
}
