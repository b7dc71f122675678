import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';

/** Characters of what a failed start repeats. */
const TAIL = 2_000;

/** Opens the file for what a mock prints, empty; what was in it is kept beside it until the next time. */
export async function openOutputFile(file: string): Promise<FileHandle> {
  await mkdir(path.dirname(file), { recursive: true });
  await rename(file, `${file}.1`).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  // A mock may print a token that it made up.
  return open(file, 'ax', 0o600);
}

/** The last lines of a file, `''` where there is none. */
export async function tailOf(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - TAIL);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(TAIL), 0, TAIL, start);
    const text = buffer.toString('utf8', 0, bytesRead);
    return (start === 0 ? text : text.replace(/^[^\n]*\n/, '')).trim();
  } finally {
    await handle.close();
  }
}
