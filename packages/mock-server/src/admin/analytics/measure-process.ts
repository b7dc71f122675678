import { cpuUsage, memoryUsage } from 'node:process';

/** What the process of the mock takes, as measured. */
export interface ProcessFigures {
  /** Resident memory. */
  readonly memory_bytes: number;
  readonly heap_used_bytes: number;
  /** Of one core, 0 to 100 and more, since the measurement before; absent at the first. */
  readonly cpu_percent?: number | undefined;
  /** Since the measurement before. */
  readonly cpu_interval_seconds?: number | undefined;
}

/** Below this, the clocks of the operating system are too coarse. */
const SHORTEST_MS = 50;

/** @returns What measures; each time, CPU time is counted from the time before. */
export function createProcessMeter(): () => ProcessFigures {
  let before: { readonly time: number; readonly cpu: number } | undefined;
  let last: Pick<ProcessFigures, 'cpu_percent' | 'cpu_interval_seconds'> = {};
  return () => {
    const { rss, heapUsed } = memoryUsage();
    const { user, system } = cpuUsage();
    const now = { time: performance.now(), cpu: (user + system) / 1_000 };
    const elapsed = before === undefined ? 0 : now.time - before.time;
    if (before !== undefined && elapsed >= SHORTEST_MS) {
      const percent = ((now.cpu - before.cpu) / elapsed) * 100;
      last = { cpu_percent: percent, cpu_interval_seconds: elapsed / 1_000 };
    }
    if (before === undefined || elapsed >= SHORTEST_MS) before = now;
    return { memory_bytes: rss, heap_used_bytes: heapUsed, ...last };
  };
}
