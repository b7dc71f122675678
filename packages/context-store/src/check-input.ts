import { ContextStoreError } from './context-store-error.ts';

const ID = /^[A-Za-z0-9][\w.-]{0,99}$/;
const WORD = /^[a-z][a-z0-9_]{0,49}$/;
/** With a zone: without one it would be another moment on another machine. */
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** @throws {ContextStoreError} `INVALID_INPUT` where it is no id: 1 to 100 letters, digits, `.`, `_` or `-`. */
export function checkId(what: string, id: unknown): string {
  if (typeof id === 'string' && ID.test(id)) return id;
  throw invalid(what, id, 'take 1 to 100 letters, digits, ".", "_" or "-", a letter or digit first');
}

/** @throws {ContextStoreError} `INVALID_INPUT` where it is no name in snake_case. */
export function checkWord(what: string, word: unknown): string {
  if (typeof word === 'string' && WORD.test(word)) return word;
  throw invalid(what, word, 'take 1 to 50 lower-case letters, digits or "_", a letter first');
}

/** @throws {ContextStoreError} `INVALID_INPUT` where it is empty, too long or no text. */
export function checkText(what: string, text: unknown, maxLength: number): string {
  if (typeof text === 'string' && text !== '' && text.length <= maxLength) return text;
  throw invalid(what, text, `take 1 to ${maxLength} characters`);
}

/** @throws {ContextStoreError} `INVALID_INPUT` */
export function checkOneOf<Value extends string>(what: string, value: unknown, values: readonly Value[]): Value {
  const known = values.find((one) => one === value);
  if (known !== undefined) return known;
  throw invalid(what, value, `take one of ${values.join(', ')}`);
}

/**
 * @returns Milliseconds since the epoch.
 * @throws {ContextStoreError} `INVALID_INPUT`
 */
export function checkTime(what: string, time: unknown): number {
  const at = typeof time === 'string' && TIME.test(time) ? Date.parse(time) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw invalid(what, time, 'take a time with its zone as ISO 8601 writes it, e.g. 2026-03-29T01:00:00Z');
}

/** @throws {ContextStoreError} `INVALID_INPUT` where it is no whole number from 0 on. */
export function checkCount(what: string, count: unknown): number {
  if (Number.isSafeInteger(count) && Number(count) >= 0) return Number(count);
  throw invalid(what, count, 'take a whole number from 0 on');
}

/** A text for people, cut where it is too long: what came from elsewhere must not keep a record from being written. */
export function cutText(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}

function invalid(what: string, value: unknown, advice: string): ContextStoreError {
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : `a ${typeof value}`;
  return new ContextStoreError('INVALID_INPUT', `The ${what} is ${shown}: ${advice}.`);
}
