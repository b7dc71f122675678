import { type Operation, pointerTokens } from '@mockloop/spec-parser';
import type { BodyPart, ParameterPart, RequestParts } from '../../requests/request-parts.ts';
import { getAt, isObject, setAt } from '../../succeed/json-value.ts';
import { createToken } from '../../succeed/token.ts';

/** One thing that is different from a request that works, as JSON. */
export interface Change {
  readonly in: 'path' | 'query' | 'querystring' | 'header' | 'cookie' | 'body';
  /** Of the parameter; `''` for the body. */
  readonly name: string;
  /** JSON Pointer into the value; `''` is the whole. */
  readonly at: string;
  /** What stands there instead. Absent: nothing does. */
  readonly value?: unknown;
  /** The text of the whole parameter or body, instead of `value`. */
  readonly raw?: string | undefined;
  /** Of the body, where it is another one. */
  readonly mediaType?: string | undefined;
  /** What takes the place of the last character of the text that works, instead of `value`. */
  readonly tail?: string | undefined;
  /** Its letters may be any others: no two requests are to send the same. */
  readonly isFiller?: true | undefined;
}

/** @returns `undefined` where the parts have no such place. */
export function applyChange(
  operation: Operation,
  parts: RequestParts,
  { change, seed }: { readonly change: Change; readonly seed: string },
): RequestParts | undefined {
  const fresh = change.isFiller ? { ...change, value: refill(change.value, seed) } : change;
  if (change.in === 'body') {
    const body = changeBody(parts.body, fresh);
    return body === null ? undefined : { ...parts, body };
  }
  const index = operation.parameters.findIndex(
    ({ in: location, name }) => location === change.in && name === change.name,
  );
  const part = index === -1 ? null : changeParameter(parts.values[index], fresh);
  return part === null ? undefined : { ...parts, values: parts.values.with(index, part) };
}

/** Other letters for the same number of letters. */
function refill(value: unknown, seed: string): unknown {
  if (typeof value !== 'string') return value;
  const { letters } = createToken(seed);
  return value.replace(/a+/g, (run) => letters.repeat(Math.ceil(run.length / letters.length)).slice(0, run.length));
}

/** `null`: there is no such place. */
function changeParameter(part: ParameterPart, change: Change): ParameterPart | null {
  if (change.raw !== undefined) return { raw: change.raw };
  if (change.at === '' && change.tail !== undefined) {
    const text = part && 'value' in part ? withTail(part.value, change.tail) : undefined;
    return text === undefined ? null : { value: text };
  }
  if (change.at === '') return change.value === undefined ? undefined : { value: change.value };
  if (!part || !('value' in part)) return null;
  const changed = changeValue(part.value, change);
  return changed === undefined ? null : { value: changed };
}

function changeBody(body: BodyPart | undefined, change: Change): BodyPart | undefined | null {
  const mediaType = change.mediaType ?? body?.mediaType;
  if (change.raw !== undefined) return mediaType === undefined ? null : { mediaType, raw: change.raw };
  if (change.at === '' && change.value === undefined) return undefined;
  if (mediaType === undefined) return null;
  if (change.at === '') return { mediaType, value: change.value };
  if (body === undefined || !('value' in body)) return null;
  const value = changeValue(body.value, change);
  return value === undefined ? null : { mediaType, value };
}

function withTail(value: unknown, tail: string): string | undefined {
  return typeof value === 'string' && value !== '' ? `${value.slice(0, -1)}${tail}` : undefined;
}

function changeValue(value: unknown, { at, tail, value: given }: Change): unknown {
  const path = pointerTokens(at);
  const member = tail === undefined ? given : withTail(getAt(value, path), tail);
  if (tail !== undefined && member === undefined) return undefined;
  const holder = getAt(value, path.slice(0, -1));
  const last = path.at(-1) ?? '';
  if (typeof holder !== 'object' || holder === null) return undefined;
  if (member !== undefined)
    return Array.isArray(holder) && !Object.hasOwn(holder, last) ? undefined : setAt(value, path, member);
  if (!isObject(holder) || !Object.hasOwn(holder, last)) return undefined;
  const rest = Object.fromEntries(Object.entries(holder).filter(([name]) => name !== last));
  return setAt(value, path.slice(0, -1), rest);
}
