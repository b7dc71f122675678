import { LatencyHistogram } from '@mockloop/analyzer';
import { percentilesOf, summarizeLatency } from '../../../src/load/latency-summary.ts';
import type { LoadRun } from '../../../src/model/load-run.ts';

export interface SampleLoadOptions {
  /** Default 60. */
  readonly seconds?: number | undefined;
  readonly text?: string | undefined;
  readonly isSaturated?: boolean | undefined;
}

/** A load run as the engine writes one: a rate that rises, response times that rise with it, and errors towards the end. */
export function sampleLoadRun({ seconds = 60, text = 'plain', isSaturated = false }: SampleLoadOptions = {}): LoadRun {
  const total = new LatencyHistogram();
  const series = Array.from({ length: seconds }, (_, second) => {
    const histogram = new LatencyHistogram();
    const sent = 20 + second * 4;
    for (let index = 0; index < sent; index += 1)
      histogram.record(2000 + ((index * 7919) % 97) * (40 + second * 3) + (index % 50 === 0 ? second * 900 : 0));
    total.merge(histogram);
    const failed = second > seconds * 0.8 ? second % 7 : 0;
    return {
      second,
      level: sent,
      sent,
      answered: sent,
      ok: sent - failed,
      errors: failed === 0 ? {} : { '5xx': failed },
      ...percentilesOf(histogram),
      histogram: histogram.toJSON(),
    };
  });
  const sum = (value: (second: (typeof series)[number]) => number): number =>
    series.reduce((all, one) => all + value(one), 0);
  const [sent, ok] = [sum((one) => one.sent), sum((one) => one.ok)];
  const errors = ok === sent ? {} : ({ '5xx': sent - ok } as const);
  const counts = { sent, answered: sent, ok, errors };
  const response = summarizeLatency(total);
  const status = isSaturated ? 'inconclusive' : 'failed';
  const started = '2026-03-01T12:30:00.000Z';
  return {
    format: 'mockloop-load-run/1',
    id: '0198c3b2-7a54-7c1e-9d2f-3b8a6d0f4e12',
    kind: 'load',
    status,
    server_url: 'http://127.0.0.1:4010/v1',
    document: { title: `Petstore ${text}`, version: '1.2.0', digest: 'ab'.repeat(32) },
    seed: 'seed-1',
    started_at: started,
    finished_at: '2026-03-01T12:31:05.000Z',
    duration_ms: 65_000,
    result: {
      ...counts,
      model: 'open',
      status,
      server_url: 'http://127.0.0.1:4010/v1',
      seed: 'seed-1',
      started_at: started,
      duration_ms: seconds * 1000,
      warm_up_seconds: 5,
      achieved_rate: sent / seconds,
      target_rate: sent / seconds,
      response,
      service: response,
      dispatch_lag: response,
      stages: [{ ...counts, type: 'ramp', seconds, level: 20 + seconds * 4, from: 20, response }],
      operations: [
        { ...counts, operation: 'GET /pets', response, service: response },
        { ...counts, operation: `GET /${text}`, response, service: response },
      ],
      series,
      thresholds: [
        { expression: 'p99<300', value: response.p99_ms ?? 0, passed: !isSaturated },
        { expression: `p95{GET /${text}}<1`, value: response.p95_ms ?? 0, passed: false },
        { expression: 'p95{GET /never}<1', passed: false },
      ],
      worker_utilization: 0.31,
      ...(isSaturated && { saturated: { reasons: ['A worker was busy 99 % of the time.'] } }),
      apdex: { threshold_ms: 10, satisfied: ok, tolerating: 0, score: ok / sent },
      knee: {
        rate: 180,
        failed_at: 200,
        probes: [
          { rate: 180, status: 'passed', p99_ms: 41, error_rate: 0 },
          { rate: 200, status: 'failed' },
        ],
      },
      machine: { cores: 8, node: '24.0.0', workers: 2, fingerprint: 'f' },
    },
  };
}
