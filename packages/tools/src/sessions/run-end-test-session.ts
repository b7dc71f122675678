import { writeReport } from '@mockloop/test-runner/report';
import { findRun, keptOf } from '../testing/find-run.ts';
import type { ToolContext } from '../tool-context.ts';
import type { EndTestSessionInput, EndTestSessionResult } from './end-test-session.ts';
import { noSession, runsOfSession, toSessionRun } from './session-runs.ts';

/** Runs that the report of a session goes into. */
const MAX_REPORTED = 20;

export async function runEndTestSession(
  { session_id: id, generate_final_report: isReported = true }: EndTestSessionInput,
  context: ToolContext,
): Promise<EndTestSessionResult> {
  const store = await context.contextStore();
  const session = await store.getSession(id);
  if (session === undefined) throw noSession(id);
  await context.runs.cancel(id);
  const ended = session.status === 'ended' ? session : await store.endSession(id);
  const runs = await runsOfSession(id, store);
  const duration = Date.parse(ended.ended_at ?? '') - Date.parse(ended.created_at);
  return {
    status: 'success',
    session_id: id,
    session_name: ended.name,
    duration_ms: Number.isNaN(duration) ? 0 : duration,
    runs: runs.map(toSessionRun),
    report: isReported
      ? await reportOf(
          runs.map((run) => run.id),
          context,
        )
      : undefined,
  };
}

async function reportOf(ids: readonly string[], context: ToolContext): Promise<string | undefined> {
  const stored = await Promise.all(ids.slice(0, MAX_REPORTED).map((id) => findRun(id, context)));
  const runs = stored.map(keptOf).filter((run) => run !== undefined);
  return runs.length === 0 ? undefined : writeReport(runs, { format: 'markdown', detail: 'summary' });
}
