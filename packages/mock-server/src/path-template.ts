import { parseTemplateExpression } from '@mockloop/spec-parser';

/** One segment of a path template (OpenAPI 3.1 §4.8.8.1): all literal, one parameter, or literals and parameters mixed. */
export type TemplateSegment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter' }
  | { readonly kind: 'greedy' }
  | { readonly kind: 'mixed'; readonly literals: readonly string[] };

export interface PathTemplate {
  readonly segments: readonly TemplateSegment[];
  /** Names of the parameters, in the order of the captures. */
  readonly names: readonly string[];
  /** What a template such as `/events?type=push` asks of the query. */
  readonly query: ReadonlyArray<readonly [name: string, value: string | undefined]>;
  /** Some documents put several operations on one URL and tell them apart by a fragment: `/queue#SendMessage`. */
  readonly fragment?: string | undefined;
}

/** Reads a path template. Never throws: what is not well-formed is taken literally. */
export function parsePathTemplate(template: string): PathTemplate {
  const [beforeFragment = '', fragment] = splitOnce(template, '#');
  const [path = '', query] = splitOnce(beforeFragment, '?');
  const names: string[] = [];
  const segments = path
    .replace(/^\//, '')
    .split('/')
    .map((text) => parseSegment(text, names));
  return { segments, names, query: parseQueryConditions(query), fragment };
}

/**
 * The parameters of a segment, or `undefined` when it does not match. Parameters are never empty; the first takes as
 * much as it can, so `{name}.{extension}` reads `a.b.c` as `a.b` and `c`.
 *
 * @param literals What stands before, between and after the parameters.
 */
export function matchMixedSegment(literals: readonly string[], segment: string): readonly string[] | undefined {
  const first = literals[0] ?? '';
  const last = literals.at(-1) ?? '';
  if (!segment.startsWith(first) || !segment.endsWith(last)) return undefined;
  const captures: string[] = [];
  let end = segment.length - last.length;
  for (let index = literals.length - 2; index > 0; index--) {
    const literal = literals[index] ?? '';
    const start = literal === '' ? splitAdjacent(segment, end) : segment.lastIndexOf(literal, end - literal.length - 1);
    if (start <= first.length - 1 || start + literal.length >= end) return undefined;
    captures.unshift(segment.slice(start + literal.length, end));
    end = start;
  }
  if (end <= first.length) return undefined;
  captures.unshift(segment.slice(first.length, end));
  return captures;
}

/** Nothing stands between the two in `{sid}{extension}`: the second begins at the last dot, else it is one character. */
function splitAdjacent(segment: string, end: number): number {
  const dot = segment.lastIndexOf('.', end - 1);
  return dot > 0 ? dot : end - 1;
}

function parseSegment(text: string, names: string[]): TemplateSegment {
  const literals: string[] = [];
  let literal = '';
  let greedy = false;
  for (const part of text.split(/(\{[^{}]*\})/)) {
    if (!part.startsWith('{') || !part.endsWith('}')) {
      literal += part;
      continue;
    }
    const expression = parseTemplateExpression(part.slice(1, -1));
    greedy = expression.isGreedy;
    names.push(expression.name);
    literals.push(literal);
    literal = '';
  }
  literals.push(literal);
  if (literals.length === 1) return { kind: 'literal', text: decodeSegment(text) };
  if (literals.length === 2 && literals.every((value) => value === ''))
    return { kind: greedy ? 'greedy' : 'parameter' };
  return { kind: 'mixed', literals };
}

/** Percent-decodes; what is badly encoded stays as it is. */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function parseQueryConditions(query: string | undefined): PathTemplate['query'] {
  if (query === undefined || query === '') return [];
  return query.split('&').map((pair) => {
    const [name = '', value] = splitOnce(pair, '=');
    const isTemplate = value === undefined || value.includes('{');
    return [decodeSegment(name.replace(/[{}]/g, '')), isTemplate ? undefined : decodeSegment(value)] as const;
  });
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, undefined] : [text.slice(0, index), text.slice(index + separator.length)];
}
