/** What a collection is to be, where what the document says of it was not understood. */
export interface CollectionCorrection {
  /** What it is called from now on. */
  readonly name?: string | undefined;
  /** The member that holds the id: its name, or a JSON Pointer into the item. */
  readonly id?: string | undefined;
  /** `false`: its operations are answered from the document. Default `true`. */
  readonly enabled?: boolean | undefined;
}

/** What an operation does, where that was not understood. */
export interface OperationCorrection {
  /** The name of a collection. */
  readonly collection?: string | undefined;
  readonly action: 'create' | 'read' | 'list' | 'update' | 'replace' | 'delete' | 'clear' | 'act' | 'none';
}

/** How a stateful mock stores. */
export interface StorageSettings {
  /** What collections begin with, by name: the items themselves, or a JSON or YAML file of them. Default: the document's examples. */
  readonly seed?: string | Readonly<Record<string, unknown>> | undefined;
  /** By the name of the collection. */
  readonly collections?: Readonly<Record<string, CollectionCorrection>> | undefined;
  /** By `operationId`, or by method and path: `POST /pets`. */
  readonly operations?: Readonly<Record<string, OperationCorrection>> | undefined;
  /** A file that keeps what the default world stores over a restart. Default: it is forgotten. */
  readonly persist?: string | undefined;
}

/** Something in the settings that cannot be followed. */
export interface SettingsProblem {
  /** JSON Pointer into the storage settings, or, for a seed file, into that file. */
  readonly pointer: string;
  /** Where `pointer` leads into; absent: the settings. */
  readonly file?: string | undefined;
  /** What is wrong, and what to do about it. */
  readonly detail: string;
}

/** Settings of storage that cannot be followed. Nothing of them was. */
export class StorageSettingsError extends Error {
  override readonly name = 'StorageSettingsError';
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    const [first] = problems;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    super(
      `storage${first?.file === undefined ? '' : ` seed ${first.file}`}${first?.pointer ?? ''}: ${first?.detail ?? ''}${more}`,
    );
    this.problems = problems;
  }
}
