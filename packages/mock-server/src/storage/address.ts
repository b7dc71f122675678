import type { Collection } from './collections.ts';
import type { BodyPath } from './locate.ts';
import type { Binding, ScopePart, ValueRef } from './storage-action.ts';
import { getAt, type Item, idText } from './values.ts';

/** Which items of a collection a request is about. */
export interface Address {
  readonly collection: Collection;
  /** For each of `Collection.parents`; `undefined`: any. */
  readonly parents: readonly (string | undefined)[];
  /** For each of `Collection.own`; `undefined`: any. */
  readonly own: readonly (string | undefined)[];
  readonly scope: readonly (ScopePart & { readonly value: string })[];
  /** For each of `own`: the member of the item that it is compared with, where it is no part of the item's key. */
  readonly ownPaths?: readonly (BodyPath | undefined)[] | undefined;
}

/** Gives the values of a request by `ValueRef`. */
export type ValueReader = (ref: ValueRef) => unknown;

/** Puts the values of a request in the place of the names of its parameters. */
export function addressOf(collection: Collection, binding: Binding, read: ValueReader): Address {
  const text = (ref: ValueRef | undefined): string | undefined => (ref === undefined ? undefined : idText(read(ref)));
  return {
    collection,
    parents: binding.parents.map(text),
    own: binding.own.map(text),
    scope: binding.scope.flatMap((part) => {
      const value = text(part.ref);
      return value === undefined ? [] : [{ ...part, value }];
    }),
    ownPaths: binding.ownPaths,
  };
}

/** The member of an item that says what a parameter of the path says; an object is known by its id. */
export function memberText(item: Item, path: BodyPath): string | undefined {
  const value = getAt(item, path);
  if (typeof value !== 'object' || value === null) return idText(value);
  return idText(getAt(value, ['id'])) ?? idText(getAt(value, ['login'])) ?? idText(getAt(value, ['name']));
}
