import { expect, test } from 'vitest';
import { type LoadProgress, runLoadTest } from '../../src/load/index.ts';
import { planOf } from './support/plan-of.ts';
import { serve } from './support/serve.ts';

test('thresholds are judged by all operations or by one, and never pass when the measuring side was saturated', async () => {
  const url = await serve((request, response) => response.writeHead(request.url === '/b' ? 500 : 200).end());
  const requests = ['/a', '/b'].map((target) => ({ operation: `GET ${target}`, method: 'GET', target }));
  const thresholds = [
    'p50 < 60s',
    'p99.9<=60000ms',
    'max>=0',
    'mean{GET /a}<60s',
    'error_rate{GET /a}<=0%',
    'error_rate{GET /b}<1',
    'rate{GET /a} > 1',
    'rate>1000',
  ];
  const result = await runLoadTest(planOf(url, { requests, thresholds }));
  const trusted = result.saturated === undefined;
  expect(result.thresholds.map(({ passed }) => passed)).toEqual(
    [true, true, true, true, true, false, true, false].map((passed) => passed && trusted),
  );
  expect(result.thresholds[4]?.value).toBe(0);
  expect(result.thresholds[5]?.value).toBe(1);
  expect(result.status).toBe(trusted ? 'failed' : 'inconclusive');
});

test('a worker that sends less than was due says so', async () => {
  const url = await serve(() => undefined);
  const result = await runLoadTest(planOf(url, { maxConnections: 1, timeoutMs: 300, thresholds: ['rate>=0'] }));
  expect(result.status).toBe('inconclusive');
  expect(result.thresholds).toEqual([{ expression: 'rate>=0', value: 0, passed: false }]);
});

test('a cancelled run keeps what it had', async () => {
  const controller = new AbortController();
  const url = await serve((_, response) => response.end());
  const stages = [{ type: 'soak', seconds: 3600, level: 50 }] as const;
  const progress: LoadProgress[] = [];
  const onProgress = (at: LoadProgress): void => {
    progress.push(at);
    if (at.second === 1) controller.abort();
  };
  const result = await runLoadTest(planOf(url, { stages, onProgress, signal: controller.signal, warmUpSeconds: 1 }));
  expect(result.status).toBe('cancelled');
  expect(result.answered).toBeGreaterThanOrEqual(90);
  expect(result.sent).toBeLessThan(3600);
  expect(result.duration_ms).toBeLessThan(3_600_000);
  expect(progress.map(({ second }) => second).slice(0, 3)).toEqual([-1, 0, 1]);
  expect(progress[1]).toMatchObject({ second: 0, sent: 50, total_seconds: 3600 });
  expect(result.series.reduce((sum, { sent }) => sum + sent, 0)).toBe(result.sent);
});

test('a run that is cancelled before it starts has sent nothing', async () => {
  const url = await serve((_, response) => response.end());
  expect(await runLoadTest(planOf(url, { signal: AbortSignal.abort() }))).toMatchObject({
    status: 'cancelled',
    sent: 0,
  });
});

test('a missed threshold ends the run when that is asked for', async () => {
  const url = await serve((_, response) => response.writeHead(500).end());
  const stages = [{ type: 'soak', seconds: 3600, level: 200 }] as const;
  const result = await runLoadTest(planOf(url, { stages, abortOnThreshold: true }));
  expect(result).toMatchObject({ status: 'aborted', status_reason: expect.stringContaining('error_rate<0.01 was') });
  expect(result.sent).toBeGreaterThanOrEqual(200);
});

test('steps go on until one breaks a threshold', async () => {
  let count = 0;
  const url = await serve((_, response) => response.writeHead(count++ < 60 ? 200 : 503).end());
  // The step after the one that breaks is long enough for the break to be noticed in it.
  const steps = [20, 40, 60, 80, 100].map(
    (level) => ({ type: 'step', seconds: level === 80 ? 600 : 1, level }) as const,
  );
  const result = await runLoadTest(planOf(url, { stages: steps }));
  expect(result).toMatchObject({ status: 'failed', status_reason: expect.stringContaining('Step 3, at 60, broke it') });
  expect(result.stages.map(({ answered }) => answered).slice(0, 3)).toEqual([20, 40, 60]);
  expect(result.stages[4]?.sent).toBe(0);
});

test('the knee is the highest rate that met the thresholds', async () => {
  const url = await serve((_, response) => response.end());
  const result = await runLoadTest(
    planOf(url, { stages: [], thresholds: ['rate<130'], knee: { from: 50, to: 200, seconds: 0.5, precision: 0.25 } }),
  );
  if (result.knee === undefined) {
    // Only a machine that could not even send at the lowest rate has an excuse.
    expect(result.status).toBe('inconclusive');
    return;
  }
  expect(result.knee.rate).toBeGreaterThanOrEqual(50);
  expect(result.knee.rate).toBeLessThan(132);
  expect(result.knee.failed_at).toBeLessThanOrEqual(200);
  expect(result.knee.probes.map(({ rate }) => rate).slice(0, 2)).toEqual([50, 200]);
  expect(result.target_rate).toBeCloseTo(result.knee.rate, 0);
});

test('Apdex counts errors as frustrated', async () => {
  let count = 0;
  const url = await serve((_, response) => response.writeHead(count++ % 2 === 0 ? 200 : 500).end());
  const { apdex } = await runLoadTest(planOf(url, { apdexMs: 60_000 }));
  expect(apdex).toEqual({ threshold_ms: 60_000, satisfied: 10, tolerating: 0, score: 0.5 });
});

test('a step that breaks at the very end is noticed, too', async () => {
  let count = 0;
  const url = await serve((_, response) => response.writeHead(count++ < 50 ? 200 : 503).end());
  const steps = [50, 20].map((level) => ({ type: 'step', seconds: 1, level }) as const);
  const result = await runLoadTest(planOf(url, { stages: steps, thresholds: ['error_rate<0.9'] }));
  expect(result).toMatchObject({ status: 'failed', sent: 70, status_reason: expect.stringContaining('Step 2, at 20') });
});

test('what a listener throws is thrown by the run', async () => {
  const url = await serve((_, response) => response.end());
  const onProgress = (): void => {
    throw new RangeError('enough');
  };
  const stages = [{ type: 'soak', seconds: 3600, level: 20 }] as const;
  await expect(runLoadTest(planOf(url, { stages, onProgress }))).rejects.toThrow('enough');
});

test('a request that waits for a connection waits from when it was due', async () => {
  const url = await serve((_, response) => setTimeout(() => response.end(), 20));
  const { response, dispatch_lag, status } = await runLoadTest(planOf(url, { maxConnections: 1 }));
  // Twenty answers one after the other take 400 ms, and the last was due after 190 ms: timers are never early by half.
  expect(response.max_ms).toBeGreaterThan(150);
  expect(dispatch_lag?.max_ms).toBeGreaterThan(130);
  expect(status).toBe('inconclusive');
});
