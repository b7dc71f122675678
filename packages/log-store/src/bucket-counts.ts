const PAGE_BITS = 6;
const PAGE = 1 << PAGE_BITS;

/** Counts by bucket, in pages of 64 that are made when used: as quick as one array, and small where durations are alike. */
export class BucketCounts {
  readonly #pages: (Uint32Array | undefined)[] = [];

  add(bucket: number, count: number): void {
    const index = bucket >> PAGE_BITS;
    let page = this.#pages[index];
    if (page === undefined) {
      page = new Uint32Array(PAGE);
      this.#pages[index] = page;
    }
    const at = bucket & (PAGE - 1);
    page[at] = (page[at] ?? 0) + count;
  }

  /** The buckets that hold something, ascending. */
  *[Symbol.iterator](): IterableIterator<readonly [bucket: number, count: number]> {
    for (const [index, page] of this.#pages.entries()) {
      for (const [at, count] of page?.entries() ?? []) if (count > 0) yield [(index << PAGE_BITS) + at, count];
    }
  }
}
