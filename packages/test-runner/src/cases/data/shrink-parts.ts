import type { RequestParts } from '../../requests/request-parts.ts';
import { isObject, type JsonObject, setAt, without } from '../../succeed/json-value.ts';

/** Parts with one thing less: without the body, a parameter, a member; with a shorter text or list. */
export function* shrinkParts(parts: RequestParts): Generator<RequestParts> {
  const { values, body } = parts;
  if (values.some((part) => part)) yield { ...parts, values: values.map(() => undefined) };
  if (body !== undefined && 'value' in body)
    for (const value of smaller(body.value)) yield { ...parts, body: { mediaType: body.mediaType, value } };
  for (const [index, part] of values.entries()) if (part) yield { ...parts, values: values.with(index, undefined) };
}

function* smaller(value: unknown): Generator<unknown> {
  if (typeof value === 'string' && value.length > 1) yield value.slice(0, Math.floor(value.length / 2));
  if (Array.isArray(value)) yield* smallerLists(value);
  else if (isObject(value)) yield* smallerObjects(value);
}

function* smallerLists(items: readonly unknown[]): Generator<unknown> {
  if (items.length > 0) yield [];
  if (items.length > 1) yield items.slice(0, 1);
  if (items.length === 1) for (const item of smaller(items[0])) yield [item];
}

function* smallerObjects(value: JsonObject): Generator<unknown> {
  const names = Object.keys(value);
  if (names.length > 1) yield {};
  for (const name of names) yield without(value, name);
  for (const name of names) for (const member of smaller(value[name])) yield setAt(value, [name], member);
}
