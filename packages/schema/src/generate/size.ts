import type { TypeName } from '../model/keywords.ts';
import type { Finite } from './finite.ts';
import type { Graph, Node } from './graph.ts';
import { AMPLE_VALUES, MAX_OPTIONAL_DEPTH, MAX_VALUES } from './limits.ts';
import { typesOf } from './types-of.ts';

/** Estimates how many values instances have, so that none grows without measure. */
export class Size {
  readonly #graph: Graph;
  readonly #finite: Finite;
  readonly #known = new Map<string, number>();

  constructor(graph: Graph, finite: Finite) {
    this.#graph = graph;
    this.#finite = finite;
  }

  /** To how many levels optional parts can be generated within an ample number of values. */
  optionalDepth(node: Node): number {
    for (let depth = 1; depth <= MAX_OPTIONAL_DEPTH; depth += 1) {
      if (this.values(node, depth) > AMPLE_VALUES) return depth - 1;
    }
    return MAX_OPTIONAL_DEPTH;
  }

  /** The values of an instance, optional parts to that depth included. Long texts count for more than one. */
  values(node: Node, depth: number): number {
    const key = `${node.id} ${depth}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // Whoever comes back here on the way is in a circle that only optional parts close.
    this.#known.set(key, 1);
    const values = this.#count(node, depth);
    this.#known.set(key, values);
    return values;
  }

  #count(node: Node, depth: number): number {
    if (this.#finite.levels(node) === Infinity) return 0;
    const choice = this.#graph.choice(node);
    if (choice !== undefined) {
      const finite = choice.branches.filter((branch) => this.#finite.levels(branch) < Infinity);
      const branch =
        depth > 0 ? finite[0] : finite.toSorted((a, b) => this.#finite.levels(a) - this.#finite.levels(b))[0];
      return branch === undefined ? 1 : this.values(branch, depth);
    }
    if (node.shape.values !== undefined) return 1;
    const [type = 'null'] = typesOf(node.shape);
    return 1 + this.#countParts(node, type, depth);
  }

  #countParts(node: Node, type: TypeName, depth: number): number {
    const { shape } = node;
    if (type === 'string') return shape.minLength / 100;
    if (type === 'array') return this.#countItems(node, depth);
    if (type !== 'object') return 0;
    const names = new Set([...shape.required, ...(depth > 0 ? shape.properties.keys() : [])]);
    let values = Math.max(0, shape.minProperties - names.size);
    for (const name of names) {
      const property = this.#graph.property(node, name);
      if (this.#graph.isHidden(property)) continue;
      values += this.values(property, Math.max(0, depth - 1));
      if (values > MAX_VALUES) break;
    }
    return values;
  }

  #countItems(node: Node, depth: number): number {
    const { minItems, maxItems, items } = node.shape;
    const longest = Math.max(0, ...items.map(({ prefix }) => prefix.length));
    const least = Math.max(minItems, ...node.shape.contains.map(({ min }) => min));
    const count = Math.max(least, Math.min(maxItems, depth > 0 ? Math.max(2, longest) : 0));
    if (count === 0) return 0;
    let values = 0;
    for (let index = 0; index < Math.min(count, longest); index += 1) {
      values += this.values(this.#graph.item(node, index), Math.max(0, depth - 1));
    }
    return count <= longest
      ? values
      : values + (count - longest) * this.values(this.#graph.item(node, longest), Math.max(0, depth - 1));
  }
}
