import { isHidden } from '../model/access.ts';
import type { Direction } from '../types.ts';
import { admits } from './admits.ts';
import { fits } from './fits.ts';
import { type FlattenContext, flatten } from './flatten.ts';
import type { Located } from './located.ts';
import { negate } from './negate.ts';
import type { Group, Shape } from './shape.ts';
import { typesOf } from './types-of.ts';

/** Some schemas that hold for one instance together, and the alternatives already taken. The same ones are the same object. */
export interface Node {
  readonly id: number;
  readonly parts: readonly Located[];
  readonly decided: ReadonlySet<string>;
  readonly shape: Shape;
}

/** The alternatives of a node that are to be decided next. */
export interface Choice {
  readonly group: Group;
  /** The node with each branch taken. */
  readonly branches: readonly Node[];
  /** The same, the other branches excluded: differs for `oneOf` only. */
  readonly exclusive: (index: number) => Node | undefined;
}

/** All nodes that can be reached from some schemas, made as they are asked for. */
export class Graph {
  readonly direction: Direction;
  readonly #context: FlattenContext;
  readonly #nodes = new Map<string, Node>();
  readonly #children = new Map<string, Node>();
  readonly #negations = new Map<Located, readonly Located[]>();
  readonly #choices = new Map<Node, Choice | undefined>();

  constructor(direction: Direction, context: FlattenContext) {
    this.direction = direction;
    this.#context = context;
  }

  /** The node of a schema of the source. */
  root(uri: string): Node {
    return this.#node([this.#context.locations.at(this.#context.read(uri), uri, '')]);
  }

  choice(node: Node): Choice | undefined {
    if (!this.#choices.has(node)) this.#choices.set(node, this.#makeChoice(node));
    return this.#choices.get(node);
  }

  /** The node of a property, whether it is named or not. */
  property(node: Node, name: string): Node {
    return this.#child(node, `.${name}`, () => this.#partsOfProperty(node.shape, name));
  }

  /** The same for names that come from outside, of which there is no end. */
  anyProperty(node: Node, name: string): Node {
    return node.shape.properties.has(name)
      ? this.property(node, name)
      : this.#node(this.#partsOfProperty(node.shape, name));
  }

  /** Whether a property has no place in messages of the graph's direction. */
  isHidden(property: Node): boolean {
    return isHidden(property.shape, this.direction);
  }

  item(node: Node, index: number): Node {
    const longest = Math.max(0, ...node.shape.items.map(({ prefix }) => prefix.length));
    const position = Math.min(index, longest);
    return this.#child(node, `[${position}`, () => partsOfItem(node.shape, position));
  }

  /** An item that is also one that `contains` asks for, or, without `contains`, is none of them. */
  itemContained(node: Node, index: number, contained: Located | undefined): Node {
    const others = node.shape.contains.filter(({ max }) => max < Infinity).map(({ schema }) => schema);
    const extra =
      contained === undefined ? others.map((schema) => this.#context.locations.negationOf(schema)) : [contained];
    const item = this.item(node, index);
    return extra.length === 0
      ? item
      : this.#child(item, `&${extra.map(({ id }) => id).join()}`, () => [...item.parts, ...extra]);
  }

  /** What names a property may have besides those that are named. */
  name(node: Node): Node {
    const text = this.#context.locations.at(TEXT, '', '');
    return this.#child(node, '?', () => [text, ...node.shape.propertyNames]);
  }

  #node(parts: readonly Located[], decided: ReadonlySet<string> = new Set()): Node {
    const distinct = [...new Set(parts.map((part) => this.#target(part)))].filter(({ schema }) => schema !== true);
    // The order decides the order of properties, so that the same schemas in another one are another node.
    const key = `${distinct.map(({ id }) => id)}|${[...decided].sort()}`;
    let node = this.#nodes.get(key);
    if (node === undefined) {
      node = new LazyNode({ id: this.#nodes.size, parts: distinct, decided }, this.#context);
      this.#nodes.set(key, node);
    }
    return node;
  }

  /** What a schema that is nothing but a reference leads to; a circle of references stays as it is. */
  #target(located: Located): Located {
    let target = located;
    for (let steps = 0; steps < MAX_REFERENCES; steps += 1) {
      const { schema } = target;
      if (typeof schema === 'boolean' || schema.$ref === undefined || Object.keys(schema).length > 1) return target;
      target = this.#context.locations.at(this.#context.read(schema.$ref), schema.$ref, '');
    }
    return located;
  }

  #child(node: Node, key: string, partsOf: () => readonly Located[]): Node {
    const childKey = `${node.id}${key}`;
    let child = this.#children.get(childKey);
    if (child === undefined) {
      child = this.#node(partsOf());
      this.#children.set(childKey, child);
    }
    return child;
  }

  #makeChoice(node: Node): Choice | undefined {
    const group = node.shape.groups.find(({ id }) => !node.decided.has(id));
    if (group === undefined) return undefined;
    const decided = new Set([...node.decided, group.id]);
    const branches = group.branches.map((branch) => this.#node([...node.parts, ...branch], decided));
    const exclusive: (Node | undefined)[] = [];
    return {
      group,
      branches,
      exclusive: (index) => {
        exclusive[index] ??= this.#exclude(branches[index] ?? node, group, index);
        return exclusive[index];
      },
    };
  }

  /** A branch with the others of its `oneOf` excluded, each in the first way that does not contradict the branch outright. */
  #exclude(branch: Node, { kind, branches }: Group, index: number): Node {
    if (kind !== 'oneOf') return branch;
    let node = branch;
    for (const [position, [other]] of branches.entries()) {
      if (position === index || other === undefined) continue;
      const way = this.#waysToBreak(other).find(({ schema }) => admits(this, node, schema));
      if (way !== undefined) node = this.#node([...node.parts, way], node.decided);
    }
    return node;
  }

  /** The schemas of a node that are of the document, and not only follow from it. */
  given(node: Node): readonly Located[] {
    return node.parts.filter((part) => !this.#context.locations.isDerived(part));
  }

  #waysToBreak(located: Located): readonly Located[] {
    let ways = this.#negations.get(located);
    if (ways === undefined) {
      const { locations, read } = this.#context;
      // The nearest ways come before those deep inside, and what is sure to break it before what may.
      const schemas = [
        { levels: 1, guesses: false },
        { levels: 2, guesses: false },
        { guesses: false },
        { guesses: true },
      ]
        .flatMap((reach) => negate(located.schema, { resolve: read, ...reach }))
        .filter((way) => typeof way === 'object');
      ways = schemas.map((schema, index) => locations.derived(located, `negation ${index}`, () => schema));
      this.#negations.set(located, ways);
    }
    return ways;
  }

  /** Whether nothing speaks against an instance, as far as the properties that are required at a few levels. */
  isConceivable(node: Node, levels = 3): boolean {
    const { shape } = node;
    if (shape.never !== undefined || typesOf(shape).length === 0) return false;
    if (shape.values?.every((value) => !fits(value, shape, this.#context.patternFor))) return false;
    if (levels === 0) return true;
    const needed = [...shape.required].map((name) => this.property(node, name));
    if (shape.minItems > 0) needed.push(this.item(node, 0));
    return needed.every((part) => this.isConceivable(part, levels - 1));
  }

  #partsOfProperty(shape: Shape, name: string): readonly Located[] {
    const parts = [...(shape.properties.get(name) ?? [])];
    let evaluated = parts.length > 0;
    for (const { named, patterns, additional } of shape.propertyRules) {
      const matching = patterns.filter(({ matches }) => matches(name)).map(({ schema }) => schema);
      parts.push(...matching);
      evaluated ||= matching.length > 0 || additional !== undefined;
      if (additional !== undefined && matching.length === 0 && !named.has(name)) parts.push(additional);
    }
    if (!evaluated) parts.push(...shape.unevaluatedProperties);
    return this.#named(parts, shape.discriminated.get(name));
  }

  /** The value of a discriminator: one of the names, where the schema of the property has room for any of them. */
  #named(parts: readonly Located[], names: readonly string[] | undefined): readonly Located[] {
    const [first] = parts;
    if (names === undefined || first === undefined) return parts;
    const { shape } = this.#node(parts);
    const allowed = names.filter((name) => fits(name, shape, this.#context.patternFor));
    if (allowed.length === 0) return parts;
    return [...parts, this.#context.locations.derived(first, `names ${allowed.join()}`, () => ({ enum: allowed }))];
  }
}

const MAX_REFERENCES = 100;

const TEXT = { type: ['string'] } as const;

class LazyNode implements Node {
  readonly id: number;
  readonly parts: readonly Located[];
  readonly decided: ReadonlySet<string>;
  readonly #context: FlattenContext;
  #shape: Shape | undefined;

  constructor({ id, parts, decided }: Pick<Node, 'id' | 'parts' | 'decided'>, context: FlattenContext) {
    this.id = id;
    this.parts = parts;
    this.decided = decided;
    this.#context = context;
  }

  get shape(): Shape {
    this.#shape ??= flatten(this.parts, this.#context);
    return this.#shape;
  }
}

function partsOfItem(shape: Shape, index: number): readonly Located[] {
  const parts = shape.items.flatMap(({ prefix, items }) => prefix[index] ?? items ?? []);
  return parts.length > 0 ? parts : shape.unevaluatedItems;
}
