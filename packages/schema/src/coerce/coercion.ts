import { fits } from '../generate/fits.ts';
import type { Graph, Node } from '../generate/graph.ts';
import { setOwn } from '../generate/set-own.ts';
import type { Shape } from '../generate/shape.ts';
import type { TypeName } from '../model/keywords.ts';
import type { Pattern } from '../pattern/create-pattern.ts';
import { coerceText } from './coerce-text.ts';

/** More alternatives than this are not looked at. */
const MAX_ALTERNATIVES = 64;

/** Gives texts the types that their schemas ask for. */
export class Coercion {
  readonly #graph: Graph;
  readonly #patternFor: (source: string) => Pattern;
  readonly #alternatives = new Map<Node, readonly Node[]>();

  constructor(graph: Graph, patternFor: (source: string) => Pattern) {
    this.#graph = graph;
    this.#patternFor = patternFor;
  }

  /** A value of a schema; `value` itself where it cannot be had, e.g. because it is nested too deeply. */
  coerce(uri: string, value: unknown): unknown {
    try {
      return this.#coerce(value, this.#alternativesOf(this.#graph.root(uri)));
    } catch (error) {
      if (error instanceof RangeError) return value;
      throw error;
    }
  }

  /** What an instance can be: the node with each of its alternatives taken. */
  #alternativesOf(node: Node): readonly Node[] {
    let found = this.#alternatives.get(node);
    if (found === undefined) {
      const choice = this.#graph.choice(node);
      found =
        choice === undefined
          ? [node]
          : choice.branches.flatMap((branch) => this.#alternativesOf(branch)).slice(0, MAX_ALTERNATIVES);
      this.#alternatives.set(node, found);
    }
    return found;
  }

  #coerce(value: unknown, nodes: readonly Node[]): unknown {
    if (Array.isArray(value))
      return this.#coerceItems(
        value,
        nodes.filter(({ shape }) => admits(shape, 'array')),
      );
    const arrays = nodes.filter(({ shape }) => shape.types?.join() === 'array');
    const onlyArrays = arrays.length > 0 && arrays.length === nodes.length;
    if (onlyArrays && value !== undefined) return this.#coerceItems([value], nodes);
    if (typeof value === 'string') return this.#coerceText(value, nodes);
    if (typeof value !== 'object' || value === null) return value;
    return this.#coerceProperties(
      value,
      nodes.filter(({ shape }) => admits(shape, 'object')),
    );
  }

  #coerceText(text: string, nodes: readonly Node[]): unknown {
    let nearest: unknown;
    for (const { shape } of nodes) {
      for (const type of typesOfTexts(shape)) {
        const value = coerceText(text, type);
        if (value === undefined) continue;
        if (fits(value, shape, this.#patternFor)) return value;
        // What does not fit anywhere is at least of the type that was meant, so that the error speaks of that.
        if (type !== 'string') nearest ??= value;
      }
    }
    return nearest ?? text;
  }

  #coerceItems(items: readonly unknown[], nodes: readonly Node[]): readonly unknown[] {
    return items.map((item, index) =>
      this.#coerce(
        item,
        nodes.flatMap((node) => this.#alternativesOf(this.#graph.item(node, index))),
      ),
    );
  }

  #coerceProperties(value: object, nodes: readonly Node[]): unknown {
    const made: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(value)) {
      const properties = nodes.map((node) => this.#graph.anyProperty(node, name));
      // An alternative that says nothing of a property leaves it to those that do.
      const described = properties.filter(({ parts }) => parts.length > 0);
      const alternatives = described.flatMap((property) => this.#alternativesOf(property));
      setOwn(made, name, this.#coerce(field, alternatives));
    }
    return made;
  }
}

function admits({ types }: Shape, type: TypeName): boolean {
  return types === undefined || types.includes(type);
}

/** The types that a text may stand for; those of its values where only these are given. */
function typesOfTexts({ types, values }: Shape): readonly TypeName[] {
  if (types !== undefined) return types;
  if (values === undefined) return ['string'];
  return [...new Set(values.map((value) => (value === null ? 'null' : (typeof value as TypeName))))];
}
