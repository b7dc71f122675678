/** A histogram as JSON: what is empty is left out. */
export interface SparseHistogram {
  readonly unit: 'us';
  /** Index of a bucket and how many values it holds, in the order of the indexes. */
  readonly counts: readonly (readonly [index: number, count: number])[];
  /** Exact, in microseconds; 0 when there is no value. */
  readonly min: number;
  readonly max: number;
  readonly sum: number;
}

/** Values below this have a bucket each; from there on, each doubling has half as many buckets as values. */
const EXACT_BELOW = 2048;
const BUCKETS_PER_DOUBLING = EXACT_BELOW / 2;
/** 2^43 microseconds are a hundred days: what takes longer counts as that. */
const LARGEST = 2 ** 43 - 1;
const BUCKETS = indexOf(LARGEST) + 1;

/**
 * Counts latencies in whole microseconds. Buckets are linear within a doubling, so that each percentile is within 0.05 %
 * of the exact one (and exact below 2 ms), and adding two histograms loses nothing.
 */
export class LatencyHistogram {
  #counts = new Float64Array(EXACT_BELOW);
  #count = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;
  #sum = 0;

  get count(): number {
    return this.#count;
  }

  /** In microseconds. Absent when there is no value. */
  get mean(): number | undefined {
    return this.#count === 0 ? undefined : this.#sum / this.#count;
  }

  /** In microseconds. Absent when there is no value. */
  get min(): number | undefined {
    return this.#count === 0 ? undefined : this.#min;
  }

  /** In microseconds. Absent when there is no value. */
  get max(): number | undefined {
    return this.#count === 0 ? undefined : this.#max;
  }

  /** Allocates only when a value is longer than twice the longest so far. A negative one counts as 0. */
  record(microseconds: number): void {
    // Also NaN is not above 0.
    const value = microseconds > 0 ? Math.min(LARGEST, Math.round(microseconds)) : 0;
    this.#add(indexOf(value), 1);
    this.#sum += value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  /**
   * What `percent` of all values do not exceed (nearest rank), in microseconds. Absent when there is no value.
   *
   * @param percent From 0, the shortest, to 100, the longest.
   */
  percentile(percent: number): number | undefined {
    if (this.#count === 0) return undefined;
    const rank = Math.ceil((percent / 100) * this.#count);
    if (rank <= 1) return this.#min;
    if (rank >= this.#count) return this.#max;
    let seen = 0;
    const index = this.#counts.findIndex((count) => {
      seen += count;
      return seen >= rank;
    });
    return this.#within(middleOf(index));
  }

  /** How many values exceed none of these microseconds, as exactly as the buckets allow. */
  countUpTo(microseconds: number): number {
    if (microseconds >= this.#max) return this.#count;
    const end = microseconds < 0 ? 0 : indexOf(Math.floor(microseconds)) + 1;
    return this.#counts.subarray(0, end).reduce((sum, count) => sum + count, 0);
  }

  /** Adds all values of another one. */
  merge(other: LatencyHistogram): void {
    if (other.#count === 0) return;
    this.#makeRoom(other.#counts.length - 1);
    const counts = this.#counts;
    other.#counts.forEach((count, index) => {
      counts[index] = (counts[index] ?? 0) + count;
    });
    this.#count += other.#count;
    this.#sum += other.#sum;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  /** Forgets all values, and keeps the memory for the next ones. */
  clear(): void {
    this.#counts.fill(0);
    this.#count = 0;
    this.#sum = 0;
    this.#min = Number.POSITIVE_INFINITY;
    this.#max = 0;
  }

  /** Each bucket that holds something, the shortest first: its value in microseconds, and how many it holds. */
  *values(): Generator<readonly [microseconds: number, count: number]> {
    for (const [index, count] of this.#counts.entries()) {
      if (count > 0) yield [this.#within(middleOf(index)), count];
    }
  }

  toJSON(): SparseHistogram {
    const counts: [number, number][] = [];
    this.#counts.forEach((count, index) => {
      if (count > 0) counts.push([index, count]);
    });
    return { unit: 'us', counts, min: this.min ?? 0, max: this.#max, sum: this.#sum };
  }

  /** @throws {TypeError} When this is no histogram of microseconds. */
  static from(sparse: SparseHistogram): LatencyHistogram {
    const histogram = new LatencyHistogram();
    if (!isSparse(sparse)) throw new TypeError('This is no histogram of microseconds as LatencyHistogram writes it');
    for (const [index, count] of sparse.counts) histogram.#add(index, count);
    if (histogram.#count === 0) return histogram;
    histogram.#min = sparse.min;
    histogram.#max = sparse.max;
    histogram.#sum = sparse.sum;
    return histogram;
  }

  #add(index: number, count: number): void {
    if (index >= this.#counts.length) this.#makeRoom(index);
    this.#counts[index] = (this.#counts[index] ?? 0) + count;
    this.#count += count;
  }

  #makeRoom(index: number): void {
    if (index < this.#counts.length) return;
    const counts = new Float64Array((Math.floor(index / BUCKETS_PER_DOUBLING) + 1) * BUCKETS_PER_DOUBLING);
    counts.set(this.#counts);
    this.#counts = counts;
  }

  #within(value: number): number {
    return Math.min(this.#max, Math.max(this.#min, value));
  }
}

/** @param value A whole number from 0 to `LARGEST`. */
function indexOf(value: number): number {
  if (value < EXACT_BELOW) return value;
  // Bit operations see 32 bits only.
  const doublings = value < 2 ** 31 ? 21 - Math.clz32(value) : 43 - Math.clz32(value / 2 ** 22);
  return doublings * BUCKETS_PER_DOUBLING + Math.floor(value / 2 ** doublings);
}

/** The middle of a bucket. */
function middleOf(index: number): number {
  if (index < EXACT_BELOW) return index;
  const doublings = Math.floor(index / BUCKETS_PER_DOUBLING) - 1;
  return (index - doublings * BUCKETS_PER_DOUBLING) * 2 ** doublings + (2 ** doublings - 1) / 2;
}

function isSparse(sparse: SparseHistogram): boolean {
  const { unit, counts, min, max, sum } = sparse;
  return (
    unit === 'us' &&
    [min, max, sum].every((value) => Number.isFinite(value) && value >= 0) &&
    counts.every(
      ([index, count]) =>
        Number.isInteger(index) && index >= 0 && index < BUCKETS && Number.isInteger(count) && count > 0,
    )
  );
}
