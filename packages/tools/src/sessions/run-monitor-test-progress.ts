import type { ContextStore, RunRecord } from '@mockloop/context-store';
import * as z from 'zod';
import { MockLoopError } from '../mockloop-error.ts';
import { findRun } from '../testing/find-run.ts';
import type { ToolContext } from '../tool-context.ts';
import type { MonitorTestProgressInput, MonitorTestProgressResult, RunProgress } from './monitor-test-progress.ts';
import { noSession, runsOfSession, toSessionRun } from './session-runs.ts';

/** What runs write about themselves while they are under way. */
const progressSchema = z.object({
  phase: z.string().optional(),
  requests: z.number().optional(),
  progress: z.number().optional(),
  performance: z.record(z.string(), z.number()).optional(),
});

export async function runMonitorTestProgress(
  args: MonitorTestProgressInput,
  context: ToolContext,
): Promise<MonitorTestProgressResult> {
  const { session_id: sessionId, run_id: runId, alert_on_issues: isAlerting = true } = args;
  if ((sessionId === undefined) === (runId === undefined))
    throw new MockLoopError('INVALID_ARGUMENTS', 'Give session_id or run_id, one of the two.', {
      problems: [{ pointer: '/session_id', detail: 'one of session_id and run_id is needed.' }],
    });
  const store = await context.contextStore();
  const session = sessionId === undefined ? undefined : await store.getSession(sessionId);
  if (sessionId !== undefined && session === undefined) throw noSession(sessionId);
  const runs = runId === undefined ? await runsOfSession(sessionId ?? '', store) : [await findRun(runId, context)];
  const isRunning = runs.some(({ status }) => status === 'running');
  const isEnded = session?.status === 'ended' || (session === undefined && !isRunning);
  return {
    status: 'success',
    state: isRunning ? 'running' : isEnded ? 'ended' : 'idle',
    runs: runs.map((run) => toProgress(run, args.include_performance_data ?? true)),
    alerts: isAlerting ? [...runs.flatMap(alertsOf), ...(await sessionAlerts(sessionId, store))] : [],
  };
}

function toProgress(run: RunRecord, hasPerformance: boolean): RunProgress {
  const known = progressSchema.safeParse(run.progress).data ?? {};
  const { phase, progress } = run.status === 'running' ? known : {};
  return {
    ...toSessionRun(run),
    phase,
    progress,
    requests: run.requests_count ?? known.requests,
    performance: hasPerformance ? known.performance : undefined,
  };
}

function alertsOf({ id, kind, status, reason, findings_count: findings = 0 }: RunRecord): string[] {
  if (status === 'interrupted')
    return [`The ${kind} run ${id} was interrupted: its process is gone. It keeps what it had.`];
  if (status === 'incomplete' || status === 'aborted' || status === 'inconclusive')
    return [`The ${kind} run ${id} is ${status}${reason === undefined ? '' : `: ${reason}`}`];
  // What a run passes with (notes on the document, say) is no issue.
  if (findings === 0 || status === 'passed') return [];
  if (kind === 'load') return [`The load run ${id} missed ${findings} of its thresholds.`];
  return [`The ${kind} run ${id} has ${findings} confirmed ${findings === 1 ? 'finding' : 'findings'}.`];
}

async function sessionAlerts(id: string | undefined, store: ContextStore): Promise<string[]> {
  if (id === undefined) return [];
  const { events } = await store.listSessionEvents(id, { type: 'alert' }, { limit: 50 });
  return events.map(({ message }) => message);
}
