import { copier } from './copier.ts';
import { fits } from './fits.ts';
import type { Node } from './graph.ts';
import type { PlannerOptions } from './planner-options.ts';

/** The examples of a node that are valid, else its defaults that are, each without properties that have no place in this direction. */
export function exampleValues(node: Node, options: PlannerOptions): readonly (() => unknown)[] {
  const { examples, defaults } = node.shape;
  const usable = (values: readonly unknown[]): readonly unknown[] =>
    values.filter((value) => isUsable(value, node, options));
  const given = examples.map(usable).find((values) => values.length > 0);
  const chosen = given ?? usable(defaults).slice(0, 1);
  return chosen.map((value) => copier(withoutHidden(value, node, options)));
}

function isUsable(value: unknown, node: Node, options: PlannerOptions): boolean {
  if (!fits(value, node.shape, options.patternFor)) return false;
  const isSimple = (typeof value !== 'object' || value === null) && node.shape.groups.length === 0;
  return isSimple || options.isValid(node, value);
}

function withoutHidden(value: unknown, node: Node, options: PlannerOptions): unknown {
  if (typeof value !== 'object' || value === null || node.shape.groups.length > 0) return value;
  const { graph } = options;
  if (Array.isArray(value)) return value.map((item, index) => withoutHidden(item, graph.item(node, index), options));
  const kept = Object.entries(value).flatMap(([name, field]): [string, unknown][] => {
    const property = graph.anyProperty(node, name);
    return graph.isHidden(property) ? [] : [[name, withoutHidden(field, property, options)]];
  });
  return Object.fromEntries(kept);
}
