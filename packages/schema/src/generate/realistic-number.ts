import { tokensOf } from './realistic-text.ts';

/** Bounds that numbers of this name usually keep, and whether they have cents; `undefined` for names that say nothing. */
export function realisticNumber(name: string): readonly [low: number, high: number] | undefined {
  const tokens = tokensOf(name);
  const last = tokens.at(-1) ?? '';
  const joined = tokens.join('');
  for (const [names, low, high] of rules) {
    if (names.has(joined) || names.has(last)) return [low, high];
  }
  return undefined;
}

const rules = (
  [
    ['latitude lat', -60, 70],
    ['longitude lon lng long', -120, 140],
    ['price amount total cost balance fee subtotal tax', 1, 500],
    ['age', 18, 80],
    ['year', 2000, 2025],
    ['month', 1, 12],
    ['day', 1, 28],
    ['hour', 0, 23],
    ['minute second', 0, 59],
    ['quantity qty count stock', 1, 20],
    ['percent percentage progress', 0, 100],
    ['ratio probability score confidence', 0, 1],
    ['rating stars', 1, 5],
    ['timestamp created updated expires epoch at', 1_672_531_200, 1_767_139_200],
    ['port', 1024, 49_151],
    ['page', 1, 5],
    ['limit size pagesize perpage', 10, 100],
    ['width height', 100, 1920],
  ] satisfies [string, number, number][]
).map(([names, low, high]) => [new Set(names.split(' ')), low, high] as const);
