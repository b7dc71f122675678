import { decodeSegment, matchMixedSegment, type PathTemplate, type TemplateSegment } from './path-template.ts';

/** What was found for a method and a path. */
export type RouteResult<T> =
  /** Every value added for this method and template, in the order they were added; more than one when only query or fragment tell them apart. */
  | { readonly kind: 'found'; readonly values: readonly T[]; readonly captures: readonly string[] }
  /** The path is known, the method is not. */
  | { readonly kind: 'method-not-allowed'; readonly allow: readonly string[] }
  | { readonly kind: 'not-found' };

interface Node<T> {
  readonly literals: Map<string, Node<T>>;
  readonly mixed: { readonly literals: readonly string[]; readonly node: Node<T> }[];
  parameter: Node<T> | undefined;
  greedy: Node<T> | undefined;
  /** By method. Empty where no template ends. */
  readonly values: Map<string, T[]>;
}

const NOT_FOUND: RouteResult<never> = { kind: 'not-found' };

/**
 * Finds the value of a method and path. Literal segments come before mixed ones, those before parameters, and greedy
 * parameters last (OpenAPI 3.1 §4.8.8.2). Time grows with the segments of a path, not with the number of templates.
 */
export class RouteTable<T> {
  readonly #root: Node<T> = createNode();
  /** Paths without parameters, looked up as they are written. */
  readonly #exact = new Map<string, Node<T>>();

  add(route: { readonly method: string; readonly basePath: string; readonly template: PathTemplate }, value: T): void {
    const { method, basePath, template } = route;
    const base = basePath === '' ? [] : basePath.slice(1).split('/');
    const segments = [
      ...base.map((text): TemplateSegment => ({ kind: 'literal', text: decodeSegment(text) })),
      ...template.segments,
    ];
    const node = segments.reduce(descend, this.#root);
    const values = node.values.get(method);
    if (values === undefined) node.values.set(method, [value]);
    else values.push(value);
    if (segments.every((segment) => segment.kind === 'literal')) {
      this.#exact.set(
        `/${segments.map((segment) => (segment.kind === 'literal' ? segment.text : '')).join('/')}`,
        node,
      );
    }
  }

  /**
   * @param path As received; percent-escapes in it are decoded for comparison, not in the captures. A trailing slash
   *   more or less is forgiven where no template says otherwise.
   */
  find(method: string, path: string): RouteResult<T> {
    const found = this.#findExactly(method, path);
    if (found.kind !== 'not-found' || path === '/') return found;
    return this.#findExactly(method, path.endsWith('/') ? path.slice(0, -1) : `${path}/`);
  }

  #findExactly(method: string, path: string): RouteResult<T> {
    const exact = this.#exact.get(path)?.values.get(method);
    if (exact !== undefined) return { kind: 'found', values: exact, captures: [] };
    const search: Search = { method, segments: path.slice(1).split('/'), allow: new Set() };
    const found = findFrom(this.#root, { index: 0, captures: [] }, search);
    if (found !== undefined) return { kind: 'found', ...found };
    const { allow } = search;
    return allow.size > 0 ? { kind: 'method-not-allowed', allow: [...allow] } : NOT_FOUND;
  }
}

interface Search {
  readonly method: string;
  readonly segments: readonly string[];
  /** Methods of templates that match the path but not the method. */
  readonly allow: Set<string>;
}

/** How far a search has come on one way through the table. */
interface Position {
  readonly index: number;
  readonly captures: readonly string[];
}

interface Found<T> {
  readonly values: readonly T[];
  readonly captures: readonly string[];
}

function findFrom<T>(node: Node<T>, position: Position, search: Search): Found<T> | undefined {
  const { index, captures } = position;
  const segment = search.segments[index];
  if (segment === undefined) return findHere(node, captures, search);
  const literal = node.literals.get(decodeSegment(segment));
  const found = literal && findFrom(literal, { index: index + 1, captures }, search);
  return found ?? findMixed(node, position, search) ?? findParameter(node, position, search);
}

function findHere<T>(node: Node<T>, captures: readonly string[], { method, allow }: Search): Found<T> | undefined {
  const values = node.values.get(method);
  if (values !== undefined) return { values, captures };
  for (const known of node.values.keys()) allow.add(known);
  return undefined;
}

function findMixed<T>(node: Node<T>, { index, captures }: Position, search: Search): Found<T> | undefined {
  for (const { literals, node: next } of node.mixed) {
    const matched = matchMixedSegment(literals, search.segments[index] ?? '');
    const found = matched && findFrom(next, { index: index + 1, captures: [...captures, ...matched] }, search);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findParameter<T>(node: Node<T>, { index, captures }: Position, search: Search): Found<T> | undefined {
  const { segments } = search;
  const segment = segments[index] ?? '';
  const { parameter, greedy } = node;
  const found =
    parameter && segment !== '' && findFrom(parameter, { index: index + 1, captures: [...captures, segment] }, search);
  if (found) return found;
  const rest = segments.slice(index).join('/');
  return greedy && findHere(greedy, [...captures, rest], search);
}

function descend<T>(node: Node<T>, segment: TemplateSegment): Node<T> {
  switch (segment.kind) {
    case 'literal':
      return getOrCreate(node.literals, segment.text);
    case 'parameter':
      node.parameter ??= createNode();
      return node.parameter;
    case 'greedy':
      node.greedy ??= createNode();
      return node.greedy;
    case 'mixed': {
      const known = node.mixed.find(({ literals }) => literals.join('{}') === segment.literals.join('{}'));
      if (known !== undefined) return known.node;
      const added = { literals: segment.literals, node: createNode<T>() };
      node.mixed.push(added);
      node.mixed.sort((a, b) => b.literals.join('').length - a.literals.join('').length);
      return added.node;
    }
  }
}

function getOrCreate<T>(nodes: Map<string, Node<T>>, key: string): Node<T> {
  const known = nodes.get(key);
  if (known !== undefined) return known;
  const created = createNode<T>();
  nodes.set(key, created);
  return created;
}

function createNode<T>(): Node<T> {
  return { literals: new Map(), mixed: [], parameter: undefined, greedy: undefined, values: new Map() };
}
