import { readFile as read, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SpecError } from '../errors.ts';
import type { LoadLimits } from '../limits.ts';
import { decodeText } from './decode-text.ts';
import { tooLong } from './parse-text.ts';

export interface ReadFile {
  readonly bytes: Uint8Array;
  /** Of the file that symbolic links lead to. */
  readonly uri: string;
  /** Its text again; undefined where it has changed since. */
  readText(): Promise<string | undefined>;
}

/**
 * Reads the file that the user named.
 *
 * @throws {SpecError} `UNREADABLE` or `LIMIT_EXCEEDED`.
 */
export async function readFile(path: string, name: string, limits: LoadLimits): Promise<ReadFile> {
  try {
    const actual = await realpath(path);
    const before = await stat(actual);
    if (!before.isFile()) throw unreadable(name, 'it is not a file');
    if (before.size > limits.maxBytes) throw tooLong(limits.maxBytes, name);
    const readText = async (): Promise<string | undefined> => {
      const now = await stat(actual).catch(() => undefined);
      const isSame = now?.size === before.size && now.mtimeMs === before.mtimeMs;
      return isSame ? decodeText(await read(actual), name).text : undefined;
    };
    return { bytes: await read(actual), uri: pathToFileURL(actual).href, readText };
  } catch (cause) {
    if (cause instanceof SpecError) throw cause;
    throw unreadable(name, reasonOf(cause), cause);
  }
}

export interface Boundary {
  /** The folder that references may not leave. A real path. */
  readonly root: string;
  /** The folder of the document. A real path. */
  readonly folder: string;
}

/**
 * Reads a file that a document refers to.
 *
 * @throws {SpecError} `ACCESS_REFUSED`, before anything is opened, where it is outside the root, hidden, or behind a
 * symbolic link that is; `UNREADABLE` or `LIMIT_EXCEEDED`.
 */
export async function readFileWithin(boundary: Boundary, uri: string, limits: LoadLimits): Promise<ReadFile> {
  const path = pathOf(uri);
  const name = basename(path);
  checkInside(boundary, path, name);
  const actual = await realpath(path).catch((cause: unknown) => {
    throw unreadable(name, reasonOf(cause), cause);
  });
  checkInside(boundary, actual, name);
  return await readFile(actual, name, limits);
}

/** @throws {SpecError} `UNREADABLE` where there is no such folder. */
export async function realFolder(path: string): Promise<string> {
  return await realpath(path).catch((cause: unknown) => {
    throw unreadable(path, reasonOf(cause), cause);
  });
}

function checkInside({ root, folder }: Boundary, path: string, name: string): void {
  const isHidden = relative(folder, path)
    .split(sep)
    .some((step) => step.startsWith('.') && step !== '..');
  if (isHidden || !isWithin(root, path)) throw outside(name);
}

export function isWithin(root: string, path: string): boolean {
  const steps = relative(root, path);
  return steps !== '..' && !steps.startsWith(`..${sep}`) && !isAbsolute(steps);
}

/** @throws {SpecError} `ACCESS_REFUSED` where a `file:` URL names a host or escapes a separator. */
export function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch (cause) {
    throw new SpecError('ACCESS_REFUSED', 'The reference hides a path separator or a host name.', {
      advice: 'Write a plain path relative to the file.',
      cause,
    });
  }
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission is denied';
  return 'reading it failed';
}

function outside(name: string): SpecError {
  const message = `\`${name}\` is hidden or outside the folder that references may lead to; it was not opened.`;
  return new SpecError('ACCESS_REFUSED', message, {
    advice: 'Move it into the project, or name a folder that holds both as root.',
  });
}

function unreadable(name: string, reason: string, cause?: unknown): SpecError {
  return new SpecError('UNREADABLE', `\`${name}\` cannot be read: ${reason}.`, {
    advice: 'Check the path.',
    file: name,
    cause,
  });
}
