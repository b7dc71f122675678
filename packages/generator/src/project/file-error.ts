import path from 'node:path';
import { GeneratorError } from '../errors.ts';
import { STAGE } from './change-files.ts';

const REASONS: Readonly<Record<string, readonly [reason: string, advice: string]>> = {
  EACCES: ['permission is denied', 'Allow writing there, or choose another folder.'],
  EPERM: ['permission is denied', 'Allow writing there, or choose another folder.'],
  EROFS: ['the file system is read-only', 'Choose another folder.'],
  ENOSPC: ['the disk is full', 'Make room, then generate again.'],
  EDQUOT: ['the disk quota is used up', 'Make room, then generate again.'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'Choose another folder.'],
  EISDIR: ['it is a folder', 'Rename the folder, then generate again.'],
  ENAMETOOLONG: ['a name in it is too long', 'Choose a shorter name.'],
  ENOTEMPTY: ['something else was written there at the same time', 'Look what is there, then generate again.'],
  EEXIST: ['something else was written there at the same time', 'Look what is there, then generate again.'],
};

/** What the file system said, as an error that says where and what to do. */
export function fileError(cause: unknown, folder: string): GeneratorError {
  if (cause instanceof GeneratorError) return cause;
  const { code = '', path: place = '', message = String(cause) } = cause as NodeJS.ErrnoException;
  const [reason, advice] = REASONS[code] ?? [message, 'Choose another folder.'];
  // Elsewhere is where it is written first, of which nobody knows.
  const isOwn = place.startsWith(path.join(folder, '/')) && !place.startsWith(path.join(folder, STAGE));
  const shown = isOwn ? place : folder;
  return new GeneratorError('FILE_ERROR', `${shown} cannot be written: ${reason}. Nothing was changed.`, {
    advice,
    cause,
  });
}
