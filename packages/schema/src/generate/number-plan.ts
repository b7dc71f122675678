import { numberRange } from './number-range.ts';
import { below, fraction } from './random.ts';
import { realisticNumber } from './realistic-number.ts';
import type { Shape } from './shape.ts';

/** A maker of numbers within the bounds of a shape. */
export function planNumber(shape: Shape, integer: boolean, name: string): (seed: number) => number {
  const range = numberRange(shape, integer);
  if (range === undefined) return () => 0;
  const usual = realisticNumber(name) ?? [1, 1000];
  const { low, high } = narrow(range.low, range.high, usual);
  const { step } = range;
  if (step === undefined) return (seed) => decimal(low, high, fraction(seed));
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.max(1, Math.min(Math.floor(high / step + 1e-9) - first + 1, 2 ** 31));
  if (step === 1) return (seed) => first + below(count, seed);
  return (seed) => multiple(step, first + below(count, seed));
}

/** The usual numbers that are allowed; else a thousand from the bound that is given. */
function narrow(
  low: number,
  high: number,
  [usualLow, usualHigh]: readonly [number, number],
): { low: number; high: number } {
  const from = Math.max(low, usualLow);
  const to = Math.min(high, usualHigh);
  if (from <= to && (to > from || low === high)) return { low: from, high: to };
  if (low > -Infinity) return { low, high: Math.min(high, low + 1000) };
  return { low: high - 1000, high };
}

/** With two places where that stays inside. */
function decimal(low: number, high: number, part: number): number {
  const value = low + (high - low) * part;
  const rounded = Math.round(value * 100) / 100;
  return rounded >= low && rounded <= high ? rounded : Math.min(high, Math.max(low, value));
}

/** Without the crumbs of binary fractions: 3 × 0.1 is 0.3. */
function multiple(step: number, times: number): number {
  const product = step * times;
  return Number.isInteger(step) ? product : Number(product.toPrecision(12));
}
