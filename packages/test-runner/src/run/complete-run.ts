import type { TestRun } from '../model/test-run.ts';
import type { ActiveRun } from './active-run.ts';
import { cleanUp } from './clean-up.ts';
import { RunOverError } from './run-over-error.ts';
import { runPhase } from './run-phase.ts';
import { type RunOutcome, toTestRun } from './to-test-run.ts';

const CLEAN_UP_MS = 5_000;

/** Works through all phases and cleans up. However it ends, what it had is in the run. */
export async function completeRun(run: ActiveRun): Promise<TestRun> {
  let outcome: RunOutcome = {};
  try {
    await run.during('preflight', () => run.preflight());
    for (const phase of run.plan.phases.filter((one) => one !== 'preflight')) {
      await run.during(phase, () => runPhase(phase, run));
      run.options.onSnapshot?.(await snapshot(run, {}));
    }
  } catch (error) {
    outcome = outcomeOf(error, run);
  }
  try {
    if (outcome.reason === undefined && outcome.isCancelled !== true) await run.options.whileThere?.(run.view);
  } finally {
    if (outcome.reason === undefined) await removeMade(run);
  }
  return await snapshot(run, outcome);
}

function outcomeOf(error: unknown, { options, ledger }: ActiveRun): RunOutcome {
  if (options.signal?.aborted === true) return { isCancelled: true };
  if (!(error instanceof RunOverError)) throw error;
  if (error.code === 'target') return { reason: error.message };
  ledger.warn('budget_spent', `${error.message} What was left to try was not tried.`);
  return {};
}

/** Also where the run was ended: what it made should not stay behind. */
async function removeMade(run: ActiveRun): Promise<void> {
  const { ledger } = run;
  ledger.phase = undefined;
  try {
    const left = await cleanUp(run.view, run.connect(run.target, AbortSignal.timeout(CLEAN_UP_MS)));
    if (left > 0) ledger.warn('left_behind', `Up to ${left} things that the run made could not be removed.`);
  } catch {
    ledger.warn('left_behind', 'What the run made could not be removed in time.');
  }
}

function snapshot(run: ActiveRun, outcome: RunOutcome): Promise<TestRun> {
  const { plan, view, startedAt, ledger, findings, options } = run;
  return toTestRun({
    outcome,
    id: options.id,
    validationMode: options.validationMode ?? 'strict',
    plan,
    view,
    startedAt,
    finishedAt: run.now(),
    requests: run.budget.used,
    ledger,
    findings,
    nonce: run.setting.nonce,
  });
}
