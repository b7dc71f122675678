import { type ComparedRun, LatencyHistogram } from '@mockloop/analyzer';
import { drawer } from './draw.ts';

/** How a server answers, as far as it matters for comparing. */
export interface SimulatedServer {
  readonly name: string;
  /** Its delays in milliseconds, and how often each occurs. */
  readonly delays: readonly (readonly [ms: number, weight: number])[];
  /** Spread of the logarithm of one answer's delay. */
  readonly spread: number;
  /** Spread of the logarithm of the slow changes that all answers of a time share. */
  readonly drift: number;
  /** How much of it is left after a second: 0 to below 1. */
  readonly persistence: number;
  /** Pauses in which everything waits: how many in a second, and how long on average. */
  readonly pausesPerSecond: number;
  readonly pauseMs: number;
  /** Share of the time in which answers fail, in bursts of 100 ms. */
  readonly failing: number;
}

export interface SimulatedLoad {
  readonly rate: number;
  readonly seconds: number;
  /** All delays are multiplied by it: 1.08 for a server that has become 8 % slower. */
  readonly slower: number;
  readonly seed: number;
}

const SLICE_MS = 100;

/** A run of a server that exists in numbers only. */
export function simulatedRun(server: SimulatedServer, { rate, seconds, slower, seed }: SimulatedLoad): ComparedRun {
  const random = drawer(seed);
  const weather = weatherOf(server, { slices: (seconds * 1_000) / SLICE_MS, random });
  const all = new LatencyHistogram();
  const points = Array.from({ length: seconds }, () => ({ histogram: new LatencyHistogram(), sent: 0, failed: 0 }));
  for (let request = 0; request < rate * seconds; request++) {
    const due = (request * 1_000) / rate;
    const slice = weather[Math.floor(due / SLICE_MS)];
    const point = points[Math.floor(due / 1_000)];
    if (slice === undefined || point === undefined) continue;
    const delay = pick(server.delays, random()) * slower * slice.factor * Math.exp(server.spread * normal(random));
    const waits = Math.max(0, slice.pausedUntil - due) * (slice.pausedFrom <= due ? 1 : 0);
    const us = (delay + waits) * 1_000;
    all.record(us);
    point.histogram.record(us);
    point.sent++;
    if (slice.fails) point.failed++;
  }
  const failed = points.reduce((sum, point) => sum + point.failed, 0);
  return {
    model: 'open',
    target_rate: rate,
    sent: rate * seconds,
    answered: rate * seconds,
    errors: { '5xx': failed },
    response: { histogram: all.toJSON() },
    series: points.map(({ histogram, sent, failed }) => ({
      level: rate,
      sent,
      answered: sent,
      errors: { '5xx': failed },
      histogram: histogram.toJSON(),
    })),
  };
}

interface Slice {
  readonly factor: number;
  readonly pausedFrom: number;
  readonly pausedUntil: number;
  readonly fails: boolean;
}

/** What all answers of a time share. */
function weatherOf(server: SimulatedServer, { slices, random }: { slices: number; random: () => number }): Slice[] {
  const keep = server.persistence ** (SLICE_MS / 1_000);
  let drift = server.drift * normal(random);
  return Array.from({ length: slices }, (_, index) => {
    drift = keep * drift + server.drift * Math.sqrt(1 - keep ** 2) * normal(random);
    const isPaused = random() < (server.pausesPerSecond * SLICE_MS) / 1_000;
    const pausedFrom = index * SLICE_MS + random() * SLICE_MS;
    const pausedUntil = isPaused ? pausedFrom - server.pauseMs * Math.log(1 - random()) : 0;
    return { factor: Math.exp(drift), pausedFrom, pausedUntil, fails: random() < server.failing };
  });
}

function pick(delays: SimulatedServer['delays'], chance: number): number {
  const total = delays.reduce((sum, [, weight]) => sum + weight, 0);
  let left = chance * total;
  for (const [ms, weight] of delays) {
    left -= weight;
    if (left < 0) return ms;
  }
  return delays.at(-1)?.[0] ?? 0;
}

/** Box-Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
