import { isHidden } from '../model/access.ts';
import type { Direction } from '../types.ts';
import { type FlattenContext, flatten } from './flatten.ts';
import type { Located } from './located.ts';
import type { Group, Shape } from './shape.ts';

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
  readonly exclusive: readonly Node[];
}

/** All nodes that can be reached from some schemas, made as they are asked for. */
export class Graph {
  readonly direction: Direction;
  readonly #context: FlattenContext;
  readonly #nodes = new Map<string, Node>();
  readonly #children = new Map<string, Node>();
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
    const sorted = [...new Set(parts.map((part) => this.#target(part)))].filter(({ schema }) => schema !== true);
    const key = `${sorted.map(({ id }) => id).sort((a, b) => a - b)}|${[...decided].sort()}`;
    let node = this.#nodes.get(key);
    if (node === undefined) {
      node = new LazyNode({ id: this.#nodes.size, parts: sorted, decided }, this.#context);
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
    if (group.kind !== 'oneOf') return { group, branches, exclusive: branches };
    const exclusive = group.branches.map((branch, index) => {
      const others = group.branches.flatMap(([other], position) =>
        position === index || other === undefined ? [] : [other],
      );
      const excluded = others.map((other) => this.#context.locations.negationOf(other));
      return this.#node([...node.parts, ...branch, ...excluded], decided);
    });
    return { group, branches, exclusive };
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
    const names = shape.discriminated.get(name);
    const [first] = parts;
    if (names === undefined || first === undefined) return parts;
    return [...parts, this.#context.locations.derived(first, `names ${names.join()}`, () => ({ enum: names }))];
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
