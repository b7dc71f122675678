import { runUri } from '../resources/test-run.ts';
import type { RunDigest } from './run-digest.ts';

/** What is known of a run that goes on in the background. */
export function runningDigest(id: string, of: Pick<RunDigest, 'kind' | 'server_url' | 'seed'>): RunDigest {
  return {
    status: 'running',
    run_id: id,
    ...of,
    requests: 0,
    duration_ms: 0,
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0, suspicions: 0 },
    clusters: [],
    cluster_count: 0,
    warnings: [],
    next_actions: [],
    resource: runUri(id),
  };
}
