import type { World } from '../worlds/world.ts';

/** What the admin API needs of a stateful mock's storage. */
export interface StorageHost {
  /** Every collection of the document, with what a world holds of it, in document order. */
  collections(world: World): readonly StoredCollection[];
  /** What a world holds of a collection, in the order of creation; `undefined`: the document has no such collection. */
  items(world: World, name: string): readonly StoredObject[] | undefined;
  /**
   * Puts these in the place of all that a world holds of a collection.
   *
   * @returns What was wrong with them, and where; then nothing is changed. Empty: they are stored.
   * @throws {WorldLimitError}
   */
  replace(world: World, name: string, items: readonly NewStoredObject[]): readonly ItemProblem[];
  /** Puts a collection, or all of them, back to what they began with. */
  reset(world: World, name?: string): void;
  /** What was concluded from the document: collections, and what each operation does to them. */
  inferred(): InferredStorage;
}

export interface StoredCollection {
  /** Unique in its document, e.g. `pets`, `owners/pets`. */
  readonly name: string;
  /** The path template of all of it; absent where none lists or creates. */
  readonly path?: string | undefined;
  /** How many there are in this world. */
  readonly items: number;
  /** Whether somebody changed it: until then it has what it began with. */
  readonly changed: boolean;
}

export interface StoredObject {
  readonly id: string;
  /** Path parameters below which it stands, by name: `{ ownerId: '7' }`. Empty for most. */
  readonly parents: Readonly<Record<string, string>>;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface NewStoredObject {
  /** Default: what its value says, else one that is given out. */
  readonly id?: string | undefined;
  readonly parents?: Readonly<Record<string, string>> | undefined;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface ItemProblem {
  /** JSON Pointer into the list of items: `/3/value`. */
  readonly pointer: string;
  /** What is wrong, and what to do about it. */
  readonly detail: string;
}

export interface InferredStorage {
  readonly collections: readonly {
    readonly name: string;
    readonly path?: string | undefined;
    /** JSON Pointers into an item, to the members that make up its id; `?` where none is known to. */
    readonly id: readonly string[];
    /** Parameters of the paths that say below which parents they stand. */
    readonly parents: readonly string[];
  }[];
  readonly operations: readonly {
    /** `POST /pets` */
    readonly operation: string;
    /** E.g. `create`, `list`, `none`. */
    readonly action: string;
    readonly collection?: string | undefined;
    readonly why: string;
  }[];
}
