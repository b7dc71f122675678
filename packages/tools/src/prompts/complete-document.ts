import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { CompleteArgument } from '../prompt.ts';
import type { ToolServices } from '../tool-context.ts';
import { matching } from './complete-choice.ts';

/** Folders within each other, and files and folders in all, that are looked at. */
const MAX_DEPTH = 4;
const MAX_ENTRIES = 2_000;

/** Files that are opened to see whether they are API documents. */
const MAX_OPENED = 200;

/** Of the beginning of a file. */
const MAX_BYTES = 4_096;

/** Completes an API document: files of the workspace that look like one, and mocks that run. */
export const completeDocument: CompleteArgument = async (value, services) => {
  const names = [...(await runningMocks(services)), ...(await documentsIn(services.workspace, value))];
  return matching(names, value);
};

async function runningMocks({ registry }: ToolServices): Promise<readonly string[]> {
  const records = await (await registry()).list();
  return records.flatMap(({ url }) => url ?? []);
}

async function documentsIn(workspace: string, value: string): Promise<readonly string[]> {
  const files = matching(await filesIn(workspace), value).slice(0, MAX_OPENED);
  const found = await Promise.all(
    files.map(async (file) => ((await isDocument(path.join(workspace, file))) ? [file] : [])),
  );
  return found.flat();
}

/** JSON and YAML files, as paths from the workspace with slashes. Links, hidden folders and packages are left alone. */
async function filesIn(workspace: string): Promise<readonly string[]> {
  const files: string[] = [];
  let folders: readonly string[] = [''];
  let entries = 0;
  for (let depth = 0; depth <= MAX_DEPTH && entries < MAX_ENTRIES; depth += 1) {
    const lists = await Promise.all(
      folders.slice(0, MAX_ENTRIES - entries).map((folder) => entriesOf(workspace, folder)),
    );
    const found = lists.flat();
    entries += found.length;
    files.push(
      ...found.filter(({ isFile, name }) => isFile && /\.(?:json|ya?ml)$/i.test(name)).map(({ name }) => name),
    );
    folders = found.filter(({ isFolder }) => isFolder).map(({ name }) => name);
  }
  return files;
}

interface Entry {
  /** A path from the workspace. */
  readonly name: string;
  readonly isFile: boolean;
  readonly isFolder: boolean;
}

async function entriesOf(workspace: string, folder: string): Promise<readonly Entry[]> {
  const list = await readdir(path.join(workspace, folder), { withFileTypes: true }).catch(() => []);
  return list.slice(0, MAX_ENTRIES).map((entry) => ({
    name: folder === '' ? entry.name : `${folder}/${entry.name}`,
    isFile: entry.isFile(),
    isFolder: entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules',
  }));
}

async function isDocument(file: string): Promise<boolean> {
  try {
    await using handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAX_BYTES), { position: 0 });
    return /(?:^|[\s{,])["']?(?:openapi|swagger)["']?\s*:/.test(buffer.toString('utf8', 0, bytesRead));
  } catch {
    return false;
  }
}
