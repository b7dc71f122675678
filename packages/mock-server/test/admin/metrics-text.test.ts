import { expect, test } from 'vitest';
import { openAdmin } from './open-admin.ts';

/** Samples of the text format, by name and labels. */
function samples(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

test('requests are counted by path template, never by path', async () => {
  const { ask, call } = await openAdmin();
  await call(['GET', '/v2/items/1'], ['GET', '/v2/items/2'], ['GET', '/v2/items?limit=0']);
  const response = await ask('/metrics');
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const values = samples(await response.text());
  const labels = 'method="GET",route="/items/{id}",status="200"';
  expect(values.get(`mockloop_request_duration_seconds_count{${labels}}`)).toBe(2);
  expect(values.get(`mockloop_request_duration_seconds_bucket{${labels},le="+Inf"}`)).toBe(2);
  expect(values.get('mockloop_requests_total')).toBe(3);
  expect(values.get('mockloop_invalid_requests_total')).toBe(1);
});

test('buckets are cumulative, and their last is the count', async () => {
  const { mock, ask } = await openAdmin();
  const message = { headers: [], size: 0 };
  for (const durationMs of [0.2, 0.7, 7, 70, 700, 70_000]) {
    const entry = { time: Date.now(), method: 'GET', path: '/items', query: '', route: '/items', status: 200 };
    await mock.logs.append({ ...entry, durationMs, request: message, response: message });
  }
  await mock.logs.flush();
  const values = samples(await (await ask('/metrics')).text());
  const buckets = [...values].filter(([name]) => name.includes('_bucket')).map(([, value]) => value);
  expect(buckets).toEqual([1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 5, 6]);
  expect(values.get('mockloop_request_duration_seconds_sum{method="GET",route="/items",status="200"}')).toBeCloseTo(
    70.7779,
  );
});

test('labels are escaped', async () => {
  const { ask } = await openAdmin({
    document: { openapi: '3.1.0', info: { title: 'a "b" \\\nc', version: '1' }, paths: {} },
  });
  expect(await (await ask('/metrics')).text()).toContain('document="a \\"b\\" \\\\\\nc"');
});
