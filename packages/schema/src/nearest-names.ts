import { editDistance } from './edit-distance.ts';

/** More names than these are not looked at. */
const MAX_NAMES = 5_000;

/**
 * The names that are most like one, the most alike first, those listed earlier before others that are as alike. Case,
 * spaces, `_` and `-` do not count. Only the first 5,000 names are looked at.
 *
 * @param count How many to give at the most.
 */
export function nearestNames(name: string, names: Iterable<string>, count: number): readonly string[] {
  return rankNames(name, names, { count, limit: Number.POSITIVE_INFINITY });
}

/**
 * The name that was probably meant: the most alike of those that differ in at most two characters in five, or two in
 * all, and have something in common with it. Compared as `nearestNames` does.
 */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  const { length } = comparable(name);
  const limit = Math.min(length - 1, Math.max(2, Math.floor(length * 0.4)));
  return rankNames(name, names, { count: 1, limit })[0];
}

export interface RankNamesOptions {
  /** How many to give at the most. */
  readonly count: number;
  /** How far away a name may be, in changed characters. */
  readonly limit: number;
}

/** The nearest of the names that are near enough. */
export function rankNames(name: string, names: Iterable<string>, options: RankNamesOptions): readonly string[] {
  const wanted = comparable(name);
  const ranked: { readonly candidate: string; readonly distance: number }[] = [];
  let { limit } = options;
  let seen = 0;
  for (const candidate of names) {
    if (++seen > MAX_NAMES) break;
    const distance = editDistance(wanted, comparable(candidate), limit);
    if (distance > limit) continue;
    const place = ranked.findIndex((other) => other.distance > distance);
    ranked.splice(place === -1 ? ranked.length : place, 0, { candidate, distance });
    ranked.length = Math.min(ranked.length, options.count);
    const last = ranked[options.count - 1];
    if (last !== undefined) limit = last.distance - 1;
  }
  return ranked.map(({ candidate }) => candidate);
}

/** `petName`, `pet_name` and `Pet-Name` are one. */
export function comparable(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}
