import type { StoredRun } from '@mockloop/context-store';
import type { LoadRun, TestRun } from '@mockloop/test-runner';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolServices } from '../tool-context.ts';

/** A run as it is kept: what it came to, or as far as it got. */
export type AnyRun = TestRun | LoadRun;

/**
 * @param id Of a run; its first characters do where no other run of the newest thousand begins so.
 * @throws {MockLoopError} `UNKNOWN_RUN`
 */
export async function findRun(id: string, services: Pick<ToolServices, 'contextStore'>): Promise<StoredRun> {
  const store = await services.contextStore();
  const found = /^[\w.-]{1,100}$/.test(id) ? await store.getRun(id) : undefined;
  if (found !== undefined) return found;
  const { runs } = await store.listRuns({}, { limit: 1_000 });
  const alike = id.length < 4 ? [] : runs.filter((run) => run.id.startsWith(id));
  const only = alike.length === 1 && alike[0] !== undefined ? await store.getRun(alike[0].id) : undefined;
  if (only !== undefined) return only;
  const newest = runs.slice(0, 5).map((run) => run.id);
  throw new MockLoopError('UNKNOWN_RUN', `There is no run ${JSON.stringify(id.slice(0, 100))}.`, {
    advice:
      newest.length === 0
        ? 'No run has been made in this workspace: execute_test_plan, run_security_test and run_load_test make them.'
        : `The newest are: ${newest.join(', ')}.`,
  });
}

/** @throws {MockLoopError} `RUN_FAILED` for a run that has no result: it is under way, or was interrupted early. */
export function resultOf(run: StoredRun): AnyRun {
  const kept = run.status === 'running' ? undefined : keptOf(run);
  if (kept !== undefined) return kept;
  throw new MockLoopError('RUN_FAILED', `The run ${run.id} has no result: it is ${run.status}.`, {
    advice:
      run.status === 'running'
        ? `monitor_test_progress {"run_id": "${run.id}"} tells how far it is.`
        : `${run.reason ?? 'Its process ended before it did.'} Run it again.`,
  });
}

/** What a run came to; of one that did not come to its end, what it had by then, which says so. */
export function keptOf({ status, reason, result }: StoredRun): AnyRun | undefined {
  if (!isRun(result)) return undefined;
  if (result.kind === 'load' || !UNFINISHED.has(status)) return result;
  return {
    ...result,
    status: status === 'cancelled' ? 'cancelled' : 'incomplete',
    reason: reason ?? result.reason ?? (status === 'running' ? 'It is under way.' : 'Its process ended before it did.'),
  };
}

const UNFINISHED: ReadonlySet<StoredRun['status']> = new Set(['running', 'interrupted', 'incomplete', 'cancelled']);

/** Whether something is a run, as far as whoever reads runs relies on it. */
export function isRun(value: unknown): value is AnyRun {
  if (typeof value !== 'object' || value === null || !('format' in value)) return false;
  return value.format === 'mockloop-test-run/1' || value.format === 'mockloop-load-run/1';
}
