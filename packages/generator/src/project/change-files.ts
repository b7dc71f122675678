import { lstat, mkdir, mkdtemp, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GeneratorError } from '../errors.ts';

/** A file that is to be. */
export interface FileChange {
  /** From the folder, with `/`. */
  readonly path: string;
  /** `undefined`: there is to be none. */
  readonly content: string | Uint8Array | undefined;
}

/** What the name of the folder begins with in which everything is written first. */
export const STAGE = '.mockloop-stage-';

/**
 * Makes all changes, or none: everything is written in a folder of its own first, then moved into place, and moved back should
 * that fail. A folder that is there stays the same one: somebody may be in it.
 *
 * @param options.isNew Whether there is no folder yet, or an empty one.
 * @throws {GeneratorError} where a folder stands in the place of a file; what the file system says.
 */
export async function changeFiles(
  folder: string,
  changes: readonly FileChange[],
  { isNew }: { readonly isNew: boolean },
): Promise<void> {
  const isThere = (await stat(folder).catch(ifMissing)) !== false;
  // What is above a folder that is there may be none of ours, or another file system.
  const parent = isThere ? folder : path.dirname(folder);
  const made = await mkdir(parent, { recursive: true });
  try {
    const stage = await mkdtemp(path.join(parent, STAGE));
    try {
      for (const { path: name, content } of changes)
        if (content !== undefined) await write(at(stage, `new/${name}`), content);
      // Fails where there is something by now.
      await (isThere ? moveFiles(stage, folder, { changes, isNew }) : rename(path.join(stage, 'new'), folder));
    } finally {
      await rm(stage, { recursive: true, force: true });
    }
  } catch (error) {
    if (made !== undefined) await removeEmpty(parent, made);
    throw error;
  }
}

function at(folder: string, name: string): string {
  return path.join(folder, ...name.split('/'));
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

interface Changes {
  readonly changes: readonly FileChange[];
  readonly isNew: boolean;
}

async function moveFiles(stage: string, folder: string, { changes, isNew }: Changes): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const { path: name, content } of changes) {
      const [before, after, target] = [at(stage, `old/${name}`), at(stage, `new/${name}`), at(folder, name)];
      await mkdir(path.dirname(before), { recursive: true });
      const made = await mkdir(path.dirname(target), { recursive: true });
      if (made !== undefined) undo.unshift(() => removeEmpty(path.dirname(target), made));
      await refuseOther(target, isNew);
      const existed = await rename(target, before).then(() => true, ifMissing);
      undo.unshift(async () => {
        if (existed) await rename(before, target);
        else await rm(target, { force: true });
      });
      if (content !== undefined) await rename(after, target);
    }
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

async function refuseOther(file: string, isNew: boolean): Promise<void> {
  const found = await lstat(file).catch(ifMissing);
  if (found !== false && isNew)
    throw new GeneratorError('FILE_ERROR', `${file} was written by somebody else at the same time.`, {
      advice: 'Look what is there, then generate again.',
    });
  if (found === false || !found.isDirectory()) return;
  throw new GeneratorError('FILE_ERROR', `${file} is a folder, where a file is to be. Nothing was changed.`, {
    advice: 'Rename it, then generate again.',
  });
}

function ifMissing(error: NodeJS.ErrnoException): false {
  if (error.code !== 'ENOENT') throw error;
  return false;
}

/** Removes folders upwards from `from` as far as they are empty, `top` at last. */
async function removeEmpty(from: string, top: string): Promise<void> {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const isGone = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!isGone || folder === top) return;
  }
}
