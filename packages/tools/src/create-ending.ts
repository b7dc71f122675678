import { type BackgroundRuns, createBackgroundRuns } from './testing/background-runs.ts';

/** What a toolbox has opened and begun, and how that ends. */
export interface Ending {
  readonly runs: BackgroundRuns;
  /** What is made when it is first asked for. What could not be made is tried again when it is next asked for. */
  once<T>(make: () => Promise<T>): () => Promise<T>;
  /** @param order `first`: it begins work, so that it ends before the work does. */
  onClose(work: () => Promise<void>, order?: 'first'): void;
  /**
   * Ends what begins work, then what is under way, which writes its end, then what was opened, the last first.
   *
   * @throws What went wrong first; the rest is ended all the same.
   */
  close(): Promise<void>;
}

export function createEnding(): Ending {
  const runs = createBackgroundRuns();
  const first: (() => Promise<void>)[] = [];
  const last: (() => Promise<void>)[] = [];
  const making = new Set<Promise<unknown>>();
  return {
    runs,
    once<T>(make: () => Promise<T>) {
      let made: Promise<T> | undefined;
      return () => {
        if (made !== undefined) return made;
        const one = make().catch((error: unknown) => {
          made = undefined;
          throw error;
        });
        const forget = (): boolean => making.delete(settled);
        const settled: Promise<boolean> = one.then(forget, forget);
        making.add(settled);
        made = one;
        return one;
      };
    },
    onClose: (work, order) => void (order === 'first' ? first : last).push(work),
    async close() {
      // What is just being opened has to be closed too.
      await Promise.all(making);
      const ended = [...(await endAll(first)), ...(await endAll([() => runs.close()])), ...(await endAll(last))];
      const failed = ended.find((one) => one.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
  };
}

/** One after the other, the last first. */
async function endAll(works: (() => Promise<void>)[]): Promise<PromiseSettledResult<void>[]> {
  const ended: PromiseSettledResult<void>[] = [];
  for (const work of works.splice(0).reverse()) ended.push(...(await Promise.allSettled([work()])));
  return ended;
}
