import type { Shape } from './shape.ts';

/** The numbers that a shape allows: from `low` to `high`, or, with a step, each multiple of it between them. */
export interface NumberRange {
  readonly low: number;
  readonly high: number;
  readonly step: number | undefined;
}

/** JSON numbers beyond this lose digits in most readers (RFC 8259 §6). */
const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/** The allowed range, `undefined` when it is empty. Open sides are `±Infinity`. */
export function numberRange(shape: Shape, ofIntegers: boolean): NumberRange | undefined {
  const integer = ofIntegers || shape.formats.some((format) => format === 'int32' || format === 'int64');
  const step = commonMultiple(integer ? [1, ...shape.multiples] : shape.multiples);
  const bounds = formatBounds(shape.formats);
  let low = Math.max(shape.minimum, nextAbove(shape.exclusiveMinimum), bounds.low);
  let high = Math.min(shape.maximum, nextBelow(shape.exclusiveMaximum), bounds.high);
  if (step !== undefined) {
    low = low === -Infinity ? low : Math.ceil(roundOff(low / step)) * step;
    high = high === Infinity ? high : Math.floor(roundOff(high / step)) * step;
    if (low <= shape.exclusiveMinimum) low += step;
    if (high >= shape.exclusiveMaximum) high -= step;
  }
  return low <= high ? { low, high, step } : undefined;
}

function formatBounds(formats: readonly string[]): { low: number; high: number } {
  if (formats.includes('int32')) return { low: -(2 ** 31), high: 2 ** 31 - 1 };
  return { low: -Infinity, high: Infinity };
}

/** The nearest double above. */
function nextAbove(value: number): number {
  if (!Number.isFinite(value)) return value;
  return value + Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE);
}

function nextBelow(value: number): number {
  return -nextAbove(-value);
}

/** Division of decimals leaves crumbs: 0.3 / 0.1 is 2.9999999999999996. */
function roundOff(quotient: number): number {
  const nearest = Math.round(quotient);
  return Math.abs(quotient - nearest) < 1e-9 ? nearest : quotient;
}

/** The least number that each is a divisor of; for decimals, in units of the smallest decimal place. */
function commonMultiple(steps: readonly number[]): number | undefined {
  const [first, ...others] = steps;
  if (first === undefined) return undefined;
  const places = 10 ** Math.min(12, Math.max(...steps.map(decimals)));
  const multiple = others.reduce((least, step) => {
    const [a, b] = [Math.round(least * places), Math.round(step * places)];
    return a === 0 || b === 0 ? Math.max(least, step) : ((a / greatestDivisor(a, b)) * b) / places;
  }, first);
  return Math.abs(multiple) <= MAX_SAFE ? multiple : first;
}

function decimals(step: number): number {
  const [mantissa = '', exponent = '0'] = String(step).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
