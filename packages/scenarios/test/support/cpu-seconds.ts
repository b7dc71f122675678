/** Many times what honest work takes on a slow and busy machine, and a fraction of what endless work takes on a fast one. */
export const ENDLESS_SECONDS = 20;

/** The processor time that some work takes on this thread, in seconds: a guard against endless work, no measure of speed. */
export function cpuSeconds(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000_000;
}
