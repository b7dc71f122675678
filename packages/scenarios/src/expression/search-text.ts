import type { Budget } from './budget.ts';

/**
 * Pays for looking for one text in another. The engine's search compares every character of the one with every character
 * of the other where both repeat themselves, which for two long texts is minutes.
 */
export function paySearch(text: string, part: string, budget: Budget): void {
  budget.read(text);
  budget.spend((text.length * part.length) / 64);
}

/** Whether a text contains another one. @throws {BudgetError} */
export function contains(text: string, part: string, budget: Budget): boolean {
  paySearch(text, part, budget);
  return text.includes(part);
}
