import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { isWithin } from './read-file.ts';

/**
 * The folder that the references of a document may not leave: the nearest one at or above it that holds a `.git` or a
 * `package.json`, else the parent of the document's folder, since split documents refer to `../common`. Never a home
 * folder or one above it: where only such is left, the document's own folder.
 *
 * @param folder Of the document. A real path.
 */
export async function projectRootOf(folder: string): Promise<string> {
  for (let candidate = folder; isProject(candidate); candidate = dirname(candidate)) {
    const marks = await Promise.all(['.git', 'package.json'].map((mark) => exists(join(candidate, mark))));
    if (marks.includes(true)) return candidate;
  }
  return isProject(dirname(folder)) ? dirname(folder) : folder;
}

function isProject(folder: string): boolean {
  return dirname(folder) !== folder && !isWithin(folder, homedir());
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
