import { type ComparedAnswer, headersOf, mediaTypeOf } from './answer.ts';
import type { AnswerComparison, AnswerDifference, PatchOperation } from './answer-comparison.ts';
import { answerNode, type NodeBudget } from './answer-node.ts';
import type { CompareAnswersOptions } from './answers-options.ts';
import { compareHeaders, headerPatch } from './compare-headers.ts';
import { compareValues } from './compare-values.ts';
import { differenceList } from './difference-list.ts';
import { fieldRules } from './field-rules.ts';
import { preview } from './preview.ts';
import { severityOf } from './severity-of.ts';

/** Values of both bodies together that are looked at. */
const MAX_VALUES = 1_000_000;

/**
 * Compares two answers to the same request by what they mean: whether there is one, status, media type, headers, then
 * shape and values of the body. Bodies of another status class or media type are not compared: they speak of something else.
 *
 * @param a The one to be mended, e.g. the mock's.
 * @param b The one that is right, e.g. the live one.
 * @throws {TypeError} for options that mean nothing: a broken pointer or JSONPath, a negative tolerance.
 */
export function compareAnswers(
  a: ComparedAnswer,
  b: ComparedAnswer,
  options: CompareAnswersOptions = {},
): AnswerComparison {
  const list = differenceList();
  const outside = compareOutside(a, b);
  for (const difference of outside.differences) list.add(difference);
  if (!outside.goesOn) return list.comparison(true);
  for (const difference of compareHeaders(headersOf(a), headersOf(b), headerOptions(options))) list.add(difference);
  const budget: NodeBudget = { ids: new Map(), left: MAX_VALUES, exceeded: false };
  compareBodies(a, b, { list, budget, options });
  return list.comparison(!budget.exceeded);
}

function headerOptions({ compareHeaders: which = false, ignoreFields = [], volatile }: CompareAnswersOptions): {
  which: boolean | readonly string[];
  isIgnored: (name: string) => boolean;
} {
  const ignored = new Set([...ignoreFields, ...(volatile?.headers ?? [])].map((name) => name.toLowerCase()));
  return { which, isIgnored: (name) => ignored.has(name) };
}

/** What makes the rest not worth comparing, and what else differs there. */
function compareOutside(a: ComparedAnswer, b: ComparedAnswer): { differences: AnswerDifference[]; goesOn: boolean } {
  if (a.status === undefined || b.status === undefined) {
    const differences = a.status === b.status && a.failure === b.failure ? [] : [transportDifference(a, b)];
    return { differences, goesOn: false };
  }
  const differences = a.status === b.status ? [] : [statusDifference(a, b)];
  if (statusClass(a.status) !== statusClass(b.status)) return { differences, goesOn: false };
  if (!sameMediaType(a, b)) return { differences: [...differences, mediaTypeDifference(a, b)], goesOn: false };
  return { differences, goesOn: true };
}

function sameMediaType(a: ComparedAnswer, b: ComparedAnswer): boolean {
  // Where there is no body, nothing has a type.
  if (a.body === undefined && b.body === undefined) return true;
  return mediaTypeOf(a) === mediaTypeOf(b);
}

function statusClass(status: number): number {
  return Math.floor(status / 100);
}

function transportDifference(a: ComparedAnswer, b: ComparedAnswer): AnswerDifference {
  const told = ({ status, failure = 'no answer' }: ComparedAnswer): unknown => status ?? failure;
  const patch = b.status === undefined ? [] : wholePatch(b);
  return difference({ pointer: '', kind: 'transport', expected: told(b), actual: told(a), patch });
}

function statusDifference(a: ComparedAnswer, b: ComparedAnswer): AnswerDifference {
  const isSameClass = statusClass(a.status ?? 0) === statusClass(b.status ?? 0);
  const patch: PatchOperation[] = isSameClass
    ? [{ op: 'replace', path: '/status', value: b.status }]
    : wholePatch(b, a);
  const found = difference({ pointer: '/status', kind: 'status', expected: b.status, actual: a.status, patch });
  return isSameClass ? { ...found, severity: 'medium' } : found;
}

function mediaTypeDifference(a: ComparedAnswer, b: ComparedAnswer): AnswerDifference {
  const [actual, expected] = [headersOf(a).get('content-type'), headersOf(b).get('content-type')];
  return {
    pointer: CONTENT_TYPE,
    kind: 'content_type',
    severity: severityOf('content_type'),
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    patch: [headerPatch(CONTENT_TYPE, expected), ...bodyPatch(a, b)],
  };
}

const CONTENT_TYPE = '/headers/content-type';

/** Everything of `b`. Without an answer to start from, it is put into an empty object. */
function wholePatch(b: ComparedAnswer, a: ComparedAnswer = {}): PatchOperation[] {
  const type = headersOf(b).get('content-type');
  const isSameType = headersOf(a).get('content-type') === type;
  return [
    { op: 'add', path: '/status', value: b.status },
    ...(a.status === undefined ? [{ op: 'add', path: '/headers', value: {} } as const] : []),
    ...(isSameType ? [] : [headerPatch(CONTENT_TYPE, type)]),
    ...bodyPatch(a, b),
  ];
}

function bodyPatch(a: ComparedAnswer, b: ComparedAnswer): PatchOperation[] {
  if (b.body !== undefined) return [{ op: 'add', path: '/body', value: b.body }];
  return a.body === undefined ? [] : [{ op: 'remove', path: '/body' }];
}

function difference(values: Omit<AnswerDifference, 'severity'>): AnswerDifference {
  return { ...values, severity: severityOf(values.kind) };
}

interface BodyComparison {
  readonly list: ReturnType<typeof differenceList>;
  readonly budget: NodeBudget;
  readonly options: CompareAnswersOptions;
}

function compareBodies(a: ComparedAnswer, b: ComparedAnswer, { list, budget, options }: BodyComparison): void {
  const rules = fieldRules(options);
  if (a.body === undefined || b.body === undefined) {
    if (a.body === b.body) return;
    const kind = a.body === undefined ? 'missing' : 'extra';
    const [present] = [a.body ?? b.body].map((body) => preview(body));
    const side = kind === 'missing' ? { expected: present } : { actual: present };
    list.add(difference({ pointer: '/body', kind, ...side, patch: bodyPatch(a, b) }));
    return;
  }
  const { strictArrays = false, schemaAt } = options;
  const reading = { budget, strict: strictArrays };
  const nodes = [answerNode(a.body, rules, reading), answerNode(b.body, rules, reading)] as const;
  compareValues(nodes, '/body', { tolerance: rules.tolerance, strictArrays, schemaAt, sink: list });
}
