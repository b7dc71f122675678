import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import { ContextStoreError } from './context-store-error.ts';

/** JSON as it is stored: text, or deflated where it is long. */
export type StoredJson = string | Uint8Array;

/** Bytes of JSON text. */
export const MAX_RESULT_BYTES: number = 64 * 1024 * 1024;
export const MAX_PLAN_BYTES: number = 8 * 1024 * 1024;
export const MAX_CONFIG_BYTES: number = 1024 * 1024;
export const MAX_PROGRESS_BYTES: number = 16 * 1024;

const MAX_DEPTH = 128;
/** Shorter text gains nothing from being deflated. */
const MIN_DEFLATED_LENGTH = 4_096;

const deflated = promisify(deflate);
const inflated = promisify(inflate);

export interface JsonLimit {
  /** What it is, for the message of an error. */
  readonly what: string;
  readonly maxBytes: number;
}

/**
 * The JSON text of a value, as it is now.
 *
 * @throws {ContextStoreError} `INVALID_INPUT` where JSON has no word for it, `TOO_LARGE`.
 */
export function toJson(value: unknown, { what, maxBytes }: JsonLimit): string {
  const text = stringify(value, what);
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) {
    throw new ContextStoreError('TOO_LARGE', `The ${what} has ${bytes} bytes as JSON; at most ${maxBytes} are kept.`);
  }
  if (isDeeperThan(text, MAX_DEPTH)) throw tooDeep(what);
  return text;
}

/** Reads what `toJson` wrote. */
export function fromJson(text: string): unknown {
  return JSON.parse(text);
}

/**
 * A value as it is now, ready to be stored. Long text is deflated on another thread.
 *
 * @throws {ContextStoreError} as `toJson`, before it returns
 */
export function packJson(value: unknown, limit: JsonLimit): Promise<StoredJson> {
  const text = toJson(value, limit);
  return text.length < MIN_DEFLATED_LENGTH ? Promise.resolve(text) : deflated(text, { level: 3 });
}

/** As `packJson`, for what may be absent. */
export function packOptionalJson(value: unknown, limit: JsonLimit): Promise<StoredJson | null> {
  return value === undefined ? Promise.resolve(null) : packJson(value, limit);
}

export async function unpackJson(stored: StoredJson): Promise<unknown> {
  if (typeof stored === 'string') return fromJson(stored);
  const bytes = await inflated(stored, { maxOutputLength: MAX_RESULT_BYTES });
  return fromJson(bytes.toString('utf8'));
}

function stringify(value: unknown, what: string): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    // A stack or a string that would be too long.
    if (cause instanceof RangeError) throw tooDeep(what, cause);
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new ContextStoreError('INVALID_INPUT', `The ${what} cannot be written as JSON: ${said}`, { cause });
  }
  if (text !== undefined) return text;
  throw new ContextStoreError('INVALID_INPUT', `The ${what} is missing, or is nothing that JSON has a word for.`);
}

function tooDeep(what: string, cause?: unknown): ContextStoreError {
  return new ContextStoreError('TOO_LARGE', `The ${what} is too large or nests deeper than ${MAX_DEPTH} levels.`, {
    cause,
  });
}

const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}');

/** Of JSON text, not of the value: what has a `toJSON` may be written otherwise than it looks. */
function isDeeperThan(text: string, maxDepth: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfString(text, index);
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) depth++;
    else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth--;
    if (depth > maxDepth) return true;
  }
  return false;
}

/** @returns The position of the closing quote. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text.charCodeAt(index) !== QUOTE) index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  return index;
}
