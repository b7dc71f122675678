import { LatencyHistogram } from '@mockloop/analyzer';
import { expect, test } from 'vitest';
import { type LoadResult, mergeLoadResults, runLoadTest } from '../../src/load/index.ts';
import { planOf } from './support/plan-of.ts';
import { serve } from './support/serve.ts';

test('shards send each request of the plan once, and merge into the result of the whole', async () => {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    seen.push(request.url ?? '');
    response.writeHead(request.url === '/b' ? 404 : 200).end();
  });
  const plan = planOf(url, {
    requests: ['/a', '/b', '/c'].map((target) => ({ operation: `GET ${target}`, method: 'GET', target })),
    stages: [{ type: 'steady', seconds: 1.2, level: 250 }],
    thresholds: ['error_rate<0.9', 'p99{GET /a}<60000'],
    apdexMs: 60_000,
  });
  await runLoadTest(plan);
  const whole = seen.splice(0).toSorted();
  const parts = await Promise.all([0, 1, 2].map((index) => runLoadTest({ ...plan, shard: { index, count: 3 } })));
  expect(parts.map(({ sent }) => sent)).toEqual([100, 100, 100]);
  expect(seen.toSorted()).toEqual(whole);

  const merged = mergeLoadResults(JSON.parse(JSON.stringify(parts)) as LoadResult[]);
  expect(merged).toMatchObject({ sent: 300, answered: 300, thresholds: [{}, {}] });
  expect(merged.target_rate).toBeCloseTo(250, 6);
  expect(merged.errors).toEqual({ '4xx': whole.filter((target) => target === '/b').length });
  expect(merged.apdex?.satisfied).toBe(merged.ok);
  expect(merged.apdex?.score).toBeCloseTo(merged.ok / 300, 10);
  const all = new LatencyHistogram();
  for (const { response } of parts) all.merge(LatencyHistogram.from(response.histogram));
  expect(merged.response.histogram).toEqual(all.toJSON());
  expect(merged.response.p99_ms).toBe((all.percentile(99) ?? 0) / 1000);
  expect(merged.series.reduce((sum, { answered }) => sum + answered, 0)).toBe(300);
  expect(merged.operations.reduce((sum, { sent }) => sum + sent, 0)).toBe(300);
  expect(merged.stages[0]?.sent).toBe(300);
});

test('one result merges into itself', async () => {
  const url = await serve((_, response) => response.end());
  const result = await runLoadTest(planOf(url, { apdexMs: 100, warmUpSeconds: 0.1 }));
  expect(mergeLoadResults([result])).toEqual({ ...result, machine: expect.anything() });
});

test('results of different plans do not merge', async () => {
  const url = await serve((_, response) => response.end());
  const [one, two] = await Promise.all(['one', 'two'].map((seed) => runLoadTest(planOf(url, { seed }))));
  if (one === undefined || two === undefined) throw new Error('There are two');
  expect(() => mergeLoadResults([one, two])).toThrow(TypeError);
  expect(() => mergeLoadResults([])).toThrow(TypeError);
});
