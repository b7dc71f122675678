import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const HANDLER_FILE = /^[^._].*\.m?[jt]s$/;
const NO_HANDLERS = /\.d\.m?ts$|\.(test|spec)\.m?[jt]s$/;

/**
 * The handler files below a folder, sorted. What begins with `_` or `.` is there to be imported; declarations and tests
 * are no handlers either.
 *
 * @returns Paths relative to the folder, with `/`.
 */
export async function listHandlerFiles(folder: string, within = ''): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(join(folder, within), { withFileTypes: true })) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!/^[._]|^node_modules$/.test(entry.name)) files.push(...(await listHandlerFiles(folder, path)));
    } else if (HANDLER_FILE.test(entry.name) && !NO_HANDLERS.test(entry.name)) files.push(path);
  }
  return files.sort();
}
