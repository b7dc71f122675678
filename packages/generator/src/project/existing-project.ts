import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { GeneratorError } from '../errors.ts';
import { type GeneratedRecord, RECORD_FILE, readRecord } from './generated-record.ts';
import type { SettingsFile } from './settings.ts';

/** What is there of a file: its bytes; `other` for what is no regular file. */
export type Found = Uint8Array | 'other' | undefined;

export interface ExistingProject {
  readonly record: GeneratedRecord;
  readonly recordText: string | undefined;
  readonly settings: SettingsFile;
}

/**
 * The project in a folder.
 *
 * @returns `undefined` where there is nothing.
 * @throws {GeneratorError} `FOLDER_TAKEN` where there is something else, `SETTINGS_UNREADABLE` for a `mockloop.json` that
 *   is not JSON.
 */
export async function readExistingProject(folder: string): Promise<ExistingProject | undefined> {
  const names = await namesIn(folder);
  if (names.length === 0) return undefined;
  if (!names.includes(RECORD_FILE) && !(names.includes('mockloop.json') && names.includes('server.ts'))) {
    throw new GeneratorError('FOLDER_TAKEN', `${folder} holds other files than those of a mock project.`, {
      advice: 'Choose another name; nothing is written among files of others.',
    });
  }
  const recordText = textOf(await readFound(folder, RECORD_FILE));
  return {
    record: readRecord(recordText),
    recordText,
    settings: readSettings(path.join(folder, 'mockloop.json'), textOf(await readFound(folder, 'mockloop.json'))),
  };
}

/** What a project has of a file. Links are not followed: what they lead to is none of the project's. */
export async function readFound(folder: string, relative: string): Promise<Found> {
  const steps = relative.split('/');
  for (const count of steps.keys()) {
    const file = path.join(folder, ...steps.slice(0, count + 1));
    const isLast = count === steps.length - 1;
    const found = await lstat(file).catch(ifMissing);
    if (found === undefined) return undefined;
    if (isLast) return found.isFile() ? await readFile(file) : 'other';
    if (found.isDirectory()) continue;
    throw new GeneratorError('FILE_ERROR', `${file} is no folder of the project's own. Nothing was changed.`, {
      advice: 'Rename it, then generate again.',
    });
  }
  return undefined;
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTDIR') return ifMissing(error) ?? [];
    throw new GeneratorError('FOLDER_TAKEN', `${folder} is a file, or is below one.`, {
      advice: 'Choose another name.',
    });
  });
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function textOf(found: Found): string | undefined {
  return found instanceof Uint8Array ? new TextDecoder().decode(found) : undefined;
}

function readSettings(file: string, text: string | undefined): SettingsFile {
  if (text === undefined) return {};
  const settings = parsed(text);
  if (typeof settings === 'object' && settings !== null && !Array.isArray(settings)) return { ...settings };
  throw new GeneratorError('SETTINGS_UNREADABLE', `${file} is not an object in JSON. Nothing was changed.`, {
    advice: 'Correct it, or delete it to begin with the default settings, then generate again.',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
