export interface OpenLogStoreOptions {
  /**
   * The name of the API. A database may hold the logs of several; only this one's entries are seen. Absent: those of all
   * are, and what is appended belongs to none.
   */
  readonly api?: string | undefined;
  /** The database: a path, `sqlite:<path>`, `file:///<path>` or `:memory:`. Default `:memory:`. */
  readonly url?: string | undefined;
  /**
   * `batch` (default): an entry is written within 100 ms; a process that is killed loses those. `request`: `append`
   * returns a promise that resolves once the entry is handed to the operating system; then it outlives the process.
   */
  readonly durability?: 'batch' | 'request' | undefined;
  /** How much of a body is kept. Default 64 KiB. */
  readonly maxBodyBytes?: number | undefined;
  /** From this many unwritten entries on, `append` makes callers wait. Default `20_000`. */
  readonly maxQueued?: number | undefined;
  /** How many entries are kept in memory while the database cannot be written; then the oldest go. Default `50_000`. */
  readonly maxKept?: number | undefined;
  /** The database grows no larger. Default: no limit but the disk's. */
  readonly maxSizeBytes?: number | undefined;
  /** Names of headers, parameters and fields that hold secrets, besides those that look like it. */
  readonly redact?: readonly string[] | undefined;
  /** Told once for each kind of trouble with the database, in a sentence for people. */
  readonly onProblem?: ((message: string) => void) | undefined;
}
