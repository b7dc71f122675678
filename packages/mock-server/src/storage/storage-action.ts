import type { Collection, PathPart } from './collections.ts';
import type { BodyPath } from './locate.ts';

/** What an operation does to what is stored. */
export type ActionKind =
  | 'create'
  | 'read'
  | 'list'
  /** Changes what it is given, and leaves the rest. */
  | 'update'
  /** What it is not given is removed. */
  | 'replace'
  | 'delete'
  /** Deletes all that `list` lists. */
  | 'clear'
  /** Something of its own with an item: the document answers, with what is stored of the item in its answer. */
  | 'act'
  /** The document answers. */
  | 'none';

/** Which value of a request gives a part of an id: `path.petId`, `query.id`; `body` is the id that stands in the item sent. */
export type ValueRef = string;

/** A parameter of the path that is no part of the item's id, and limits which items are seen. */
export interface ScopePart {
  readonly part: PathPart;
  readonly ref: ValueRef;
  /** Under what `StoredItem.scope` keeps it. */
  readonly key: string;
  /** The member of an item that says the same. */
  readonly path?: BodyPath | undefined;
}

/** How the parameters of an operation say which items of a collection it is about. */
export interface Binding {
  /** For each of `Collection.parents`; `undefined`: any. */
  readonly parents: readonly (ValueRef | undefined)[];
  /** For each of `Collection.own`; `undefined` where the operation is not about one item. */
  readonly own: readonly (ValueRef | undefined)[];
  readonly scope: readonly ScopePart[];
  /** For each of `own`: by which member it knows the item, where that is not the collection's own. */
  readonly ownPaths?: readonly (BodyPath | undefined)[] | undefined;
}

/** An item in an operation's path that has to be there. */
export interface Ancestor {
  readonly collection: Collection;
  readonly binding: Binding;
}

export interface StorageAction {
  readonly kind: ActionKind;
  /** Absent where `kind` is `none`. */
  readonly collection?: Collection | undefined;
  readonly binding: Binding;
  /** Why it is this action: for people, one sentence without a full stop. */
  readonly why: string;
  /** Items whose ids stand in the path before; the outermost first. */
  readonly ancestors: readonly Ancestor[];
  /** It takes or makes several items at once. */
  readonly isMany?: boolean | undefined;
}

export const NO_BINDING: Binding = { parents: [], own: [], scope: [] };
