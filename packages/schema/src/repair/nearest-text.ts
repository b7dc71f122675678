import { comparable, rankNames } from '../nearest-names.ts';

/** The candidate that a text was most likely meant to be; `undefined` where none is alike. */
export function nearestText(text: string, candidates: readonly string[]): string | undefined {
  const plain = comparable(text);
  const same = candidates.find((candidate) => comparable(candidate) === plain);
  if (same !== undefined || plain.length < 3) return same;
  // Stricter than advice is: what is changed here is data.
  const limit = Math.max(1, Math.floor(plain.length / 3));
  return rankNames(text, candidates.slice(0, MAX_CANDIDATES), { count: 1, limit })[0];
}

const MAX_CANDIDATES = 500;
