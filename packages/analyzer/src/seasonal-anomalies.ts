import { median, scaledMad } from './statistics/median.ts';

/** One measured value of a series, e.g. requests or milliseconds. */
export interface SeriesPoint {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** From 0 on. */
  readonly value: number;
}

/** Where a series is not as it was at this time of the days before, ready for JSON. */
export interface Anomaly {
  /** ISO 8601 in UTC. */
  readonly time: string;
  /** `spike`: one point far out. `shift`: the last six are, less far. */
  readonly kind: 'spike' | 'shift';
  readonly direction: 'up' | 'down';
  readonly value: number;
  /** What is usual at this time. */
  readonly expected: number;
  /** How many times the usual deviation it is out. */
  readonly z: number;
}

export interface AnomalyReport {
  /** `seasonal`: by the same time of the days before. `recent`: by the hours before, as there are less than three days. */
  readonly method: 'seasonal' | 'recent';
  readonly anomalies: readonly Anomaly[];
}

export interface SeasonalAnomaliesOptions {
  /** From one point to the next, in milliseconds. */
  readonly stepMs: number;
}

const DAY_MS = 86_400_000;
const DAYS = 7;
/** Neighbours of a time of the day that count as the same time, on either side. */
const NEIGHBOURS = 3;
const FEWEST_DAYS = 3;
/** Points before one that are compared with where there are too few days. */
const RECENT = 60;
/** With fewer to compare with, nothing is unusual. */
const FEWEST = 12;
const SPIKE = 6;
const SHIFT = 2.2;
const SHIFT_POINTS = 6;
/** Deviation of logarithms that is taken at least: a series that never changed would be unusual by its first change. */
const SMALLEST_DEVIATION = 0.02;

/**
 * Finds points, and levels, of a series that are not usual for the time of the day, with robust statistics on logarithms
 * (median and MAD): spikes of the past do not make the next one look usual.
 *
 * @param points In the order of time, one step apart; gaps are allowed.
 */
export function seasonalAnomalies(points: readonly SeriesPoint[], { stepMs }: SeasonalAnomaliesOptions): AnomalyReport {
  const first = points[0]?.time ?? 0;
  const days = ((points.at(-1)?.time ?? 0) - first) / DAY_MS;
  const method = days >= FEWEST_DAYS ? 'seasonal' : 'recent';
  const byTime = new Map(points.map(({ time, value }) => [slotOf(time, stepMs), Math.log1p(value)]));
  const scores: number[] = [];
  const anomalies: Anomaly[] = [];
  for (const point of points) {
    const slot = slotOf(point.time, stepMs);
    const usual = method === 'seasonal' ? sameTime(byTime, slot, DAY_MS / stepMs) : recent(byTime, slot);
    if (usual.length < FEWEST) continue;
    const expected = median(usual);
    const z = (Math.log1p(point.value) - expected) / Math.max(SMALLEST_DEVIATION, scaledMad(usual, expected));
    scores.push(z);
    const found = judge(scores);
    if (found !== undefined) anomalies.push({ ...found, ...describe(point, expected) });
  }
  return { method, anomalies };
}

function slotOf(time: number, stepMs: number): number {
  return Math.round(time / stepMs);
}

function sameTime(byTime: ReadonlyMap<number, number>, slot: number, perDay: number): number[] {
  const found: number[] = [];
  for (let day = 1; day <= DAYS; day++) {
    for (let near = -NEIGHBOURS; near <= NEIGHBOURS; near++) {
      const value = byTime.get(Math.round(slot - day * perDay) + near);
      if (value !== undefined) found.push(value);
    }
  }
  return found;
}

function recent(byTime: ReadonlyMap<number, number>, slot: number): number[] {
  return Array.from({ length: RECENT }, (_, back) => byTime.get(slot - 1 - back) ?? []).flat();
}

function judge(scores: readonly number[]): Pick<Anomaly, 'kind' | 'direction' | 'z'> | undefined {
  const z = scores.at(-1) ?? 0;
  const direction = (score: number): 'up' | 'down' => (score > 0 ? 'up' : 'down');
  if (Math.abs(z) > SPIKE) return { kind: 'spike', direction: direction(z), z };
  const level = scores.length < SHIFT_POINTS ? 0 : median(scores.slice(-SHIFT_POINTS));
  return Math.abs(level) > SHIFT ? { kind: 'shift', direction: direction(level), z: level } : undefined;
}

function describe({ time, value }: SeriesPoint, expected: number): Pick<Anomaly, 'time' | 'value' | 'expected'> {
  return { time: new Date(time).toISOString(), value, expected: Math.expm1(expected) };
}
