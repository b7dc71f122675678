import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Map as ImmutableMap, OrderedMap } from 'immutable';
import { measured } from './partition.ts';
import { changesBetween, type StorageChange } from './storage-changes.ts';
import { type CollectionState, EMPTY_STORAGE, type StorageState, type StoredItem } from './storage-state.ts';
import { isItem } from './values.ts';

/** A file of changes that cannot be read. It is left as it is. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

export interface JournalOptions {
  readonly file: string;
  /** Told when a change cannot be written; it is tried again with the next one. */
  readonly onProblem: (message: string) => void;
}

/** What the first line says: what kind of file it is. */
const HEADER = { mockloop_storage: 1 };

/**
 * Keeps what a world stores in a file, one JSON line for each change. Changes are written in the order in which they
 * were made, and together where they come fast; the file is made anew, without what was overwritten, each time it is opened.
 */
export class StorageJournal {
  /** What the file held when it was opened. */
  readonly state: StorageState;
  readonly #options: JournalOptions;
  #handle: FileHandle;
  #written: StorageState;
  #wanted: StorageState;
  #writing: Promise<void> | undefined;
  #isTorn = false;

  private constructor(state: StorageState, handle: FileHandle, options: JournalOptions) {
    this.state = state;
    this.#written = state;
    this.#wanted = state;
    this.#handle = handle;
    this.#options = options;
  }

  /**
   * Reads the file and makes it anew. A last line that was cut off by a crash is passed over.
   *
   * @throws {JournalError} when the file is none of storage, or broken elsewhere than at its end.
   */
  static async open(options: JournalOptions): Promise<StorageJournal> {
    const state = await readJournal(options.file);
    await mkdir(path.dirname(path.resolve(options.file)), { recursive: true });
    return new StorageJournal(state, await writeAnew(options.file, state), options);
  }

  /** Tells the journal what is stored now. It returns at once. */
  record(state: StorageState): void {
    this.#wanted = state;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    await this.#writing;
    if (this.#wanted !== this.#written) await this.#write();
    await this.#handle.sync();
    await this.#handle.close();
  }

  /** What could not be written whole may have left half a line. */
  async #mend(state: StorageState): Promise<void> {
    const handle = await writeAnew(this.#options.file, state);
    await this.#handle.close();
    this.#handle = handle;
    this.#isTorn = false;
  }

  async #write(): Promise<void> {
    while (this.#wanted !== this.#written) {
      const next = this.#wanted;
      try {
        if (this.#isTorn) await this.#mend(next);
        else await this.#handle.appendFile(toLines(changesBetween(this.#written, next)));
      } catch (error) {
        this.#isTorn = true;
        this.#options.onProblem(
          `${this.#options.file}: what is stored cannot be kept: ${error instanceof Error ? error.message : String(error)}`,
        );
        return;
      }
      this.#written = next;
    }
  }
}

/** The whole of it beside the file, then in its place: whoever reads it finds the old one or the new one. */
async function writeAnew(file: string, state: StorageState): Promise<FileHandle> {
  const fresh = `${file}.new`;
  await rm(fresh, { force: true });
  const handle = await open(fresh, 'ax', 0o600);
  try {
    await handle.appendFile(toLines([HEADER, ...changesBetween(EMPTY_STORAGE, state)]));
    await handle.sync();
    await rename(fresh, file);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function toLines(values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

async function readJournal(file: string): Promise<StorageState> {
  const partitions = new Map<string, CollectionState>();
  let changes = 0;
  let number = 0;
  let broken: number | undefined;
  for await (const line of linesOf(file)) {
    number++;
    if (broken !== undefined)
      throw new JournalError(`${file}: line ${broken} is no JSON. Mend it, or move the file away to begin anew.`);
    const change = parse(line);
    if (change === undefined) broken = number;
    else if (number === 1) checkHeader(change, file);
    else if (!applyChange(change as StorageChange, partitions))
      throw new JournalError(
        `${file}: line ${number} is no change of storage. Mend it, or move the file away to begin anew.`,
      );
    if (isItem(change) && typeof change.changes === 'number') changes = change.changes;
  }
  return measured({ collections: ImmutableMap(partitions), bytes: 0, changes });
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const stream = createReadStream(file, 'utf8');
  try {
    yield* createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    stream.destroy();
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function checkHeader(value: unknown, file: string): void {
  if (isItem(value) && value.mockloop_storage === 1) return;
  throw new JournalError(`${file}: this is no file of MockLoop's storage. Name another file in storage.persist.`);
}

/** @returns Whether it was one. */
function applyChange(change: StorageChange, partitions: Map<string, CollectionState>): boolean {
  const { partition } = change;
  if (typeof partition !== 'string') return isItem(change) && 'changes' in change;
  const state = partitions.get(partition) ?? { items: OrderedMap<string, StoredItem>(), created: 0 };
  const created = typeof change.created === 'number' ? change.created : state.created;
  if (change.op === 'drop') partitions.delete(partition);
  else if (change.op === 'put' && typeof change.id === 'string' && isItem(change.item) && isItem(change.item.value))
    partitions.set(partition, { created, items: state.items.set(change.id, change.item) });
  else if (change.op === 'delete') partitions.set(partition, { created, items: state.items.delete(change.id) });
  else if (change.op === 'set' && isEntries(change.items))
    partitions.set(partition, {
      created,
      items: OrderedMap<string, StoredItem>(change.items.map(([id, item]) => [id, item])),
    });
  else return false;
  return true;
}

function isEntries(value: unknown): value is readonly (readonly [string, StoredItem])[] {
  return (
    Array.isArray(value) &&
    value.every(
      (entry) => Array.isArray(entry) && typeof entry[0] === 'string' && isItem(entry[1]) && isItem(entry[1].value),
    )
  );
}
