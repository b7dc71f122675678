import { child, entries, items, type Node } from '../node.ts';
import { isObject } from '../plain-object.ts';
import { type Field, GRAMMAR, type Kind } from './grammar.ts';

/** A node, and what the specification says that it is. */
export interface Visit {
  readonly node: Node;
  readonly kind: Kind;
}

/**
 * Everything below a node that has a place in the grammar, itself first, in document order. Follows no reference;
 * where one stands, `node.value.$ref` is it. A value that stands in two places (a YAML alias) is visited in the first
 * only, and what `seen` already holds not at all.
 */
export function* walk(start: Visit, seen: SeenNodes = new SeenNodes()): Generator<Visit, void, undefined> {
  const stack: Visit[] = [start];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    if (!seen.add(visit)) continue;
    yield visit;
    if (replacedByReference(visit)) continue;
    const below = visitsBelow(visit);
    for (let index = below.length - 1; index >= 0; index -= 1) stack.push(below[index] as Visit);
  }
}

/** Which objects a walk has been to, told apart by identity. */
export class SeenNodes {
  readonly #byKind = new Map<Kind, Set<unknown>>();

  /** False where it was there. */
  add({ node, kind }: Visit): boolean {
    if (typeof node.value !== 'object' || node.value === null) return true;
    const seen = this.#byKind.get(kind) ?? new Set();
    this.#byKind.set(kind, seen);
    return seen.size !== seen.add(node.value).size;
  }
}

/** The reference that stands at a node, if one may stand there. Any type: what is not a string is a mistake. */
export function referenceAt({ node, kind }: Visit): unknown {
  if (!isObject(node.value) || !Object.hasOwn(node.value, '$ref') || NOT_REFERABLE.has(kind)) return undefined;
  return node.value.$ref;
}

const NOT_REFERABLE: ReadonlySet<Kind> = new Set(['document', 'components', 'operation', 'encoding']);

/** Siblings of `$ref` count in Path Item Objects, and in schemas since OpenAPI 3.1. */
function replacedByReference(visit: Visit): boolean {
  if (typeof referenceAt(visit) !== 'string' || visit.kind === 'pathItem') return false;
  const { version } = visit.node.file;
  return visit.kind !== 'schema' || version === '2.0' || version === '3.0';
}

function visitsBelow({ node, kind }: Visit): Visit[] {
  if (!isObject(node.value)) return [];
  if (kind === 'callback') return arranged(node, ['pathItem', 'patterned']);
  const grammar = GRAMMAR[kind];
  if (grammar.size === 0) return [];
  const visits: Visit[] = [];
  for (const key of Object.keys(node.value)) {
    const field = grammar.get(key);
    const below = field === undefined ? undefined : child(node, key);
    if (field !== undefined && below !== undefined) visits.push(...arranged(below, field));
  }
  return visits;
}

function arranged(node: Node, [kind, arrangement]: Field): Visit[] {
  switch (arrangement) {
    case 'one':
      return [{ node, kind }];
    case 'list':
      return items(node).map((item) => ({ node: item, kind }));
    case 'oneOrList':
      return Array.isArray(node.value) ? items(node).map((item) => ({ node: item, kind })) : [{ node, kind }];
    case 'map':
      return entries(node).map(([, entry]) => ({ node: entry, kind }));
    case 'patterned':
      return entries(node)
        .filter(([key]) => !key.startsWith('x-'))
        .map(([, entry]) => ({ node: entry, kind }));
  }
}
