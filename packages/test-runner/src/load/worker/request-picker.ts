/** Chooses a request by weight: the same for the same seed and index, however many workers there are. */
export class RequestPicker {
  readonly #seed: number;
  readonly #limits: Float64Array;

  /** @param weights At least one of them above 0. */
  constructor(seed: string, weights: readonly number[]) {
    this.#seed = hashOf(seed);
    this.#limits = limitsOf(weights);
  }

  /** @returns The index of a weight. */
  pick(index: number): number {
    const share = mix(this.#seed ^ mix(index)) / 2 ** 32;
    let low = 0;
    let high = this.#limits.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (share < (this.#limits[middle] ?? 1)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Where the share of each weight ends, from 0 to 1. */
export function limitsOf(weights: readonly number[]): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const lastUsed = weights.findLastIndex((weight) => weight > 0);
  let sum = 0;
  return Float64Array.from(weights, (weight, index) => {
    sum += weight;
    return index >= lastUsed ? 1 : sum / total;
  });
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The finalizer of MurmurHash3: each bit of the number changes half of the result's. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
