import type { Phase } from '../model/phase.ts';
import type { ProposedCase, TestCase } from '../model/test-case.ts';
import type { PlannedOperation, Risk } from '../model/test-plan.ts';
import type { CaseKind } from './case-kind.ts';
import { nameCase } from './name-case.ts';
import type { RunView } from './run-view.ts';

export interface QueuedCase {
  readonly testCase: TestCase;
  readonly kind: CaseKind;
}

/** In these, each operation stands for itself. */
const BY_OPERATION: ReadonlySet<Phase> = new Set(['examples', 'coverage', 'negative', 'random']);
const RISKS: readonly Risk[] = ['read', 'write', 'destructive', 'environment'];
/** So many proposals are looked at to find one for an operation that has had none. */
const LOOK_AHEAD = 16;
/** What one kind may propose beyond the share of its operations before it is asked no further. */
const MAX_SURPLUS = 500;

export interface QueueOptions {
  /** What is known now. */
  readonly view: () => RunView;
  /** Whether there is nothing left to spend. */
  readonly isOver: () => boolean;
}

/**
 * The cases of some kinds, each operation and kind in turn, so that a small budget reaches all of them. What does harm comes
 * later in each round. Cases are made when they are asked for.
 *
 * @param operations Those that may be called; the view is given to the kinds with these alone, and no case of another is let through.
 */
export function* queueCases(
  kinds: readonly CaseKind[],
  operations: readonly PlannedOperation[],
  { view, isOver }: QueueOptions,
): Generator<QueuedCase> {
  const { plan } = view();
  const calmFirst = operations.toSorted((a, b) => RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk));
  let rounds = kinds.flatMap((kind) =>
    BY_OPERATION.has(kind.phase)
      ? calmFirst.map((operation) => lane(kind, () => ({ ...view(), operations: [operation] }), plan.budget.max_cases))
      : [fairLane(kind, () => ({ ...view(), operations: calmFirst }))],
  );
  const allowed = new Set([undefined, ...operations.map(({ key }) => key)]);
  const known = new Set<string>();
  while (rounds.length > 0) {
    const open: typeof rounds = [];
    for (const one of rounds) {
      // Making a case takes time too.
      if (isOver()) return;
      const queued = nextNew(one, { known, allowed });
      if (queued === undefined) continue;
      yield queued;
      open.push(one);
    }
    rounds = open;
  }
}

type Lane = Iterator<QueuedCase, undefined>;

interface Filter {
  /** Ids of cases that were given out. */
  readonly known: Set<string>;
  readonly allowed: ReadonlySet<string | undefined>;
}

function nextNew(one: Lane, { known, allowed }: Filter): QueuedCase | undefined {
  for (let next = one.next(); next.done !== true; next = one.next()) {
    const { id, operation } = next.value.testCase;
    if (known.has(id) || !allowed.has(operation)) continue;
    known.add(id);
    return next.value;
  }
  return undefined;
}

/** What a kind proposes for one operation. It begins when its first case is asked for, with what is known then. */
function* lane(kind: CaseKind, view: () => RunView, maxCases: number): Generator<QueuedCase, undefined> {
  const now = view();
  let count = 0;
  for (const proposed of kind.propose(now)) {
    yield queued(proposed, kind, now);
    count += 1;
    if (count >= maxCases) return undefined;
  }
  return undefined;
}

/**
 * What a kind proposes for all operations at once: those that have had the least come first. It is asked for no more than that takes, since
 * making cases of a large document costs time.
 */
function* fairLane(kind: CaseKind, view: () => RunView): Generator<QueuedCase, undefined> {
  const now = view();
  const given = new Map<string, number>();
  const countOf = ({ operation = '' }: ProposedCase): number => given.get(operation) ?? 0;
  let surplus = 0;
  for (const proposed of leastFirst(kind.propose(now), countOf)) {
    if (countOf(proposed) >= now.plan.budget.max_cases) surplus += 1;
    else {
      given.set(proposed.operation ?? '', countOf(proposed) + 1);
      yield queued(proposed, kind, now);
    }
    // It may go on for ever.
    if (surplus > MAX_SURPLUS) return undefined;
  }
  return undefined;
}

/** Those first whose operation has had the least, as far as one looks ahead for them. */
function* leastFirst(
  proposals: Iterable<ProposedCase>,
  countOf: (proposed: ProposedCase) => number,
): Generator<ProposedCase> {
  const source = proposals[Symbol.iterator]();
  const waiting: ProposedCase[] = [];
  for (;;) {
    for (let ahead = 0; ahead < LOOK_AHEAD; ahead += 1) {
      const next = source.next();
      if (next.done === true) break;
      waiting.push(next.value);
      if (countOf(next.value) === 0) break;
    }
    const [least] = waiting.toSorted((a, b) => countOf(a) - countOf(b));
    if (least === undefined) return;
    waiting.splice(waiting.indexOf(least), 1);
    yield least;
  }
}

function queued(proposed: ProposedCase, kind: CaseKind, { plan }: RunView): QueuedCase {
  return { testCase: nameCase(proposed, kind, plan), kind };
}
