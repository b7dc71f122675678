import { pointerTokens } from '@mockloop/spec-parser';
import type { Resource } from '../model/test-plan.ts';
import { getAt, isId, isObject, type JsonObject } from './json-value.ts';
import { kindsOf, plainName } from './names.ts';

/** The id of an item; `undefined` where it shows none. */
export function idOf(item: unknown, resource: Resource): string | number | undefined {
  const path = idPath(item, resource);
  const id = path === undefined ? undefined : getAt(item, path);
  return isId(id) ? id : undefined;
}

/** Where an item has its id: where the plan says, else under one of the names that ids usually have. */
export function idPath(item: unknown, resource: Resource): readonly string[] | undefined {
  if (!isObject(item)) return undefined;
  const planned = resource.id_pointer === undefined ? undefined : pointerTokens(resource.id_pointer);
  if (planned !== undefined && isId(getAt(item, planned))) return planned;
  const members = new Map(Object.keys(item).map((name) => [plainName(name), name]));
  for (const candidate of idNames(resource)) {
    const name = members.get(candidate);
    if (name !== undefined && isId(item[name])) return [name];
  }
  return undefined;
}

function idNames(resource: Resource): readonly string[] {
  const kinds = [...kindsOf(resource)];
  const parameter = resource.id_parameter === undefined ? [] : [plainName(resource.id_parameter)];
  return [...parameter, 'id', ...kinds.map((kind) => `${kind}id`), 'uuid', 'guid'];
}

/** The item in an answer: the whole, the only one of a list, or a member such as `data`. */
export function itemIn(value: unknown, resource: Resource): JsonObject | undefined {
  return wrappedItem(value, resource, 0);
}

function wrappedItem(value: unknown, resource: Resource, depth: number): JsonObject | undefined {
  if (Array.isArray(value)) return value.length === 1 ? wrappedItem(value[0], resource, depth) : undefined;
  if (!isObject(value)) return undefined;
  const inner = Object.entries(value)
    .filter(([name, member]) => isObject(member) && isWrapper(name, resource))
    .map(([, member]) => (depth < 2 ? wrappedItem(member, resource, depth + 1) : undefined))
    .find((item) => item !== undefined);
  if (idOf(value, resource) !== undefined) return value;
  return inner;
}

const WRAPPERS: ReadonlySet<string> = new Set([
  'data',
  'result',
  'item',
  'response',
  'payload',
  'entity',
  'resource',
  'content',
  'object',
]);

function isWrapper(name: string, resource: Resource): boolean {
  const plain = plainName(name);
  return WRAPPERS.has(plain) || kindsOf(resource).has(plain);
}
