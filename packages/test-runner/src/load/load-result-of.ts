import { LatencyHistogram } from '@mockloop/analyzer';
import { percentilesOf, summarizeLatency } from './latency-summary.ts';
import type { LoadCounts, LoadResult, LoadSecond, LoadStatus, ThresholdResult } from './load-result.ts';
import { type ApdexCounts, type MeasuredSecond, type Measurement, serviceOf, totalOf } from './measurement.ts';
import { Tally } from './tally.ts';
import {
  meetsThreshold,
  parseThreshold,
  type Threshold,
  type ThresholdFigures,
  valueOfThreshold,
} from './thresholds.ts';

/** The figures of a run, and its verdict. */
export function loadResultOf(measurement: Measurement): LoadResult {
  const { operations, saturation, targetRate, concurrentUsers, dropped, apdex } = measurement;
  const total = totalOf(operations);
  const thresholds = measurement.thresholds.map((expression) => judge(parseThreshold(expression), measurement, total));
  const verdict = verdictOf(measurement, thresholds);
  return {
    model: measurement.model,
    status: verdict.status,
    ...(verdict.reason !== undefined && { status_reason: verdict.reason }),
    server_url: measurement.serverUrl,
    seed: measurement.seed,
    started_at: measurement.startedAt,
    duration_ms: measurement.durationMs,
    warm_up_seconds: measurement.warmUpSeconds,
    ...countsOf(total),
    ...(dropped > 0 && { dropped }),
    achieved_rate: measurement.achievedRate,
    ...(targetRate !== undefined && { target_rate: targetRate }),
    ...(concurrentUsers !== undefined && { concurrent_users: concurrentUsers }),
    response: summarizeLatency(total.response),
    service: summarizeLatency(serviceOf(operations)),
    ...(measurement.model === 'open' && { dispatch_lag: summarizeLatency(measurement.lag) }),
    ...partsOf(measurement),
    thresholds,
    worker_utilization: measurement.utilization,
    ...(saturation.length > 0 && { saturated: { reasons: saturation } }),
    ...(apdex !== undefined && total.sent > 0 && { apdex: { ...apdex, score: apdexScore(apdex, total.sent) } }),
    machine: measurement.machine,
  };
}

function partsOf({ operations, stages, seconds }: Measurement): Pick<LoadResult, 'operations' | 'stages' | 'series'> {
  return {
    stages: stages.map(({ stage, tally }) => ({
      ...stage,
      ...countsOf(tally),
      response: summarizeLatency(tally.response),
    })),
    operations: operations.map(({ operation, tally, service }) => ({
      operation,
      ...countsOf(tally),
      response: summarizeLatency(tally.response),
      service: summarizeLatency(service),
    })),
    series: [...seconds]
      .filter(([second]) => second >= 0)
      .toSorted(([a], [b]) => a - b)
      .map(([second, measured]) => secondOf(second, measured)),
  };
}

function secondOf(second: number, { report, level }: MeasuredSecond): LoadSecond {
  return {
    second,
    ...(level !== undefined && { level }),
    ...countsOf(report),
    ...percentilesOf(LatencyHistogram.from(report.response)),
    histogram: report.response,
  };
}

function countsOf({ sent, answered, ok, errors }: LoadCounts): LoadCounts {
  return { sent, answered, ok, errors: { ...errors } };
}

function judge(threshold: Threshold, measurement: Measurement, total: Tally): ThresholdResult {
  const value = valueOfThreshold(threshold, figuresOf(threshold, measurement, total));
  const trusted = measurement.saturation.length === 0;
  const { expression } = threshold;
  if (value === undefined) return { expression, passed: false };
  return { expression, value, passed: trusted && meetsThreshold(threshold, value) };
}

function figuresOf({ operation }: Threshold, measurement: Measurement, total: Tally): ThresholdFigures {
  const { sent, errors, response } =
    operation === undefined
      ? total
      : (measurement.operations.find((measured) => measured.operation === operation)?.tally ?? new Tally());
  if (operation === undefined) return { sent, errors, response, rate: measurement.achievedRate };
  const seconds = measurement.durationMs / 1000;
  return { sent, errors, response, rate: seconds === 0 ? 0 : response.count / seconds };
}

function verdictOf(
  { ending, saturation }: Measurement,
  thresholds: readonly ThresholdResult[],
): { status: LoadStatus; reason?: string } {
  if (ending !== undefined) return ending;
  if (saturation.length > 0) return { status: 'inconclusive', reason: saturation.join(' ') };
  return { status: thresholds.every(({ passed }) => passed) ? 'passed' : 'failed' };
}

/** Satisfied ones count in full, tolerating ones by half, slower or failed ones not at all. */
function apdexScore({ satisfied, tolerating }: ApdexCounts, sent: number): number {
  return (satisfied + tolerating / 2) / sent;
}
