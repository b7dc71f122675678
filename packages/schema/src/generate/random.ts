/** Spreads two 32-bit numbers to one that looks like neither (the finaliser of MurmurHash3). */
export function mix(seed: number, value: number): number {
  let hash = seed ^ Math.imul(value, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** A 32-bit number for a text (FNV-1a over its UTF-16 code units). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0;
}

/** A whole number from 0 to below `count`. */
export function below(count: number, seed: number): number {
  return (seed >>> 0) % count;
}

/** A number from 0 to below 1. */
export function fraction(seed: number): number {
  return (seed >>> 0) / 0x1_0000_0000;
}

/** One of a list that is not empty. */
export function pick<T>(list: readonly [T, ...T[]], seed: number): T {
  return list[below(list.length, seed)] ?? list[0];
}

/** A function that gives another number from 0 to below 1 on each call, always the same ones for one seed. */
export function sequence(seed: number): () => number {
  let index = 0;
  return () => {
    index += 1;
    return fraction(mix(seed, index));
  };
}
