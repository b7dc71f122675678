import type { ContextStore, RunRecord } from '@mockloop/context-store';
import { MockLoopError } from '../mockloop-error.ts';
import type { SessionRun } from './session-run.ts';

export function toSessionRun(run: RunRecord): SessionRun {
  return {
    run_id: run.id,
    kind: run.kind,
    status: run.status,
    server_url: run.server_url,
    findings: run.findings_count ?? 0,
    started_at: run.started_at,
    duration_ms: run.duration_ms,
  };
}

/** @throws {MockLoopError} `UNKNOWN_SESSION` */
export function noSession(id: string, advice = 'create_test_session begins one.'): MockLoopError {
  return new MockLoopError('UNKNOWN_SESSION', `There is no session ${JSON.stringify(id.slice(0, 100))}.`, { advice });
}

/** Runs of a session, the newest first; 200 at the most. */
export async function runsOfSession(id: string, store: ContextStore): Promise<readonly RunRecord[]> {
  return (await store.listRuns({ sessionId: id }, { limit: 200 })).runs;
}
