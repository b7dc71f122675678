import { nearestNames } from '@mockloop/schema';

/** How many names are suggested. */
const SUGGESTED = 5;

/** A sentence with the names that are most like one that is none of them. */
export function suggestNames(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'There are none.';
  const nearest = nearestNames(name, known, SUGGESTED);
  return `${known.length > SUGGESTED ? 'The nearest are' : 'There are'} ${nearest.join(', ')}.`;
}
