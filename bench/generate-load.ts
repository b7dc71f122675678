import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { LoadOptions, LoadResult } from './load-worker.ts';

/** Runs the load in a process of its own, on a core of its own, so that neither side takes time from the other. */
export async function generateLoad(options: LoadOptions, core: number): Promise<LoadResult> {
  const worker = new URL('load-worker.ts', import.meta.url).pathname;
  const child = spawn('taskset', ['-c', String(core), process.execPath, worker], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(options));
  return JSON.parse(await text(child.stdout)) as LoadResult;
}
