import type { AnswerItem, AnswerNode } from './answer-node.ts';

export interface MatchedItems {
  /** In the order of the first array. */
  readonly pairs: readonly (readonly [a: AnswerItem, b: AnswerItem])[];
  readonly onlyA: readonly AnswerItem[];
  readonly onlyB: readonly AnswerItem[];
}

/** Members that tell which thing an object is, the surest first. */
const IDENTITIES: readonly string[] = ['id', 'uuid', '_id', 'key', 'name'];

/**
 * Which element of one array is which of the other: the same ones first, then those with the same identity; where they
 * have none, numbers by their size and all else in order.
 */
export function matchItems(a: readonly AnswerItem[], b: readonly AnswerItem[]): MatchedItems {
  const same = matchBy(a, b, ({ node }) => node.id);
  const identity = identityOf(a, b);
  const rest =
    identity === undefined
      ? matchInOrder(same.onlyA, same.onlyB)
      : matchBy(same.onlyA, same.onlyB, ({ node }) => node.members?.get(identity)?.id);
  const pairs = [...same.pairs, ...rest.pairs].toSorted(([x], [y]) => x.index - y.index);
  return { ...rest, pairs };
}

/** Elements with the same key, the first with the first. */
function matchBy(
  a: readonly AnswerItem[],
  b: readonly AnswerItem[],
  keyOf: (item: AnswerItem) => number | undefined,
): MatchedItems {
  const waiting = Map.groupBy(b.toReversed(), keyOf);
  const pairs: (readonly [AnswerItem, AnswerItem])[] = [];
  const onlyA: AnswerItem[] = [];
  const matched = new Set<AnswerItem>();
  for (const item of a) {
    const other = waiting.get(keyOf(item))?.pop();
    if (other === undefined) onlyA.push(item);
    else {
      pairs.push([item, other]);
      matched.add(other);
    }
  }
  return { pairs, onlyA, onlyB: b.filter((item) => !matched.has(item)) };
}

/** A member that each element of both arrays has, with another value each, of which the arrays share some. */
function identityOf(a: readonly AnswerItem[], b: readonly AnswerItem[]): string | undefined {
  return IDENTITIES.find((name) => {
    const ofA = identitiesOf(a, name);
    const ofB = identitiesOf(b, name);
    return ofA !== undefined && ofB !== undefined && !ofA.isDisjointFrom(ofB);
  });
}

function identitiesOf(items: readonly AnswerItem[], name: string): ReadonlySet<number> | undefined {
  const ids = new Set<number>();
  for (const { node } of items) {
    const member = node.members?.get(name);
    if (member === undefined || !isIdentity(member) || ids.has(member.id)) return undefined;
    ids.add(member.id);
  }
  return ids;
}

function isIdentity({ type, volatile }: AnswerNode): boolean {
  return volatile === undefined && (type === 'string' || type === 'number');
}

function matchInOrder(a: readonly AnswerItem[], b: readonly AnswerItem[]): MatchedItems {
  const areNumbers = [...a, ...b].every(({ node }) => node.type === 'number');
  const left = areNumbers ? a.toSorted(bySize) : a;
  const right = areNumbers ? b.toSorted(bySize) : b;
  const both = Math.min(left.length, right.length);
  const pairs = left.slice(0, both).flatMap((item, index) => {
    const other = right[index];
    return other === undefined ? [] : [[item, other] as const];
  });
  const byIndex = (x: AnswerItem, y: AnswerItem): number => x.index - y.index;
  return { pairs, onlyA: left.slice(both).toSorted(byIndex), onlyB: right.slice(both).toSorted(byIndex) };
}

function bySize(a: AnswerItem, b: AnswerItem): number {
  return Number(a.node.value) - Number(b.node.value);
}
