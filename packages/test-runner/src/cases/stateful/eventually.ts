import { setTimeout as wait } from 'node:timers/promises';

/** Before the second, third and fourth look, in milliseconds: some servers show what was written a moment later. */
const WAITS = [50, 100, 150] as const;

/** Looks again, at most three more times, until what is seen is as it must be; the last look otherwise. */
export async function eventually<T>(look: () => Promise<T>, isFine: (seen: T) => boolean): Promise<T> {
  let seen = await look();
  for (const ms of WAITS) {
    if (isFine(seen)) return seen;
    await wait(ms);
    seen = await look();
  }
  return seen;
}
