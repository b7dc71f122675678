import { randomUUID } from 'node:crypto';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { LoadTestOptions } from '../load/load-options.ts';
import { runLoadTest } from '../load/run-load-test.ts';
import type { LoadRun } from '../model/load-run.ts';
import { type LoadTarget, withPreparedLoad } from './with-prepared-load.ts';

export interface ApiLoadOptions extends LoadTarget, Omit<LoadTestOptions, keyof LoadTarget | 'requests'> {
  /** Id of the run, a UUID. Default: a new one. */
  readonly id?: string | undefined;
}

/**
 * Puts an API under load by its document: with requests that it has been seen to accept, and generated data. What had to be made for
 * it is removed afterwards.
 *
 * @throws {TestRunError} `TARGET_UNREACHABLE`, `TARGET_REFUSED`, `PLAN_INVALID` where there is nothing to send.
 */
export async function runApiLoadTest(document: ApiDocument, options: ApiLoadOptions): Promise<LoadRun> {
  const { id = randomUUID(), now = Date.now } = options;
  const startedAt = now();
  return await withPreparedLoad(document, targetOf(options), async ({ requests, left_out }, plan) => {
    const result = await runLoadTest({ ...options, serverUrl: plan.server_url, requests });
    return {
      format: 'mockloop-load-run/1',
      id,
      kind: 'load',
      status: result.status,
      reason: result.status_reason,
      server_url: plan.server_url,
      document: plan.document,
      seed: plan.seed,
      started_at: new Date(startedAt).toISOString(),
      finished_at: new Date(now()).toISOString(),
      duration_ms: now() - startedAt,
      left_out: left_out.length === 0 ? undefined : left_out,
      result,
    };
  });
}

function targetOf({ serverUrl, operations, seed, allowedHosts, identities, now, signal }: ApiLoadOptions): LoadTarget {
  return { serverUrl, operations, seed, allowedHosts, identities, now, signal };
}
