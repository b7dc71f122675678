/**
 * The processor time of some work, in milliseconds: the least of three runs, since the process also compiles and collects
 * garbage meanwhile. Where coverage is counted, that is taken off.
 */
export function cpuTime(work: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times) / Number(process.env.MOCKLOOP_TEST_SLOWNESS ?? 1);
}
