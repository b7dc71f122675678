import type { Resource } from '../model/test-plan.ts';
import { isObject, type JsonObject } from './json-value.ts';
import { kindOf, kindsOf, plainName } from './names.ts';

/** The items of an answer that lists, and what stands around them. */
export interface FoundList {
  readonly items: readonly unknown[];
  /** The way to them; empty where they are the whole answer. */
  readonly path: readonly string[];
  /** The object that holds them, for totals and links to further pages. */
  readonly envelope?: JsonObject | undefined;
}

const USUAL = 'items data results content value values records entries list rows elements members hits'.split(' ');

/** The list in an answer; `undefined` where there is none, or several that it could be. */
export function listIn(value: unknown, resource: Resource): FoundList | undefined {
  if (Array.isArray(value)) return { items: value, path: [] };
  if (!isObject(value)) return undefined;
  const arrays = arraysIn(value, []);
  const kinds = kindsOf(resource);
  const nearest = Math.min(...arrays.map(({ path }) => path.length));
  const near = arrays.filter(({ path }) => path.length === nearest);
  const found =
    arrays.find(({ path }) => kinds.has(kindOf(path.at(-1) ?? ''))) ??
    near.find(({ path }) => USUAL.includes(plainName(path.at(-1) ?? ''))) ??
    (near.length === 1 ? near[0] : undefined);
  return found && { ...found, envelope: value };
}

function arraysIn(value: JsonObject, path: readonly string[]): FoundList[] {
  return Object.entries(value).flatMap(([name, member]) => {
    if (Array.isArray(member)) return [{ items: member, path: [...path, name] }];
    return isObject(member) && path.length < 2 ? arraysIn(member, [...path, name]) : [];
  });
}
