/** A 32-bit number for texts and numbers in a row (FNV-1a over their UTF-16 code units, with a separator behind each). */
export function seedOf(...parts: ReadonlyArray<string | number>): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = `${part}\n`;
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}

/** The n-th number of a seed, from 0 to below 1 (the finaliser of MurmurHash3). */
export function draw(seed: number, n: number): number {
  let hash = seed ^ Math.imul(n + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** Gives the numbers of a seed one after the other. */
export function drawer(seed: number): () => number {
  let n = -1;
  return () => {
    n += 1;
    return draw(seed, n);
  };
}
