import type { AnswerDifference, DifferenceKind, PatchOperation } from './answer-comparison.ts';
import type { AnswerItem, AnswerNode } from './answer-node.ts';
import type { CompareAnswersOptions, Tolerance } from './answers-options.ts';
import { formatOf, formOf } from './form-of.ts';
import { type MatchedItems, matchItems } from './match-items.ts';
import { step } from './pointer.ts';
import { preview } from './preview.ts';
import { severityOf } from './severity-of.ts';

/** Collects differences: all are counted, the first are kept. */
export interface DifferenceSink {
  add(difference: AnswerDifference): void;
}

export interface ValueComparison extends Pick<CompareAnswersOptions, 'schemaAt' | 'strictArrays'> {
  readonly tolerance: Tolerance;
  readonly sink: DifferenceSink;
}

/** @param pointer Of the first value, in `{ status, headers, body }`. */
export function compareValues(
  pair: readonly [AnswerNode, AnswerNode],
  pointer: string,
  context: ValueComparison,
): void {
  const [a, b] = pair;
  if (a.id === b.id) return;
  const volatile = a.volatile ?? b.volatile;
  if (volatile !== undefined) {
    const form = formOf(a.value);
    const isKnown = volatile.forms.has(form) || form === formOf(b.value);
    if (!isKnown) report(pair, pointer, { kind: a.type === b.type ? 'format' : 'type', context });
  } else if (a.type !== b.type) {
    report(pair, pointer, { kind: 'type', context });
  } else if (a.type === 'array' || a.type === 'object') {
    compareInside(a, b, { pointer, context });
  } else if (!isTolerated(a, b, context.tolerance)) {
    report(pair, pointer, { kind: kindOf(a.value, b.value, { pointer, context }), context });
  }
}

/** What was not looked into has neither members nor items. */
function compareInside(a: AnswerNode, b: AnswerNode, place: Place): void {
  if (a.members !== undefined && b.members !== undefined) compareMembers(a.members, b.members, place);
  if (a.items !== undefined && b.items !== undefined) compareItems([a, b], matchItems(a.items, b.items), place);
}

interface Place {
  readonly pointer: string;
  readonly context: ValueComparison;
}

function compareMembers(
  a: ReadonlyMap<string, AnswerNode>,
  b: ReadonlyMap<string, AnswerNode>,
  { pointer, context }: Place,
): void {
  for (const [name, node] of a) {
    const other = b.get(name);
    const place = pointer + step(name);
    if (other !== undefined) compareValues([node, other], place, context);
    else if (node.volatile?.optional !== true) reportExtra(node, place, context);
  }
  for (const [name, node] of b) {
    if (!a.has(name) && node.volatile?.optional !== true) {
      const path = pointer + step(name);
      reportMissing(node, path, { path, context });
    }
  }
}

/** Patches work one after the other: what changes places comes last, from the end to the beginning. */
function compareItems(arrays: readonly [AnswerNode, AnswerNode], matched: MatchedItems, place: Place): void {
  const { pointer, context } = place;
  const { pairs } = matched;
  for (const [item, other] of pairs) compareValues([item.node, other.node], pointer + step(item.index), context);
  const isOrdered = pairs.every(([, { index }], position) => index > (pairs[position - 1]?.[1].index ?? -1));
  const onlyA = matched.onlyA.filter(isRequired);
  const onlyB = matched.onlyB.filter(isRequired);
  for (const { index, node } of onlyA.toReversed()) reportExtra(node, pointer + step(index), context);
  let length = (arrays[0].value as readonly unknown[]).length - onlyA.length;
  for (const { index, node } of onlyB) {
    const position = context.strictArrays === true && index < length ? index : '-';
    reportMissing(node, pointer + step(index), { path: pointer + step(position), context });
    length += 1;
  }
  if (context.strictArrays === true && !isOrdered) report(arrays, pointer, { kind: 'order', context });
}

function isRequired({ node }: AnswerItem): boolean {
  return node.volatile?.optional !== true;
}

function isTolerated(a: AnswerNode, b: AnswerNode, tolerance: Tolerance): boolean {
  if (typeof a.value === 'number' && typeof b.value === 'number') {
    const relative = a.tolerance ?? b.tolerance ?? tolerance.relative ?? 0;
    const reach = Math.max(tolerance.absolute ?? 0, relative * Math.max(Math.abs(a.value), Math.abs(b.value)));
    return Math.abs(a.value - b.value) <= reach;
  }
  if (typeof a.value !== 'string' || typeof b.value !== 'string' || tolerance.timeMs === undefined) return false;
  if (formatOf(a.value) !== 'date-time' || formatOf(b.value) !== 'date-time') return false;
  return Math.abs(Date.parse(a.value) - Date.parse(b.value)) <= tolerance.timeMs;
}

function kindOf(a: unknown, b: unknown, { pointer, context }: Place): DifferenceKind {
  const schema = context.schemaAt?.(pointer.slice(BODY.length));
  if (schema?.enum !== undefined && !schema.enum.includes(a)) return 'enum';
  return formOf(a) === formOf(b) ? 'value' : 'format';
}

/** Where bodies are in an answer. */
const BODY = '/body';

interface Report {
  readonly kind: DifferenceKind;
  readonly context: ValueComparison;
}

function report([a, b]: readonly [AnswerNode, AnswerNode], pointer: string, { kind, context }: Report): void {
  const patch: PatchOperation[] = b.isCut ? [] : [{ op: 'replace', path: pointer, value: b.value }];
  add({ pointer, kind, expected: preview(b.value), actual: preview(a.value), patch }, context);
}

function reportExtra(a: AnswerNode, pointer: string, context: ValueComparison): void {
  add({ pointer, kind: 'extra', actual: preview(a.value), patch: [{ op: 'remove', path: pointer }] }, context);
}

/** @param path Where it is put: a place in an array moves what is behind it. */
function reportMissing(
  b: AnswerNode,
  pointer: string,
  { path, context }: { path: string; context: ValueComparison },
): void {
  const patch: PatchOperation[] = b.isCut ? [] : [{ op: 'add', path, value: b.value }];
  add({ pointer, kind: 'missing', expected: preview(b.value), patch }, context);
}

function add(difference: Omit<AnswerDifference, 'severity'>, { sink, schemaAt }: ValueComparison): void {
  const specPointer = schemaAt?.(difference.pointer.slice(BODY.length))?.pointer;
  sink.add({
    ...difference,
    severity: severityOf(difference.kind),
    ...(specPointer !== undefined && { spec_pointer: specPointer }),
  });
}
