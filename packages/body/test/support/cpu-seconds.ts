/** Many times what honest work takes on a slow and busy machine, and a fraction of what endless work takes on a fast one. */
export const ENDLESS_SECONDS = 20;

/** The processor time that some work takes on this thread, in seconds: a guard against endless work, no measure of speed. */
export async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000_000;
}
