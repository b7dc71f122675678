import { LatencyHistogram } from '@mockloop/analyzer';
import { thresholdsOf } from './check-plan.ts';
import type { Collector } from './collector.ts';
import { DEFAULT_SEED, type LoadSetup } from './load-setup.ts';
import { describeMachine } from './machine.ts';
import { type Ending, type MeasuredOperation, type MeasuredStage, type Measurement, totalOf } from './measurement.ts';
import { findSaturation } from './saturation.ts';
import { Tally } from './tally.ts';
import type { FinalReport } from './worker-plan.ts';

export interface FinishedRun {
  readonly collector: Collector;
  readonly startedAt: Date;
  readonly ending: Ending | undefined;
}

/** Adds up what the workers of one run have measured. */
export function measurementOf(setup: LoadSetup, { collector, startedAt, ending }: FinishedRun): Measurement {
  const { options, maxConnections } = setup;
  const { model = 'open', seed = DEFAULT_SEED, warmUpSeconds = 0, apdexMs } = options;
  const { finals, lag, seconds, utilization } = collector;
  const durationMs = Math.max(0, ...finals.map(({ endedMs }) => endedMs));
  const operations = operationsOf(setup, finals);
  const due = sumOf(finals, ({ due }) => due);
  const { sent, response } = totalOf(operations);
  const localLimit = finals.find((final) => final.localLimit !== undefined)?.localLimit;
  return {
    model,
    serverUrl: options.serverUrl,
    seed,
    startedAt: startedAt.toISOString(),
    warmUpSeconds,
    durationMs,
    operations,
    stages: stagesOf(setup, finals),
    seconds,
    lag,
    dropped: sumOf(finals, ({ dropped }) => dropped),
    achievedRate: perSecond(
      sumOf(finals, ({ answeredInTime }) => answeredInTime),
      durationMs,
    ),
    ...(model === 'open' ? { targetRate: perSecond(due, durationMs) } : { concurrentUsers: mostUsers(setup) }),
    utilization,
    saturation: findSaturation({
      ...(model === 'open' && { lag }),
      ...{ response, utilization, due, sent, maxConnections, localLimit },
    }),
    thresholds: thresholdsOf(options),
    ...(apdexMs !== undefined && { apdex: apdexOf(apdexMs, finals) }),
    machine: describeMachine(setup.workers),
    ending,
  };
}

function operationsOf({ operations }: LoadSetup, finals: readonly FinalReport[]): readonly MeasuredOperation[] {
  return operations.map((operation, index) => {
    const tally = new Tally();
    const service = new LatencyHistogram();
    for (const final of finals) {
      const report = final.operations[index];
      if (report === undefined) continue;
      tally.merge(report);
      service.merge(LatencyHistogram.from(report.service));
    }
    return { operation, tally, service };
  });
}

function stagesOf({ options }: LoadSetup, finals: readonly FinalReport[]): readonly MeasuredStage[] {
  return options.stages.map((stage, index) => {
    const tally = new Tally();
    for (const { stages } of finals) {
      const report = stages[index];
      if (report !== undefined) tally.merge(report);
    }
    return { stage, tally };
  });
}

function apdexOf(apdexMs: number, finals: readonly FinalReport[]): Measurement['apdex'] {
  return {
    threshold_ms: apdexMs,
    satisfied: sumOf(finals, ({ satisfied }) => satisfied),
    tolerating: sumOf(finals, ({ tolerating }) => tolerating),
  };
}

/** This shard's share of the highest level. */
function mostUsers({ timeline, options: { shard } }: LoadSetup): number {
  const level = Math.round(Math.max(...timeline.map(({ from, to }) => Math.max(from, to))));
  return shard === undefined ? level : Math.max(0, Math.ceil((level - shard.index) / shard.count));
}

function perSecond(count: number, ms: number): number {
  return ms === 0 ? 0 : (count * 1000) / ms;
}

function sumOf(finals: readonly FinalReport[], figureOf: (final: FinalReport) => number): number {
  return finals.reduce((sum, final) => sum + figureOf(final), 0);
}
