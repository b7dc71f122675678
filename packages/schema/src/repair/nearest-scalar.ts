import { fits } from '../generate/fits.ts';
import type { Node } from '../generate/graph.ts';
import { numberRange } from '../generate/number-range.ts';
import type { Shape } from '../generate/shape.ts';
import { typesOf } from '../generate/types-of.ts';
import type { TypeName } from '../model/keywords.ts';
import type { Pattern } from '../pattern/create-pattern.ts';
import { nearestText } from './nearest-text.ts';

/**
 * The value that fits a node, alternatives aside, and is most like another one: of the right type, within its bounds, one of its
 * values, of its length.
 *
 * @param values Those of `enum` and `const`, where there are such keywords.
 * @returns `undefined` where no such value is seen.
 */
export function nearestScalar(
  value: unknown,
  { shape }: Node,
  { values, patternFor }: { values: readonly unknown[] | undefined; patternFor: (source: string) => Pattern },
): unknown {
  if (values !== undefined) return nearestListed(value, values);
  for (const candidate of candidatesFor(value, shape)) {
    if (candidate !== undefined && fits(candidate, shape, patternFor)) return candidate;
  }
  return undefined;
}

function nearestListed(value: unknown, values: readonly unknown[]): unknown {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const texts = values.map((listed) => (typeof listed === 'object' ? '' : String(listed)));
  const near = nearestText(String(value), texts);
  if (near !== undefined && near !== '') return values[texts.indexOf(near)];
  if (typeof value !== 'number') return undefined;
  const numbers = values.filter((listed) => typeof listed === 'number');
  return numbers.toSorted((a, b) => Math.abs(a - value) - Math.abs(b - value))[0];
}

function* candidatesFor(value: unknown, shape: Shape): Generator<unknown> {
  for (const type of typesOf(shape)) yield* candidatesOfType(value, type, shape);
}

function* candidatesOfType(value: unknown, type: TypeName, shape: Shape): Generator<unknown> {
  switch (type) {
    case 'integer':
    case 'number':
      yield nearestNumber(value, shape, type === 'integer');
      break;
    case 'boolean':
      yield toBoolean(value);
      break;
    case 'string':
      yield* nearestTexts(value, shape);
      break;
    case 'null':
      if (value === '' || value === 'null') yield null;
  }
}

function nearestNumber(value: unknown, shape: Shape, integer: boolean): number | undefined {
  const number = toNumber(value);
  const range = number === undefined ? undefined : numberRange(shape, integer);
  if (number === undefined || range === undefined) return undefined;
  const { low, high, step } = range;
  const clamped = Math.min(high, Math.max(low, number));
  if (step === undefined) return clamped;
  const stepped = Number((Math.round(clamped / step) * step).toPrecision(15));
  // Rounding can lead out of bounds that are no multiples themselves.
  if (stepped < low) return stepped + step;
  return stepped > high ? stepped - step : stepped;
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?\s*$/i.test(value))
    return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...['true', 'yes', 'on', '1', 1].map((value) => [value, true] as const),
  ...['false', 'no', 'off', '0', 0].map((value) => [value, false] as const),
]);

function toBoolean(value: unknown): boolean | undefined {
  return BOOLEANS.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
}

/** Lengths beyond this are not filled up with a text's own characters. */
const MAX_PADDED = 1_000;

function* nearestTexts(value: unknown, shape: Shape): Generator<string | undefined> {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return;
  const text = String(value);
  for (const candidate of [
    text,
    text.trim(),
    text.toLowerCase(),
    text.toUpperCase(),
    ...ofFormat(text, shape.formats),
  ]) {
    yield candidate;
    yield ofLength(candidate, shape);
  }
}

/** Cut, or filled up with its own last character. Characters, not UTF-16 code units (JSON Schema validation §6.3.1). */
function ofLength(text: string, { minLength, maxLength }: Shape): string | undefined {
  const characters = [...text.slice(0, 2 * Math.min(maxLength, 100_000))];
  if (characters.length > maxLength || (maxLength < Infinity && text.length > 2 * maxLength))
    return characters.slice(0, maxLength).join('');
  const lacking = minLength - characters.length;
  return lacking <= 0 || lacking > MAX_PADDED ? undefined : text + (characters.at(-1) ?? 'a').repeat(lacking);
}

/** The same moment, place or address as a format writes it. */
function* ofFormat(text: string, formats: readonly string[]): Generator<string> {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?/i.exec(text.trim()) ?? [];
  for (const format of formats) {
    if (format === 'date' && date !== undefined) yield date;
    if (format === 'date-time' && date !== undefined) yield `${date}T${time?.padEnd(8, ':00') ?? '00:00:00'}Z`;
    if (format === 'uri' || format === 'url' || format === 'iri') yield `https://${text.trim().replace(/^[/:]+/, '')}`;
  }
}
