import { findOperations } from '@mockloop/scenarios';
import type { ApiDocument } from '@mockloop/spec-parser';
import { MockLoopError } from '../mockloop-error.ts';
import { readDocument } from '../read-document.ts';
import type { ToolContext } from '../tool-context.ts';
import type { EndpointArgument, EndpointArguments, EndpointObject } from './endpoints-field.ts';
import { readApiSpec } from './read-api-spec.ts';

/** What a tool works on. */
export interface Target {
  readonly document: ApiDocument;
  /** Keys of the operations that were named; absent: all. */
  readonly keys?: ReadonlySet<string> | undefined;
  /** How many operations get rules of their own: all that were named. */
  readonly maxOperations?: number | undefined;
  /** Said of the result. */
  readonly notes: readonly string[];
}

/**
 * The document and the operations of it that are named. Where there is no document, one is made of the endpoints.
 *
 * @param argument JSON Pointer of the endpoints among the arguments.
 * @throws {MockLoopError} `UNKNOWN_OPERATION` with the nearest ones, and as `readDocument` does.
 */
export async function readTarget(args: EndpointArguments, argument: string, context: ToolContext): Promise<Target> {
  const { endpoints, api_spec: spec, server_url: server } = args;
  if (endpoints === undefined) return { document: await readApiSpec(args, context), notes: [] };
  if (spec === undefined && server === undefined) return await fromEndpoints(endpoints, argument, context);
  const document = await readApiSpec(args, context);
  const names = endpoints.map(nameOf);
  const { operations, unknown } = findOperations(document, names);
  if (unknown.length > 0)
    throw new MockLoopError('UNKNOWN_OPERATION', `"${document.info.title}" does not have all of these operations.`, {
      problems: unknown.map(({ name, nearest }) => ({
        pointer: `${argument}/${names.indexOf(name)}`,
        detail: `there is no ${name}.${nearest === undefined ? '' : ` The nearest is ${nearest}.`}`,
      })),
      advice:
        'Name operations as "GET /pets/{petId}", as a path, or by operationId; analyze_openapi_for_testing lists some.',
    });
  return { document, keys: new Set(operations.map(({ key }) => key)), maxOperations: operations.length, notes: [] };
}

function nameOf(endpoint: EndpointArgument): string {
  if (typeof endpoint === 'string') return endpoint;
  return endpoint.method === undefined ? endpoint.path : `${endpoint.method.toUpperCase()} ${endpoint.path}`;
}

/** What of an endpoint is taken over into the operation that is made of it. */
const MEMBERS = ['operationId', 'parameters', 'requestBody', 'responses', 'security', 'tags', 'deprecated'];

/** An operation for each endpoint, which says what the endpoint says and answers with success. */
async function fromEndpoints(
  endpoints: readonly EndpointArgument[],
  argument: string,
  context: ToolContext,
): Promise<Target> {
  const operations = endpoints.map((endpoint, index) => ({ ...partsOf(endpoint, `${argument}/${index}`), endpoint }));
  const byPath = Map.groupBy(operations, ({ path }) => path);
  const paths = [...byPath].map(([path, list]) => [
    path,
    Object.fromEntries(list.map(({ method, endpoint }) => [method, operationOf(endpoint)])),
  ]);
  const source = { openapi: '3.0.3', info: { title: 'Endpoints', version: '1' }, paths: Object.fromEntries(paths) };
  const document = await readDocument(source, { argument }, context);
  return {
    document,
    maxOperations: document.operations.length,
    notes: [
      'There was no API document: what is not said of the endpoints themselves, such as their errors and bodies, is not known.',
    ],
  };
}

function partsOf(endpoint: EndpointArgument, pointer: string): { readonly path: string; readonly method: string } {
  const [, method = 'GET', path] = /^(?:(\S+)\s+)?(\/.*)$/.exec(nameOf(endpoint).trim()) ?? [];
  if (path === undefined)
    throw new MockLoopError('INVALID_ARGUMENTS', 'Without an API document, operations are named by method and path.', {
      problems: [
        { pointer, detail: `${JSON.stringify(nameOf(endpoint).slice(0, 200))} is none; an example is "GET /pets".` },
      ],
      advice: 'Or give api_spec or server_url.',
    });
  return { path, method: method.toLowerCase() };
}

function operationOf(endpoint: EndpointArgument): object {
  const said: Partial<EndpointObject> = typeof endpoint === 'string' ? {} : endpoint;
  const known = MEMBERS.filter((name) => Object.hasOwn(said, name)).map((name) => [name, said[name]]);
  return { responses: { 200: { description: 'Success' } }, ...Object.fromEntries(known) };
}
