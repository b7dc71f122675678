import { constants, open, readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { COMMUNITY_LIMITS } from './community-info.ts';
import { digestOf, type LoadedPack, type LoadedPacks } from './loaded-packs.ts';
import { fileProblem, type PackProblem } from './pack-problem.ts';
import { parsePack, tooLarge } from './parse-pack.ts';

/** How deep folders are looked into. */
const MAX_LEVELS = 3;

/**
 * Reads every pack in a folder and the folders in it: files that end with `.json`, but for hidden ones, `index.json` and
 * `*.schema.json`. What is wrong is reported; the rest is loaded. Nothing outside the folder is opened, whatever links say.
 */
export async function loadPacksFromFolder(
  folder: string,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<LoadedPacks> {
  const packs: LoadedPack[] = [];
  const problems: PackProblem[] = [];
  const root = await realpath(folder).catch(() => undefined);
  const found = root === undefined ? undefined : await findFiles(root);
  if (root === undefined || found === undefined) return { packs, problems: [noFolder(folder)] };
  for (const path of found.slice(0, COMMUNITY_LIMITS.max_packs)) {
    signal?.throwIfAborted();
    const file = relative(root, path);
    const read = await readWithin(root, path);
    if ('problem' in read) {
      problems.push(read.problem);
      continue;
    }
    const parsed = parsePack(read.bytes, file);
    problems.push(...parsed.problems);
    if (parsed.pack !== undefined) packs.push({ pack: parsed.pack, file, sha256: digestOf(read.bytes) });
  }
  if (found.length > COMMUNITY_LIMITS.max_packs) problems.push(tooMany(folder, found.length));
  return { packs, problems };
}

/** In the order of their names. Undefined where the folder cannot be read. */
async function findFiles(folder: string, level = 1): Promise<readonly string[] | undefined> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return undefined;
  const found: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && level < MAX_LEVELS) found.push(...((await findFiles(path, level + 1)) ?? []));
    else if (!entry.isDirectory() && isPackName(entry.name)) found.push(path);
  }
  return found;
}

function isPackName(name: string): boolean {
  return name.endsWith('.json') && !name.endsWith('.schema.json') && name !== 'index.json';
}

async function readWithin(
  root: string,
  path: string,
): Promise<{ readonly bytes: Uint8Array } | { readonly problem: PackProblem }> {
  const file = relative(root, path);
  const actual = await realpath(path).catch(() => undefined);
  if (actual === undefined) return { problem: unreadable(file) };
  if (!isWithin(root, actual)) return { problem: outside(file) };
  const bytes = await readAtMost(actual, COMMUNITY_LIMITS.max_pack_bytes).catch(() => undefined);
  if (bytes === undefined) return { problem: unreadable(file) };
  return bytes === 'more' ? { problem: tooLarge(file, COMMUNITY_LIMITS.max_pack_bytes) } : { bytes };
}

/** Not waiting for what writes to a pipe, nor following a link that has just been put there. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** @returns `more` where the file is larger. */
async function readAtMost(path: string, maxBytes: number): Promise<Uint8Array | 'more'> {
  await using handle = await open(path, FLAGS);
  const status = await handle.stat();
  if (!status.isFile()) throw new TypeError('It is not a file');
  if (status.size > maxBytes) return 'more';
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(status.size), 0, status.size, 0);
  return buffer.subarray(0, bytesRead);
}

function isWithin(root: string, path: string): boolean {
  const steps = relative(root, path);
  return steps !== '..' && !steps.startsWith(`..${sep}`) && !isAbsolute(steps);
}

function noFolder(folder: string): PackProblem {
  return fileProblem(folder, {
    code: 'FOLDER_UNREADABLE',
    message: 'There is no such folder, or it cannot be read.',
    advice: 'Name a folder that holds pack files.',
  });
}

function unreadable(file: string): PackProblem {
  return fileProblem(file, {
    code: 'UNREADABLE',
    message: 'It cannot be read as a file.',
    advice: 'Check that it is a file that may be read, or remove it.',
  });
}

function outside(file: string): PackProblem {
  return fileProblem(file, {
    code: 'OUTSIDE_FOLDER',
    message: 'It is a link that leads out of the folder; it was not opened.',
    advice: 'Put the file itself into the folder.',
  });
}

function tooMany(folder: string, count: number): PackProblem {
  return fileProblem(folder, {
    code: 'TOO_MANY',
    message: `It holds ${count} packs; the first ${COMMUNITY_LIMITS.max_packs} were read.`,
    advice: 'Split it into several folders.',
  });
}
