import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { basename, join, sep } from 'node:path';

/** Editors save in several steps. */
const QUIET_MS = 100;
/** What editors and tools put beside files. */
const PASSED_OVER = /^\.|^node_modules$|~$/;

export interface WatchFolderOptions {
  onChange(): void;
  /** Is told when the folder, or one within it, cannot be watched. */
  onError(error: Error): void;
}

/**
 * Calls back when a file in a folder, or in a folder within it, has been made, changed, replaced or deleted. Hidden
 * files, backups and packages do not count.
 *
 * @returns What ends that.
 */
export function watchFolder(folder: string, { onChange, onError }: WatchFolderOptions): () => void {
  const watchers = new FolderWatchers(folder, changed);
  let timer: NodeJS.Timeout | undefined;
  renew();
  return () => {
    clearTimeout(timer);
    watchers.close();
  };

  function changed(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // First, so that no change falls between the two.
      renew();
      onChange();
    }, QUIET_MS);
  }

  function renew(): void {
    try {
      watchers.renew();
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/**
 * One watcher for each folder and each link. Node's own `recursive` watches each file on Linux, and loses those that
 * another file replaces.
 */
class FolderWatchers {
  readonly #folder: string;
  readonly #onChange: () => void;
  readonly #watchers = new Map<string, FSWatcher>();

  constructor(folder: string, onChange: () => void) {
    this.#folder = folder;
    this.#onChange = onChange;
  }

  /** Watches what is new. */
  renew(path: string = this.#folder, isFolder = true): void {
    try {
      // Watched before it is read: what is made meanwhile is seen.
      if (!this.#watchers.has(path)) this.#watchers.set(path, this.#watch(path));
      if (!isFolder) return;
      for (const entry of readdirSync(path, { withFileTypes: true })) {
        if (PASSED_OVER.test(entry.name)) continue;
        if (entry.isDirectory() || entry.isSymbolicLink()) this.renew(join(path, entry.name), entry.isDirectory());
      }
    } catch (error) {
      // Deleted meanwhile, or a link to nothing.
      if (path === this.#folder || !isMissing(error)) throw error;
    }
  }

  close(): void {
    this.#forget(this.#folder);
  }

  #watch(path: string): FSWatcher {
    const own = basename(path);
    const watcher = watch(path, (event, name) => {
      // Under its own name a folder tells that it is there no more itself.
      if (name !== null && name !== own && PASSED_OVER.test(name)) return;
      if (event === 'rename' && name !== null) this.#forget(join(path, name));
      if (event === 'rename' && name === own) this.#forget(path);
      this.#onChange();
    });
    return watcher.on('error', () => {
      this.#forget(path);
      this.#onChange();
    });
  }

  /** What has this path now may be another folder: its watchers, and those within it, see the one before. */
  #forget(path: string): void {
    for (const [watched, watcher] of this.#watchers) {
      if (watched !== path && !watched.startsWith(path + sep)) continue;
      watcher.close();
      this.#watchers.delete(watched);
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
