import type { Graph, Node } from './graph.ts';
import { MAX_VALUES } from './limits.ts';
import type { Located } from './located.ts';

/** Where an array has the items that `contains` asks for: after a tuple's own items, or else among those that can be such. */
export function containedPositions(graph: Graph, node: Node): ReadonlyMap<number, Located> {
  const { items, contains } = node.shape;
  const taken = new Map<number, Located>();
  const prefix = Math.max(0, ...items.map((rules) => rules.prefix.length));
  const isFree = (index: number, schema: Located): boolean =>
    !taken.has(index) && graph.isConceivable(graph.itemContained(node, index, schema));
  for (const { schema, min } of contains) {
    const behind = isFree(prefix + taken.size, schema);
    for (let count = 0; count < Math.min(min, MAX_VALUES); count += 1) {
      const inside = Array.from({ length: behind ? 0 : prefix }, (_, index) => index).find((index) =>
        isFree(index, schema),
      );
      taken.set(inside ?? prefix + taken.size, schema);
    }
  }
  return taken;
}
