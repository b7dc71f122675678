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
/** What one kind may propose beyond its share before it is asked no further. */
const MAX_SURPLUS = 500;

/**
 * The cases of some kinds, each operation and kind in turn, so that a small budget reaches all of them. What does harm comes
 * later in each round. Cases are made when they are asked for.
 *
 * @param operations Those that may be called; the view is given to the kinds with these alone, and no case of another is let through.
 */
export function* queueCases(
  kinds: readonly CaseKind[],
  operations: readonly PlannedOperation[],
  view: () => RunView,
): Generator<QueuedCase> {
  const { plan } = view();
  const calmFirst = operations.toSorted((a, b) => RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk));
  let rounds = kinds.flatMap((kind) =>
    BY_OPERATION.has(kind.phase)
      ? calmFirst.map((operation) => lane(kind, () => ({ ...view(), operations: [operation] }), plan.budget.max_cases))
      : [...lanesOf(kind, () => ({ ...view(), operations: calmFirst }))],
  );
  const allowed = new Set([undefined, ...operations.map(({ key }) => key)]);
  const known = new Set<string>();
  while (rounds.length > 0) {
    const open: typeof rounds = [];
    for (const one of rounds) {
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

/** What a kind proposes for all operations, put into lanes by operation. */
function* lanesOf(kind: CaseKind, view: () => RunView): Generator<Lane> {
  const now = view();
  const { max_cases: maxCases } = now.plan.budget;
  const groups = new Map<string, QueuedCase[]>();
  let surplus = 0;
  for (const proposed of kind.propose(now)) {
    const key = proposed.operation ?? '';
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    if (group.length < maxCases) group.push(queued(proposed, kind, now));
    else surplus += 1;
    if (surplus >= MAX_SURPLUS) break;
  }
  for (const group of groups.values()) yield group[Symbol.iterator]() as Lane;
}

function queued(proposed: ProposedCase, kind: CaseKind, { plan }: RunView): QueuedCase {
  return { testCase: nameCase(proposed, kind, plan), kind };
}
