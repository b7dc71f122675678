import { endsWithParameter, type OperationTraits, parentOf } from './operation-traits.ts';
import type { OperationKind } from './pack.ts';

/** A collection and its items, with all operations of both. */
export interface Resource {
  /** The path template of the collection. */
  readonly path: string;
  readonly operations: readonly OperationTraits[];
}

const PARTS: readonly OperationKind[] = ['create', 'read', 'list', 'update', 'replace', 'delete'];

/** Those that offer most come first; among equals, as in the document. */
export function resourcesOf(operations: readonly OperationTraits[]): readonly Resource[] {
  const grouped = Map.groupBy(operations, ({ entry, takesId }) =>
    takesId ? parentOf(entry.path) : withoutSlash(entry.path),
  );
  return [...grouped]
    .map(([path, members]) => ({ path, operations: members }))
    .filter(({ operations: members }) => members.some(({ entry }) => endsWithParameter(entry.path)))
    .toSorted((a, b) => offered(b) - offered(a));
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}

/** How many kinds of operations it has; reading an item counts double, since most scenarios end with it. */
function offered({ operations }: Resource): number {
  const kinds = PARTS.filter((kind) => operations.some((operation) => operation.kinds.has(kind)));
  const readsItem = operations.some(({ takesId, kinds: own }) => takesId && own.has('read'));
  return kinds.length + (readsItem ? 1 : 0);
}
