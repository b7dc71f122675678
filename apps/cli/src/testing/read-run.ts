import { readFile } from 'node:fs/promises';

/** A run as a tool takes it: the JSON of a file, or an id. */
export async function readRun(run: string): Promise<string | Readonly<Record<string, unknown>>> {
  if (!run.endsWith('.json')) return run;
  const value: unknown = JSON.parse(await readFile(run, 'utf8'));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Error(`${run} holds no run: it is to be the JSON report of one.`);
}
