import { expect, test } from 'vitest';
import { type SeriesPoint, seasonalAnomalies } from '../src/index.ts';
import { randomNumbers } from '../src/statistics/random-numbers.ts';

const STEP = 300_000;
const DAY = 86_400_000 / STEP;
const START = Date.UTC(2026, 10, 1);

interface Day {
  readonly points: SeriesPoint[];
  readonly spikes: number[];
  readonly shifts: number[];
}

/** Two weeks of traffic with the rhythm of a day, natural outliers, 15 spikes and 6 hours with half as much again. */
function traffic(seed: number): Day {
  const below = randomNumbers(seed);
  const random = (): number => below(1e6) / 1e6;
  const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
  const somewhere = (): number => Math.floor((8 + 5.5 * random()) * DAY);
  const spikes = Array.from({ length: 15 }, somewhere);
  const shifts = Array.from({ length: 6 }, (_, n) => Math.floor((8 + 0.9 * n) * DAY) + 100);
  const points = Array.from({ length: 14 * DAY }, (_, slot) => {
    const daily = 100 + 60 * Math.sin((2 * Math.PI * slot) / DAY);
    const outlier = random() < 0.002 ? 1.3 : 1;
    const spike = spikes.includes(slot) ? 2.5 : 1;
    const shift = shifts.some((start) => slot >= start && slot < start + 12) ? 1.5 : 1;
    return { time: START + slot * STEP, value: daily * Math.exp(0.08 * normal()) * outlier * spike * shift };
  });
  return { points, spikes, shifts };
}

test('two weeks of traffic: spikes and shifts are found, with few false alarms', () => {
  let [found, shifted, alarms] = [0, 0, 0];
  const weeks = 5;
  for (let seed = 1; seed <= weeks; seed++) {
    const { points, spikes, shifts } = traffic(seed);
    const { method, anomalies } = seasonalAnomalies(points, { stepMs: STEP });
    expect(method).toBe('seasonal');
    const slots = anomalies.map(({ time }) => (Date.parse(time) - START) / STEP);
    found += new Set(spikes.filter((slot) => slots.includes(slot))).size / new Set(spikes).size;
    shifted += shifts.filter((start) => slots.some((slot) => slot >= start && slot < start + 12)).length;
    const isExplained = (slot: number): boolean =>
      // The last six points still hold it for a while.
      [...spikes, ...shifts].some((start) => slot >= start && slot < start + 18);
    alarms += slots.filter((slot) => slot >= 7 * DAY && !isExplained(slot)).length;
  }
  expect(found / weeks).toBeGreaterThan(0.9);
  expect(shifted).toBe(6 * weeks);
  expect(alarms / weeks).toBeLessThanOrEqual(3);
});

test('less than three days are compared with the hours before, and a fall is one, too', () => {
  const points = Array.from({ length: 100 }, (_, slot) => ({
    time: START + slot * STEP,
    value: slot === 80 ? 5 : 100 + (slot % 5),
  }));
  const { method, anomalies } = seasonalAnomalies(points, { stepMs: STEP });
  expect(method).toBe('recent');
  expect(anomalies).toMatchObject([
    { time: new Date(START + 80 * STEP).toISOString(), kind: 'spike', direction: 'down', value: 5 },
  ]);
  expect(anomalies[0]?.expected).toBeCloseTo(102, 0);
});

test('nothing is unusual where there is nothing to compare with', () => {
  expect(seasonalAnomalies([], { stepMs: STEP })).toEqual({ method: 'recent', anomalies: [] });
  expect(seasonalAnomalies([{ time: START, value: 1 }], { stepMs: STEP }).anomalies).toEqual([]);
});
