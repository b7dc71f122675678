import type { OperationEntry } from '@mockloop/spec-parser';
import type { Collection, PathNode } from './collections.ts';
import type { OperationFacts } from './operation-facts.ts';
import type { PathShape } from './path-shape.ts';
import { type ActionKind, type Ancestor, type Binding, NO_BINDING, type StorageAction } from './storage-action.ts';
import type { StorageModel } from './storage-model.ts';

/** An operation and what is known of it while its action is looked for. */
export interface Place {
  readonly entry: OperationEntry;
  readonly shape: PathShape;
  readonly node: PathNode;
  readonly facts: OperationFacts;
  readonly model: StorageModel;
}

/** An action that was found. */
export type Inferred = StorageAction & { readonly isCorrected?: boolean | undefined };

/** The document answers. */
export function none(why: string): StorageAction {
  return { kind: 'none', binding: NO_BINDING, why, ancestors: [] };
}

/** The items that have to be there for a path to be. */
export function ancestorsOf({ shape, model }: Place): readonly Ancestor[] {
  const isOwnItem = shape.segments.at(-1)?.kind === 'parameter' && model.index.nodes.has(shape.key);
  const found = model.ancestorsOf(shape, shape.segments.length + 1);
  return (isOwnItem && model.index.byItem.get(shape.key) !== undefined ? found.slice(0, -1) : found).filter(
    ({ collection }) => model.isStored(collection),
  );
}

/** What an action is made of. */
export interface Found {
  readonly place: Place;
  readonly collection: Collection;
  readonly binding: Binding;
  readonly why: string;
  readonly isMany?: boolean | undefined;
  readonly node?: PathNode | undefined;
  readonly isCorrected?: boolean | undefined;
}

/** Makes an action of what was found. */
export function action(kind: ActionKind, { place, collection, binding, why, isMany, isCorrected }: Found): Inferred {
  const ancestors = ancestorsOf(place).filter((one) => one.collection !== collection || one.binding.own.length === 0);
  return { kind, collection, binding, why, ancestors, ...(isMany && { isMany }), ...(isCorrected && { isCorrected }) };
}
