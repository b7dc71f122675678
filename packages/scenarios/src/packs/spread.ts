import type { OperationTraits } from './operation-traits.ts';

/** The operations in another order: one of each group first, then another of each, and so on. A group is a tag, or a first segment. */
export function spread(operations: readonly OperationTraits[]): readonly OperationTraits[] {
  const groups = [...Map.groupBy(operations, ({ entry }) => entry.tags[0] ?? entry.path.split('/')[1]).values()];
  const longest = Math.max(0, ...groups.map((group) => group.length));
  return Array.from({ length: longest }, (_, index) => groups.flatMap((group) => group[index] ?? [])).flat();
}
