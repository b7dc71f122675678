import type { TestExchange } from '../../model/exchange.ts';
import { isObject } from '../../succeed/json-value.ts';
import { isOk, jsonOf, statusOf, textOf } from './answers.ts';

/** What several answers to the same request have in common. */
export interface Baseline {
  readonly status: number;
  /** There is anything in it that could tell it from another answer. */
  readonly hasContent: boolean;
  /** Whether an answer is like these, but for what differs among them. What was sent, and what is shown of it, is left out. */
  isLike(exchange: TestExchange, sent?: readonly string[]): boolean;
}

type Leaves = ReadonlyMap<string, string>;

/**
 * @param exchanges At least one; what differs between them is left out of account.
 * @param sent What they were asked with and may repeat.
 */
export function baselineOf(exchanges: readonly TestExchange[], sent: readonly string[] = []): Baseline {
  const [first, ...others] = exchanges;
  if (first === undefined) throw new TypeError('A baseline needs an answer.');
  const leaves = leavesIn(first, sent);
  const again = others.map((other) => leavesIn(other, sent));
  const stable = [...leaves].filter(([path, value]) => again.every((other) => other.get(path) === value));
  const known = new Set([leaves, ...again].flatMap((one) => [...one.keys()]));
  const isSteady = others.every((other) => statusOf(other) === statusOf(first));
  return {
    status: statusOf(first),
    hasContent: stable.some(([, value]) => !EMPTY.has(value)),
    isLike(exchange, shown = sent) {
      if (!isSteady || statusOf(exchange) !== statusOf(first)) return false;
      const others = leavesIn(exchange, shown);
      return (
        stable.every(([path, value]) => others.get(path) === value) &&
        [...others.keys()].every((path) => known.has(path))
      );
    },
  };
}

/** Leaves that any answer may have. */
const EMPTY: ReadonlySet<string> = new Set(['', '[]', '{}', 'null', 'true', 'false', '0', '""']);
const MAX_LEAVES = 5_000;

/** Whether two answers say the same. */
export function saysTheSame(a: TestExchange, b: TestExchange): boolean {
  return baselineOf([a]).isLike(b);
}

/** Values by their place: JSON Pointers, or lines where it is text. */
function leavesIn(exchange: TestExchange, sent: readonly string[]): Leaves {
  const json = jsonOf(exchange);
  const found = new Map<string, string>();
  if (json === undefined) {
    const lines = hide(textOf(exchange), sent).split(/\r?\n/);
    for (const [index, line] of lines.slice(0, MAX_LEAVES).entries()) found.set(`line ${index}`, line.trim());
    return found;
  }
  collect(json, { path: '', sent, found });
  return found;
}

interface Collecting {
  readonly path: string;
  readonly sent: readonly string[];
  readonly found: Map<string, string>;
}

function collect(value: unknown, { path, sent, found }: Collecting): void {
  if (found.size >= MAX_LEAVES) return;
  const members = Array.isArray(value) || isObject(value) ? Object.entries(value) : undefined;
  if (members === undefined || members.length === 0 || path.split('/').length > 12) {
    found.set(path, typeof value === 'string' ? hide(value, sent) : hide(JSON.stringify(value) ?? '', sent));
    return;
  }
  for (const [name, member] of members) collect(member, { path: `${path}/${hide(name, sent)}`, sent, found });
}

/** What was sent is shown as it is, escaped, or encoded. */
function hide(text: string, sent: readonly string[]): string {
  let hidden = text;
  for (const value of sent) {
    if (value === '') continue;
    for (const form of formsOf(value)) hidden = hidden.replaceAll(form, '<sent>');
  }
  return hidden;
}

const forms = new Map<string, readonly string[]>();

function formsOf(value: string): readonly string[] {
  const known = forms.get(value);
  if (known !== undefined) return known;
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const all = [
    JSON.stringify(value).slice(1, -1),
    value,
    html.replaceAll("'", '&#39;'),
    html.replaceAll("'", '&#x27;'),
    html,
    encodeURIComponent(value),
  ];
  const distinct = [...new Set(all)].toSorted((a, b) => b.length - a.length);
  if (forms.size > 500) forms.clear();
  forms.set(value, distinct);
  return distinct;
}

/** Whether two successes have the same members, whatever is in them: the same kind of thing was answered. */
export function hasSameShape(a: TestExchange, b: TestExchange): boolean {
  if (!isOk(a) || statusOf(a) !== statusOf(b)) return false;
  const [one, other] = [jsonOf(a), jsonOf(b)];
  if (one === undefined || other === undefined) return textOf(a) === textOf(b);
  if (!isObject(one) || !isObject(other)) return Array.isArray(one) === Array.isArray(other);
  return Object.keys(one).toSorted().join('\n') === Object.keys(other).toSorted().join('\n');
}
