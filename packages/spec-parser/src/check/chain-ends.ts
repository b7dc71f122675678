import type { Node } from '../node.ts';
import { isObject, own } from '../plain-object.ts';
import { type DeadEnd, loopReason, MAX_CHAIN, placeKey, type References } from '../reference/references.ts';

/** Where a chain of references ends. */
interface Chain {
  readonly end: Node | DeadEnd;
  /** How many references; `Infinity` where they lead into a loop. */
  readonly length: number;
}

/** Where references lead in the end. Each is followed once, however many lead through it. */
export class ChainEnds {
  readonly #references: References;
  /** By the object that holds the first `$ref`. */
  readonly #chains = new Map<unknown, Chain>();

  constructor(references: References) {
    this.#references = references;
  }

  /** What a node stands for, or why that cannot be told: the same `missing` where the cause is the same. */
  endOf(node: Node): Node | DeadEnd {
    const { end, length } = this.#chainFrom(node);
    if (length > MAX_CHAIN && length < Infinity) return tooLong(node, end);
    if ('missing' in end || typeof end.value === 'object' || typeof end.value === 'boolean') return end;
    return notAnObject(node, end);
  }

  #chainFrom(node: Node): Chain {
    const trail = new Map<unknown, Node>();
    let current: Node | DeadEnd = node;
    while (isReference(current) && !trail.has(current.value) && !this.#chains.has(current.value)) {
      trail.set(current.value, current);
      current = this.#references.find(own(current.value, '$ref'), current);
    }
    let chain = this.#chainAt(current, trail);
    for (const value of [...trail.keys()].reverse()) {
      chain = { end: chain.end, length: chain.length + 1 };
      this.#chains.set(value, chain);
    }
    return chain;
  }

  #chainAt(place: Node | DeadEnd, trail: ReadonlyMap<unknown, Node>): Chain {
    if ('missing' in place) return { end: place, length: 0 };
    if (trail.has(place.value)) return { end: loopAt(place, trail), length: Infinity };
    return this.#chains.get(place.value) ?? { end: place, length: 0 };
  }
}

function isReference(place: Node | DeadEnd): place is Node {
  return !('missing' in place) && isObject(place.value) && Object.hasOwn(place.value, '$ref');
}

/** The same for each place on the loop. */
function loopAt(node: Node, trail: ReadonlyMap<unknown, Node>): DeadEnd {
  const places = [...trail.values()];
  const onLoop = places.slice(places.findIndex(({ value }) => value === node.value)).map(placeKey);
  return { ...loopReason(node), missing: `loop ${onLoop.toSorted()[0]}` };
}

/** The same for all that lead to the same end, through too many others. */
function tooLong(node: Node, end: Node | DeadEnd): DeadEnd {
  return { ...loopReason(node), missing: `chain to ${'missing' in end ? end.missing : placeKey(end)}` };
}

function notAnObject(from: Node, to: Node): DeadEnd {
  return {
    code: 'REFERENCE_UNRESOLVED',
    message: `The reference \`${String(own(from.value, '$ref'))}\` leads to a ${typeof to.value}, not to an object.`,
    advice: 'Refer to an object of the kind that is needed here.',
    missing: placeKey(to),
  };
}
