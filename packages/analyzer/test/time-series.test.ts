import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupByInterval, responseTimePoint, trafficPoint, volumePoint } from '../src/index.ts';
import { logOf } from './log-of.ts';

const FROM = Date.UTC(2026, 10, 21, 10);
const SECOND = 1_000;
const range = { from: FROM, to: FROM + 3 * SECOND, stepMs: SECOND };

test('each interval has a point, also one without a request, whose average is not known', async () => {
  const log = await logOf([
    { time: FROM + 2_999, status: 500, durationMs: 30 },
    { time: FROM },
    { time: FROM + 2_000, status: 404, durationMs: 20 },
    { time: FROM + 3_000 },
    { time: FROM - 1 },
  ]);
  const points = [...groupByInterval(await log.groups({}, 'second'), range)].map(([start, groups]) =>
    trafficPoint(start, groups),
  );
  expect(points).toEqual([
    { time: '2026-11-21T10:00:00.000Z', total_requests: 1, total_errors: 0, average_ms: 10 },
    { time: '2026-11-21T10:00:01.000Z', total_requests: 0, total_errors: 0 },
    { time: '2026-11-21T10:00:02.000Z', total_requests: 2, total_errors: 2, average_ms: 25 },
  ]);
});

test('an empty or reversed range has no intervals, a broken one counts as a whole', () => {
  const intervalsTo = (to: number): readonly number[] => [...groupByInterval([], { ...range, to }).keys()];
  expect(intervalsTo(FROM)).toEqual([]);
  expect(intervalsTo(FROM - 1)).toEqual([]);
  expect(intervalsTo(FROM + 1_001)).toEqual([FROM, FROM + 1_000]);
});

test('hours are put together into longer intervals, with their percentiles', async () => {
  const hour = 3_600_000;
  const log = await logOf([
    { time: FROM, durationMs: 10 },
    { time: FROM + hour, durationMs: 20, status: 503 },
    { time: FROM + 2 * hour, durationMs: 40 },
    { time: FROM + 5 * hour, durationMs: 80 },
  ]);
  const long = { from: FROM, to: FROM + 4 * hour, stepMs: 2 * hour };
  const points = [...groupByInterval(await log.groups({}, 'hour'), long)].map(([start, groups]) => ({
    ...volumePoint(start, groups),
    ...responseTimePoint(start, groups),
  }));
  expect(points).toMatchObject([
    { time: '2026-11-21T10:00:00.000Z', total_requests: 2, total_errors: 1, average_ms: 15, p99_ms: 20 },
    { time: '2026-11-21T12:00:00.000Z', total_requests: 1, total_errors: 0, average_ms: 40, p50_ms: 40 },
  ]);
  expect(responseTimePoint(FROM, [])).toEqual({ time: '2026-11-21T10:00:00.000Z' });
});

test('intervals count every request of their range once', async () => {
  const offset = fc.integer({ min: -5_000, max: 15_000 });
  await fc.assert(
    fc.asyncProperty(fc.array(offset), fc.integer({ min: 1, max: 7 }), async (offsets, seconds) => {
      const log = await logOf(offsets.map((one) => ({ time: FROM + one })));
      const stepMs = seconds * SECOND;
      const intervals = groupByInterval(await log.groups({}, 'second'), { from: FROM, to: FROM + 10_000, stepMs });
      const points = [...intervals].map(([start, groups]) => volumePoint(start, groups));
      const counted = points.reduce((sum, point) => sum + point.total_requests, 0);
      expect(counted).toBe(offsets.filter((one) => one >= 0 && one < 10_000).length);
      for (const { time, total_requests } of points) {
        const start = Date.parse(time) - FROM;
        const end = Math.min(start + stepMs, 10_000);
        expect(total_requests).toBe(offsets.filter((one) => one >= start && one < end).length);
      }
    }),
    { seed: 11, numRuns: 30 },
  );
});
