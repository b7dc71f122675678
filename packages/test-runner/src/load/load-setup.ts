import { availableParallelism } from 'node:os';
import { checkPlan, checkRange } from './check-plan.ts';
import type { LoadTestOptions } from './load-options.ts';
import { type PreparedRequests, prepareRequests } from './prepare-requests.ts';
import type { Threshold } from './thresholds.ts';
import { type TimedStage, timelineOf } from './timeline.ts';
import type { WorkerPlan } from './worker-plan.ts';

/** A plan with all that follows from it. */
export interface LoadSetup extends PreparedRequests {
  readonly options: LoadTestOptions;
  readonly url: URL;
  readonly port: number;
  readonly thresholds: readonly Threshold[];
  readonly timeline: readonly TimedStage[];
  /** Operations that thresholds name. */
  readonly watched: readonly string[];
  readonly workers: number;
  readonly maxConnections: number;
}

const MAX_CONNECTIONS = 4096;
export const DEFAULT_SEED = 'mockloop';

/** @throws {TypeError} When the plan makes no sense. */
export function setUpLoad(options: LoadTestOptions): LoadSetup {
  const { stages, warmUpSeconds = 0, maxConnections = MAX_CONNECTIONS, shard = { index: 0, count: 1 } } = options;
  const thresholds = checkPlan(options);
  const { workers = Math.max(1, availableParallelism() - 1) } = options;
  checkRange('workers', workers, [1, 256]);
  checkRange('maxConnections', maxConnections, [workers, 1_000_000]);
  checkRange('shard.count', shard.count, [1, 100_000]);
  checkRange('shard.index', shard.index, [0, shard.count - 1]);
  const url = new URL(options.serverUrl);
  return {
    options,
    url,
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    thresholds,
    timeline: timelineOf(stages, warmUpSeconds),
    watched: [...new Set(thresholds.flatMap(({ operation }) => operation ?? []))],
    workers,
    maxConnections,
    ...prepareRequests(options.requests, url.pathname.replace(/\/+$/, '')),
  };
}

/** The part of one worker. */
export function workerPlanOf(setup: LoadSetup, address: string, worker: number): WorkerPlan {
  const { options, workers, operations } = setup;
  const { model = 'open', seed = DEFAULT_SEED, timeoutMs = 30_000, http2 = false, shard, ca, apdexMs } = options;
  return {
    model,
    origin: setup.url.origin,
    address,
    port: setup.port,
    requests: setup.requests,
    operations: operations.length,
    watched: setup.watched.map((operation) => operations.indexOf(operation)),
    timeline: setup.timeline,
    seed,
    timeoutMs,
    maxConnections: Math.ceil(setup.maxConnections / workers),
    http2,
    ca,
    apdexMs,
    offset: (shard?.index ?? 0) + (shard?.count ?? 1) * worker,
    stride: (shard?.count ?? 1) * workers,
  };
}
