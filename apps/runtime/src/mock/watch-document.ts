import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { complain } from '../output.ts';

/** Editors save in several steps. */
const QUIET_MS = 100;

/**
 * Calls back when a file has changed, again only when that is done. Its folder is watched rather than the file: an editor that replaces a file would
 * leave the watcher with the old one.
 *
 * @param onChange Rejects never.
 * @returns What ends that.
 * @throws {Error} when the document is no file.
 */
export function watchDocument(file: string, onChange: () => Promise<void>): () => void {
  if (/^https?:/i.test(file))
    throw new Error(`--watch needs a file: ${file} is a URL. Save it to a file, or leave --watch out.`);
  let timer: NodeJS.Timeout | undefined;
  let changes = Promise.resolve();
  const watcher = watch(dirname(file), (_event, name) => {
    if (name !== null && name !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      changes = changes.then(onChange);
    }, QUIET_MS);
  });
  watcher.on('error', (error) => complain(`--watch does not see changes any more: ${error.message}`));
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
