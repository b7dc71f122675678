import type { TypeName } from '../model/keywords.ts';
import type { Pattern } from '../pattern/create-pattern.ts';
import { containedPositions } from './contained-positions.ts';
import { blamed } from './contradictions.ts';
import { fits } from './fits.ts';
import type { Choice, Graph, Node } from './graph.ts';
import { MAX_DEPTH } from './limits.ts';
import { numberRange } from './number-range.ts';
import { type Impossible, impossible, type Shape } from './shape.ts';
import { noTypeLeft, typesOf } from './types-of.ts';
import { distinct, without } from './values.ts';

/**
 * Tells how many levels the flattest instance of a node has, and why there is none. A least fixed point: a node is finite when all
 * that it requires was found finite before.
 */
export class Finite {
  readonly #graph: Graph;
  readonly #patternFor: (source: string) => Pattern;
  readonly #levels = new Map<Node, number>();
  readonly #infinite = new Set<Node>();
  readonly #values = new Map<Node, readonly unknown[]>();
  #visited = new Set<Node>();

  constructor(graph: Graph, patternFor: (source: string) => Pattern) {
    this.#graph = graph;
    this.#patternFor = patternFor;
  }

  /** 0 for scalars and empty containers; `Infinity` when no finite instance exists. */
  levels(node: Node): number {
    if (this.#infinite.has(node)) return Infinity;
    for (;;) {
      const before = this.#levels.size;
      this.#visited = new Set();
      const levels = this.#visit(node, 0);
      if (levels < Infinity) return levels;
      if (this.#levels.size === before) break;
    }
    this.#infinite.add(node);
    return Infinity;
  }

  /** The values of `enum` and `const` that meet the rest of the schema, `undefined` when there are no such keywords. */
  values(node: Node): readonly unknown[] | undefined {
    const { shape } = node;
    if (shape.values === undefined) return undefined;
    let values = this.#values.get(node);
    if (values === undefined) {
      values = shape.values.filter((value) => fits(value, shape, this.#patternFor));
      this.#values.set(node, values);
    }
    return values;
  }

  /** All instances of a node, where there are only a few; `undefined` where there may be many. */
  domain(node: Node): readonly unknown[] | undefined {
    if (this.#graph.choice(node) !== undefined) return undefined;
    const values = this.values(node);
    if (values !== undefined) return distinct(values);
    const { types } = node.shape;
    if (types === undefined || types.length > 1) return undefined;
    if (types[0] === 'integer') return integersOf(node.shape);
    return SMALL_DOMAINS[types[0] ?? '']?.filter((value) => fits(value, node.shape, this.#patternFor));
  }

  /** Why a node has no instance: the keyword at the bottom of it. */
  explain(node: Node, above: ReadonlySet<Node> = new Set()): Impossible {
    const { shape } = node;
    const own =
      shape.never ?? this.#valuesImpossible(node) ?? (shape.values === undefined ? noTypeLeft(shape) : undefined);
    if (own !== undefined) return own;
    if (above.has(node)) {
      return blamed(
        shape,
        shape.blame.has('required') ? 'required' : 'minItems',
        'each instance would have to contain another one, without an end',
      );
    }
    if (this.#lacksDistinctItems(node))
      return blamed(shape, 'uniqueItems', `there are not ${shape.minItems} different items`);
    const cause = this.#requirements(node).find((needed) => this.levels(needed) === Infinity);
    if (cause !== undefined) return this.explain(cause, new Set([...above, node]));
    const [part] = node.parts;
    if (part !== undefined) return impossible('$ref', part, 'it is nested too deeply');
    return blamed(shape, 'type', 'it has no instance');
  }

  #valuesImpossible(node: Node): Impossible | undefined {
    const { shape } = node;
    if (shape.values === undefined || (this.values(node)?.length ?? 0) > 0) return undefined;
    return blamed(shape, shape.blame.has('enum') ? 'enum' : 'const', 'none of its values meets the other keywords');
  }

  #visit(node: Node, depth: number): number {
    const known = this.#levels.get(node);
    if (known !== undefined) return known;
    const isTooMuch = depth > MAX_DEPTH || this.#visited.size > MAX_VISITED;
    if (isTooMuch || this.#visited.has(node) || this.#infinite.has(node)) return Infinity;
    this.#visited.add(node);
    const levels = this.#compute(node, depth);
    if (levels < Infinity) this.#levels.set(node, levels);
    return levels;
  }

  #compute(node: Node, depth: number): number {
    if (node.shape.never !== undefined) return Infinity;
    const values = this.values(node);
    if (values?.length === 0) return Infinity;
    const choice = this.#graph.choice(node);
    if (choice !== undefined) return this.#flattestBranch(choice, depth);
    if (values !== undefined) return 0;
    let least = Infinity;
    for (const type of typesOf(node.shape)) {
      least = Math.min(least, this.#levelsOfType(node, type, depth));
      if (least === 0) break;
    }
    return least;
  }

  #flattestBranch(choice: Choice, depth: number): number {
    let least = Infinity;
    for (const branch of choice.branches) {
      least = Math.min(least, this.#visit(branch, depth + 1));
      // Near enough to the best not to read all other branches for it.
      if (least <= 1) break;
    }
    return least;
  }

  #levelsOfType(node: Node, type: TypeName, depth: number): number {
    if (type === 'array' && this.#lacksDistinctItems(node)) return Infinity;
    let levels = 0;
    for (const needed of this.requirementsOfType(node, type)) {
      levels = Math.max(levels, 1 + this.#visit(needed, depth + 1));
      if (levels === Infinity) break;
    }
    return levels;
  }

  #lacksDistinctItems(node: Node): boolean {
    const { uniqueItems, minItems, items } = node.shape;
    if (!uniqueItems || minItems < 2 || items.some(({ prefix }) => prefix.length > 0)) return false;
    return (this.domain(this.#graph.item(node, 0))?.length ?? Infinity) < minItems;
  }

  #requirements(node: Node): readonly Node[] {
    const choice = this.#graph.choice(node);
    if (choice !== undefined) return choice.branches;
    return typesOf(node.shape).flatMap((type) => this.requirementsOfType(node, type));
  }

  /** The nodes of which an instance of this type must have one each. */
  requirementsOfType(node: Node, type: TypeName): readonly Node[] {
    if (type === 'object') return this.#requiredProperties(node);
    return type === 'array' ? this.#requiredItems(node) : [];
  }

  #requiredProperties(node: Node): readonly Node[] {
    const { required, minProperties, properties, propertyRules } = node.shape;
    const nodes = [...required]
      .map((name) => this.#graph.property(node, name))
      .filter((property) => !this.#graph.isHidden(property));
    if (minProperties <= required.size) return nodes;
    const missing = minProperties - required.size;
    const optional = [...properties.keys()]
      .filter((name) => !required.has(name))
      .map((name) => this.#graph.property(node, name));
    if (optional.length > missing || propertyRules.some(({ patterns }) => patterns.length > 0)) return nodes;
    const spare = this.#graph.anyProperty(node, UNNAMED);
    if (!this.#graph.isConceivable(spare))
      return [...nodes, ...optional, ...(optional.length < missing ? [spare] : [])];
    return optional.length === 0 ? [...nodes, spare] : nodes;
  }

  #requiredItems(node: Node): readonly Node[] {
    const { minItems, items } = node.shape;
    const longest = Math.max(0, ...items.map(({ prefix }) => prefix.length));
    const length = Math.min(minItems, longest + 1);
    const positions = Array.from({ length }, (_, index) => this.#graph.item(node, index));
    const contained = [...containedPositions(this.#graph, node)]
      .slice(0, MAX_CONTAINED)
      .map(([index, schema]) => this.#graph.itemContained(node, index, schema));
    return [...positions, ...contained];
  }
}

/** A name that no document has. */
const UNNAMED = '\u0000';

/** Items of `contains` that are looked at: those after are the same. */
const MAX_CONTAINED = 100;

/** Nodes looked at for one answer. Alternatives of alternatives can multiply without an end. */
const MAX_VISITED = 20_000;

const SMALL_DOMAINS: Readonly<Record<string, readonly unknown[]>> = { boolean: [false, true], null: [null] };

/** More integers than this are not listed. */
const MAX_DOMAIN = 2_000;

function integersOf(shape: Shape): readonly unknown[] | undefined {
  const range = numberRange(shape, true);
  if (range === undefined) return [];
  const step = range.step ?? 1;
  const count = Math.floor((range.high - range.low) / step) + 1;
  if (!(count <= MAX_DOMAIN)) return undefined;
  return without(
    Array.from({ length: count }, (_, index) => range.low + index * step),
    shape.excluded,
  );
}
