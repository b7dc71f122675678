import type { ToolServices } from '@mockloop/tools';

/** A list that is a help and no more: where it cannot be had, there is nothing in it, and the log says why. */
export async function orNothing<T>(work: Promise<readonly T[]>, { log }: ToolServices): Promise<T[]> {
  try {
    return [...(await work)];
  } catch (error) {
    log(`A list could not be had: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return [];
  }
}
