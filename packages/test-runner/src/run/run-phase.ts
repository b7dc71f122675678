import { PHASES, type Phase } from '../model/phase.ts';
import type { ActiveRun } from './active-run.ts';
import type { CaseKind } from './case-kind.ts';
import { CASE_KINDS } from './case-kinds.ts';
import { type QueuedCase, queueCases } from './case-queue.ts';
import { shareOf } from './phase-shares.ts';
import type { BudgetLimit } from './run-budget.ts';
import { lookAfter, runCases } from './run-cases.ts';
import type { RunView } from './run-view.ts';
import { becomeThrowaway } from './throwaway.ts';

/** Of a phase, for what has to come last in it, where there is something. */
const LAST_SHARE = 0.15;

/**
 * Works through the cases of one phase: the usual ones; then what has to come last; then what ends the session of whoever calls it.
 *
 * @throws {RunOverError} where the run is over.
 */
export async function runPhase(phase: Phase, run: ActiveRun): Promise<void> {
  const kinds = kindsOf(phase, run);
  const usual = kinds.filter(({ last }) => last !== true);
  const last = kinds.filter((kind) => kind.last === true);
  const { operations } = run.view;
  const ending = operations.filter((operation) => operation.ends_session === true);
  const lasting = operations.filter((operation) => operation.ends_session !== true);
  const limit = limitOf(phase, run);
  const hasLast = last.length > 0 || ending.length > 0;
  const early = hasLast ? shorter(limit, run) : limit;
  await runCases(queue(usual, lasting, { run, limit: early }), early, run.setting);
  await runCases(queue(last, operations, { run, limit }), limit, run.setting);
  if (usual.length > 0 && ending.length > 0) await endSessions({ kinds: usual, operations: ending, limit }, run);
  // What broke the server at the end of a phase would be blamed on the next.
  await lookAfter(undefined, run.setting);
}

function kindsOf(phase: Phase, { options }: ActiveRun): readonly CaseKind[] {
  return (options.kinds ?? CASE_KINDS).filter((kind) => kind.phase === phase);
}

function queue(
  kinds: readonly CaseKind[],
  operations: RunView['operations'],
  { run, limit }: { readonly run: ActiveRun; readonly limit: BudgetLimit },
): Iterable<QueuedCase> {
  return queueCases(kinds, operations, { view: () => run.view, isOver: () => run.budget.reaches(limit) });
}

interface Ending {
  readonly kinds: readonly CaseKind[];
  readonly operations: RunView['operations'];
  readonly limit: BudgetLimit;
}

/** Cases that are about no operation have been carried out before. */
async function endSessions({ kinds, operations, limit }: Ending, run: ActiveRun): Promise<void> {
  const cases = [...queue(kinds, operations, { run, limit })].filter(
    ({ testCase }) => testCase.operation !== undefined,
  );
  const comeBack = cases.length === 0 ? undefined : await becomeThrowaway(run, operations);
  if (comeBack === undefined) return;
  try {
    await runCases(cases, limit, run.setting);
  } finally {
    comeBack();
  }
}

/** Nothing is kept for phases in which there is nothing to do. */
function limitOf(phase: Phase, run: ActiveRun): BudgetLimit {
  const { plan, budget } = run;
  const later = PHASES.slice(PHASES.indexOf(phase)).filter(
    (one) => plan.phases.includes(one) && kindsOf(one, run).length > 0,
  );
  const all = later.reduce((sum, one) => sum + shareOf(one, plan), 0);
  return budget.shareOf(shareOf(phase, plan), Math.max(all, Number.MIN_VALUE));
}

function shorter(limit: BudgetLimit, { budget: { used, elapsedMs } }: ActiveRun): BudgetLimit {
  return {
    requests: Math.round(used + (limit.requests - used) * (1 - LAST_SHARE)),
    ms: elapsedMs + (limit.ms - elapsedMs) * (1 - LAST_SHARE),
  };
}
