import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Runs `work` with a folder of its own, beside the results so that it is on a real disk, and removes it afterwards. */
export async function withScratchFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(import.meta.dirname, '.scratch-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function emptyFolder(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true, force: true });
}
