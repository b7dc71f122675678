import type { IncomingHttpHeaders } from 'node:http';
import { type Check, integer, isObject, oneOf, text } from './check.ts';
import { Problem } from './problem.ts';

/** A request, as a handler sees it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly params: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer: `body` is JSON, `text` anything else. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
}

/** @throws {Problem} 415 or 400. */
function jsonBody(call: Call, mediaTypes: readonly string[] = ['application/json']): unknown {
  requireMediaType(call, mediaTypes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(call.body));
  } catch (cause) {
    throw Object.assign(new Problem(400, 'The body is not JSON'), { cause });
  }
}

/** The members of an object that its check names; anything else is left out. @throws {Problem} 415 or 400. */
export function checkedBody<T>(call: Call, check: Check<T>, mediaTypes?: readonly string[]): T {
  return checked(jsonBody(call, mediaTypes), check);
}

/** @throws {Problem} 400. */
export function checked<T>(value: unknown, check: Check<T>): T {
  const errors = check.find(value, '');
  if (errors.length > 0) throw new Problem(400, 'The request is not valid', { errors });
  return value as T;
}

/** Members that the check of a body does not name, for what should not read them. */
export function rawMember(call: Call, name: string): unknown {
  const value = jsonBody(call, ['application/json', 'application/merge-patch+json']);
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** @throws {Problem} 415 where the media type is another. */
export function requireMediaType(call: Call, mediaTypes: readonly string[]): void {
  const type = call.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === undefined || !mediaTypes.includes(type)) throw new Problem(415, `Send ${mediaTypes.join(' or ')}`);
}

export function param(call: Call, name: string): string {
  return call.params.get(name) ?? '';
}

interface IntegerRange {
  readonly min: number;
  readonly max: number;
  readonly fallback: number;
}

/** @throws {Problem} 400. */
export function queryInteger(call: Call, name: string, range: IntegerRange): number {
  const value = call.query.get(name);
  if (value === null) return range.fallback;
  return checked(/^-?\d+$/.test(value) ? Number(value) : value, integer(range.min, range.max));
}

/** @throws {Problem} 400. */
export function queryChoice<const T extends string>(call: Call, name: string, values: readonly T[]): T | undefined {
  const value = call.query.get(name);
  return value === null ? undefined : checked(value, oneOf(values));
}

/** @throws {Problem} 400. */
export function queryText(call: Call, name: string, options: Parameters<typeof text>[0] = {}): string | undefined {
  const value = call.query.get(name);
  return value === null ? undefined : checked(value, text(options));
}

/** The number in a path. @throws {Problem} 400. */
export function idParam(call: Call, name: string): number {
  const value = param(call, name);
  return checked(/^-?\d+$/.test(value) ? Number(value) : value, integer(1, Number.MAX_VALUE));
}
