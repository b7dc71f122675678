import type { Operation } from '@mockloop/spec-parser';
import { pointerTokens } from '@mockloop/spec-parser';
import type { Resource } from '../model/test-plan.ts';
import { headerOf } from '../requests/read-answer.ts';
import { responseFor } from '../requests/response-for.ts';
import type { Made, Success } from '../run/probe.ts';
import { idOf, itemIn } from './find-item.ts';
import { getAt, isId } from './json-value.ts';
import { isPrefix, templateNames, templateShape } from './resource-paths.ts';

export interface Creation {
  readonly operation: Operation;
  readonly resource: Resource;
  readonly success: Omit<Success, 'made'>;
  /** The operations of the document, for links. */
  readonly pathOf: (operationId: string) => string | undefined;
}

/**
 * Where the answer to a creation says that what it made is: by its id, by a link of the document, by `Location`, by an id that was sent.
 *
 * @returns `undefined` where it does not say, or the document has no address for it.
 */
export function madeFrom(creation: Creation): Made | undefined {
  const { resource, success } = creation;
  const { item_path: itemPath } = resource;
  const names = itemPath === undefined ? [] : templateNames(itemPath);
  const last = names.at(-1);
  if (itemPath === undefined || last === undefined) return undefined;
  const located = fromLocation(itemPath, success);
  const sent = parentValues(creation, itemPath);
  const own =
    idOf(itemIn(success.value, resource), resource) ??
    linkedId(creation, last) ??
    located?.get(last) ??
    sentId(creation);
  if (own === undefined) return undefined;
  const path = names.map((name) => [name, name === last ? own : (sent.get(name) ?? located?.get(name))] as const);
  return path.some(([, value]) => value === undefined)
    ? undefined
    : { resource: resource.name, identity: success.request.identity, path };
}

/** Values of the creating request's own path that its item's path has too. */
function parentValues({ operation, success }: Creation, itemPath: string): ReadonlyMap<string, unknown> {
  const values = new Map(
    operation.parameters.flatMap((parameter, index) => {
      const part = success.parts.values[index];
      const value = part && 'value' in part ? part.value : part?.raw;
      return parameter.in === 'path' && value !== undefined ? [[parameter.name, value] as const] : [];
    }),
  );
  if (!isPrefix(operation.path, itemPath)) return values;
  const names = templateNames(itemPath);
  return new Map(
    templateNames(operation.path).flatMap((name, index) => {
      const itemName = names[index];
      return itemName === undefined || !values.has(name) ? [] : [[itemName, values.get(name)] as const];
    }),
  );
}

function linkedId({ operation, resource, success, pathOf }: Creation, parameter: string): string | number | undefined {
  const links = responseFor(operation, success.exchange.response?.status ?? 0)?.links ?? [];
  for (const link of links) {
    if (link.operationId === undefined || pathOf(link.operationId) !== resource.item_path) continue;
    const expression = link.parameters.get(parameter) ?? link.parameters.get(`path.${parameter}`);
    if (typeof expression !== 'string' || !expression.startsWith('$response.body#')) continue;
    const id = getAt(success.value, pointerTokens(expression.slice('$response.body#'.length)));
    if (isId(id)) return id;
  }
  return undefined;
}

/** Parameters of the item's path as `Location` has them, whatever path its server is under. */
function fromLocation(
  itemPath: string,
  { request, exchange }: Pick<Success, 'request' | 'exchange'>,
): ReadonlyMap<string, string> | undefined {
  const location = headerOf(exchange.response?.headers ?? [], 'location');
  const url = location === undefined ? null : URL.parse(location, `http://server.invalid${request.target}`);
  if (url === null) return undefined;
  const shape = templateShape(itemPath);
  const segments = url.pathname.replace(/\/$/, '').split('/').slice(-shape.length);
  if (segments.length !== shape.length) return undefined;
  const values = segments.filter((_, index) => shape[index] === '{}');
  if (!shape.every((expected, index) => expected === '{}' || expected === segments[index])) return undefined;
  return new Map(
    templateNames(itemPath).flatMap((name, index) => {
      const value = values[index];
      return value === undefined || value === '' ? [] : [[name, decode(value)] as const];
    }),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Some let the client choose the id. */
function sentId({ resource, success }: Creation): string | number | undefined {
  const { body } = success.parts;
  return body !== undefined && 'value' in body ? idOf(body.value, resource) : undefined;
}
