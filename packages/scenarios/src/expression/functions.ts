import { EvaluationError } from './evaluation-error.ts';
import { MAX_TEXT_LENGTH, number } from './operators.ts';
import type { Scope } from './scope.ts';
import { paySearch } from './search-text.ts';
import { isObject, kindOf } from './values.ts';

type Arguments = readonly unknown[];
type Apply = (args: Arguments, scope: Scope) => unknown;

/**
 * What expressions can call; methods begin with a dot and get what they are called on as their first argument. CEL's
 * standard functions but those of bytes, durations and time zones, and the common ones for texts and lists. The last four
 * are known to templates alone (see `templateEnvironment`).
 */
export const FUNCTIONS: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['size', size],
  ['.size', size],
  ['dyn', ([value]) => value],
  ['string', ([value], { budget }) => toText(value, (read) => budget.read(read))],
  ['int', ([value]) => Math.trunc(toNumber(value))],
  ['uint', ([value]) => Math.trunc(toNumber(value))],
  ['double', ([value]) => toNumber(value)],
  ['bool', ([value]) => toBoolean(value)],
  ['timestamp', ([value]) => toTimestamp(value)],
  ['.contains', search((value, part) => value.includes(part))],
  ['.startsWith', texts((value, part) => value.startsWith(part))],
  ['.endsWith', texts((value, part) => value.endsWith(part))],
  ['.lowerAscii', changeCase(/[A-Z]+/g, (letters) => letters.toLowerCase())],
  ['.upperAscii', changeCase(/[a-z]+/g, (letters) => letters.toUpperCase())],
  ['.trim', texts((value) => value.trim())],
  ['.indexOf', search((value, part, from) => value.indexOf(part, from))],
  ['.lastIndexOf', search((value, part, from) => value.lastIndexOf(part, from))],
  ['.substring', substring],
  ['.split', split],
  ['.join', join],
  ...dateFields(),
  ['now', (_, { request }) => new Date(request.time).toISOString()],
  ['uuid', (_, scope) => uuid(scope)],
  ['integer', integer],
  ['choice', choice],
]);

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new EvaluationError(`a text is needed, not ${kindOf(value)}`);
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new EvaluationError(`a list is needed, not ${kindOf(value)}`);
}

/** A function of a text, and of one that is not longer. */
function texts(apply: (value: string, part: string) => unknown): Apply {
  return ([value, part = ''], { budget }) => {
    budget.read(text(value));
    return apply(text(value), text(part));
  };
}

/** At worst every other letter is changed by itself. */
function changeCase(letters: RegExp, change: (letters: string) => string): Apply {
  return ([value], { budget }) => {
    budget.spend(1 + text(value).length);
    return text(value).replace(letters, change);
  };
}

/** A function that looks for a text in another one, from a position on. */
function search(apply: (value: string, part: string, from?: number) => unknown): Apply {
  return ([value, part, from], { budget }) => {
    paySearch(text(value), text(part), budget);
    return apply(text(value), text(part), from === undefined ? undefined : number(from));
  };
}

function size([value]: Arguments, { budget }: Scope): number {
  if (Array.isArray(value)) return value.length;
  if (isObject(value)) {
    const { length } = Object.keys(value);
    budget.spend(length);
    return length;
  }
  budget.spend(text(value).length / 4);
  let count = 0;
  for (const _ of text(value)) count += 1;
  return count;
}

function toText(value: unknown, read: (text: string) => void): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw new EvaluationError(`${kindOf(value)} is no text`);
  const written = String(value);
  read(written);
  return written;
}

function toNumber(value: unknown): number {
  if (value instanceof Date) return Math.floor(value.getTime() / 1000);
  if (typeof value === 'string' && /^[+-]?\d{1,20}(\.\d{1,20})?([eE][+-]?\d{1,3})?$/.test(value)) return Number(value);
  if (typeof value === 'string') throw new EvaluationError('the text is no number');
  return number(value);
}

function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw new EvaluationError('the value is neither true nor false');
}

/** From RFC 3339, or from seconds since the epoch. */
function toTimestamp(value: unknown): Date {
  const isText = typeof value === 'string';
  const time = new Date(isText ? value.slice(0, 40) : number(value) * 1000);
  if (Number.isNaN(time.getTime()) || (isText && !/^\d{4}-\d\d-\d\dT/.test(value)))
    throw new EvaluationError('the value is no time, such as "2030-01-31T12:00:00Z"');
  return time;
}

/** CEL's getters, in UTC. */
function dateFields(): ReadonlyArray<readonly [string, Apply]> {
  const fields: ReadonlyArray<readonly [string, (time: Date) => number]> = [
    ['getFullYear', (time) => time.getUTCFullYear()],
    ['getMonth', (time) => time.getUTCMonth()],
    ['getDate', (time) => time.getUTCDate()],
    ['getDayOfMonth', (time) => time.getUTCDate() - 1],
    ['getDayOfWeek', (time) => time.getUTCDay()],
    ['getHours', (time) => time.getUTCHours()],
    ['getMinutes', (time) => time.getUTCMinutes()],
    ['getSeconds', (time) => time.getUTCSeconds()],
    ['getMilliseconds', (time) => time.getUTCMilliseconds()],
  ];
  return fields.map(([name, read]) => [
    `.${name}`,
    ([value]) => {
      if (!(value instanceof Date)) throw new EvaluationError(`a timestamp is needed, not ${kindOf(value)}`);
      return read(value);
    },
  ]);
}

function substring([value, start, end]: Arguments, { budget }: Scope): string {
  budget.read(text(value));
  const last = end === undefined ? text(value).length : number(end);
  if (number(start) < 0 || number(start) > last || last > text(value).length)
    throw new EvaluationError('the text is shorter than that');
  return text(value).slice(number(start), last);
}

function split([value, separator, limit]: Arguments, { budget }: Scope): string[] {
  paySearch(text(value), text(separator), budget);
  budget.spend(text(value).length);
  const parts = text(value).split(text(separator));
  if (limit === undefined || number(limit) < 0 || parts.length <= number(limit)) return parts;
  if (number(limit) === 0) return [];
  return [...parts.slice(0, number(limit) - 1), parts.slice(number(limit) - 1).join(text(separator))];
}

function join([value, separator = '']: Arguments, { budget }: Scope): string {
  const parts = list(value).map(text);
  const length = parts.reduce((sum, part) => sum + part.length + text(separator).length, 0);
  if (length > MAX_TEXT_LENGTH) throw new EvaluationError('the text is too long');
  budget.spend(parts.length + length / 16);
  return parts.join(text(separator));
}

function draws({ random }: Scope): () => number {
  if (random === undefined) throw new EvaluationError('nothing is drawn here');
  return random;
}

function integer([min, max]: Arguments, scope: Scope): number {
  const [low, high] = [number(min), number(max)];
  if (high < low) throw new EvaluationError(`no whole number is at least ${low} and at most ${high}`);
  return low + Math.floor(draws(scope)() * (high - low + 1));
}

function choice([items]: Arguments, scope: Scope): unknown {
  const { length } = list(items);
  if (length === 0) throw new EvaluationError('the list to choose from is empty');
  return list(items)[Math.floor(draws(scope)() * length)];
}

/** A UUID of version 4 (RFC 9562 §5.4), made of drawn numbers. */
function uuid(scope: Scope): string {
  scope.budget.spend(100);
  const random = draws(scope);
  const digits = (count: number): string =>
    Math.floor(random() * 16 ** count)
      .toString(16)
      .padStart(count, '0');
  const variant = (8 + Math.floor(random() * 4)).toString(16);
  return `${digits(8)}-${digits(4)}-4${digits(3)}-${variant}${digits(3)}-${digits(4)}${digits(8)}`;
}
