import { countErrors } from '../compare-runs/run-samples.ts';
import type { AnalyzedLoad, AnalyzedStage } from './analyzed-run.ts';

/** What load steps tell of how much a server bears, ready for JSON. */
export interface Capacity {
  /** `requests_per_second` in the open model, `concurrent_users` in the closed one. */
  readonly unit: 'requests_per_second' | 'concurrent_users';
  /** The highest level that was borne with all lower ones. Absent where none was. */
  readonly sustained?: number;
  /** The lowest level that was not. Absent where all were. */
  readonly exceeded_at?: number;
  readonly limited_by?: 'errors' | 'latency' | 'throughput';
  readonly evidence: string;
  /** Answers per second at the best of all levels. */
  readonly greatest_throughput: number;
  /** The level at which more only makes it slower, by the Universal Scalability Law. Only for four or more levels of users, where there is one. */
  readonly best_level?: number;
  readonly steps: readonly CapacityStep[];
}

export interface CapacityStep {
  readonly level: number;
  readonly throughput: number;
  readonly error_rate: number;
  readonly p95_ms?: number;
}

/** A level is borne with fewer errors than this, */
const MOST_ERRORS = 0.01;
/** an answer to at least this share of requests in its time, */
const LEAST_ANSWERED = 0.95;
/** and a p95 of less than so many times that of the lowest level. */
const MOST_SLOWER = 3;
/** What no caller notices. */
const ABSOLUTE_MS = 10;

/** Absent for fewer than two levels. */
export function capacityOf({ model, stages = [] }: AnalyzedLoad): Capacity | undefined {
  const unit = model === 'closed' ? 'concurrent_users' : 'requests_per_second';
  const steps = stages
    .filter(({ type, sent, seconds }) => type !== 'ramp' && sent > 0 && seconds > 0)
    .map(stepOf)
    .toSorted((a, b) => a.level - b.level);
  const [lowest] = steps;
  if (lowest === undefined || new Set(steps.map(({ level }) => level)).size < 2) return undefined;
  const failed = steps.findIndex((step) => limitOf(step, lowest, unit) !== undefined);
  const exceeded = steps[failed];
  const sustained = failed === -1 ? steps.at(-1) : steps[failed - 1];
  const limit = exceeded && limitOf(exceeded, lowest, unit);
  const best = unit === 'concurrent_users' ? bestLevel(steps) : undefined;
  return {
    unit,
    ...(sustained && { sustained: sustained.level }),
    ...(exceeded && { exceeded_at: exceeded.level }),
    ...(limit && { limited_by: limit.by }),
    evidence: limit?.evidence ?? `All ${steps.length} levels were borne`,
    greatest_throughput: Math.max(...steps.map(({ throughput }) => throughput)),
    ...(best !== undefined && { best_level: best }),
    steps,
  };
}

function stepOf({ level, seconds, sent, answered, errors, response }: AnalyzedStage): CapacityStep {
  return {
    level,
    throughput: answered / seconds,
    error_rate: countErrors(errors) / sent,
    ...(response.p95_ms !== undefined && { p95_ms: response.p95_ms }),
  };
}

interface Limit {
  readonly by: NonNullable<Capacity['limited_by']>;
  readonly evidence: string;
}

function limitOf(step: CapacityStep, lowest: CapacityStep, unit: Capacity['unit']): Limit | undefined {
  const { level, error_rate, throughput, p95_ms = 0 } = step;
  if (error_rate >= MOST_ERRORS) {
    return { by: 'errors', evidence: `At ${level}, ${(error_rate * 100).toFixed(1)} % of the requests failed` };
  }
  if (unit === 'requests_per_second' && throughput < LEAST_ANSWERED * level) {
    return { by: 'throughput', evidence: `At ${level}/s, only ${throughput.toFixed(0)}/s were answered` };
  }
  const usual = lowest.p95_ms ?? Number.POSITIVE_INFINITY;
  if (p95_ms < MOST_SLOWER * usual || p95_ms - usual < ABSOLUTE_MS) return undefined;
  const evidence = `At ${level}, p95 was ${p95_ms.toFixed(0)} ms: ${(p95_ms / usual).toFixed(1)} times that at ${lowest.level}`;
  return { by: 'latency', evidence };
}

/**
 * Gunther's Universal Scalability Law: n / throughput = a + b n + c n², whose throughput is greatest at √(a / c).
 * Absent where the steps do not bend down.
 */
function bestLevel(steps: readonly CapacityStep[]): number | undefined {
  if (new Set(steps.map(({ level }) => level)).size < 4) return undefined;
  const points = steps
    .filter(({ throughput }) => throughput > 0)
    .map(({ level, throughput }) => [level, level / throughput] as const);
  const [a, , c] = parabola(points);
  return a > 0 && c > 0 ? Math.round(Math.sqrt(a / c)) : undefined;
}

/** Least squares through points, by Cramer's rule. */
function parabola(points: readonly (readonly [x: number, y: number])[]): readonly [a: number, b: number, c: number] {
  // Near 1, the powers lose no digits.
  const scale = Math.max(...points.map(([x]) => x));
  const power = (n: number): number => points.reduce((sum, [x]) => sum + (x / scale) ** n, 0);
  const moment = (n: number): number => points.reduce((sum, [x, y]) => sum + y * (x / scale) ** n, 0);
  const [s0, s1, s2, s3, s4] = [power(0), power(1), power(2), power(3), power(4)];
  const [m0, m1, m2] = [moment(0), moment(1), moment(2)];
  const whole = determinant([s0, s1, s2, s1, s2, s3, s2, s3, s4]);
  return [
    determinant([m0, s1, s2, m1, s2, s3, m2, s3, s4]) / whole,
    determinant([s0, m0, s2, s1, m1, s3, s2, m2, s4]) / whole / scale,
    determinant([s0, s1, m0, s1, s2, m1, s2, s3, m2]) / whole / scale ** 2,
  ];
}

/** Of three rows of three. */
function determinant([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0]: readonly number[]): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
