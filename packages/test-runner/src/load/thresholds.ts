import type { LatencyHistogram } from '@mockloop/analyzer';
import type { LoadErrors } from './load-result.ts';

export interface Threshold {
  readonly expression: string;
  /** A percentile's number, from 0 to 100, or another figure. */
  readonly metric: number | 'mean' | 'min' | 'max' | 'error_rate' | 'rate';
  /** Whose figure. Absent: all operations'. */
  readonly operation?: string | undefined;
  readonly operator: '<' | '<=' | '>' | '>=';
  /** In milliseconds, per second, or as a share. */
  readonly limit: number;
}

/** What a threshold is held against. */
export interface ThresholdFigures {
  readonly sent: number;
  readonly errors: LoadErrors;
  readonly response: LatencyHistogram;
  /** Answers per second. */
  readonly rate: number;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1000, '%': 0.01 };
const NAME = /^([a-z_]+|p\d{1,2}(?:\.\d{1,6})?|p100)$/;
const BOUND = /^(<=|>=|<|>)\s*(\d{1,12}(?:\.\d{1,9})?)\s*(ms|s|%|)$/;

/**
 * Reads `p99<300`, `p99.9 < 1.5s`, `error_rate<1%`, `rate>450`, `p95{GET /pets}<200`. Times without a unit are milliseconds.
 *
 * @throws {TypeError} When it is no threshold.
 */
export function parseThreshold(expression: string): Threshold {
  const { name, operation, bound } = partsOf(expression.trim());
  const metric = NAME.test(name) ? metricOf(name) : undefined;
  const [, operator, value, unit = ''] = BOUND.exec(bound) ?? [];
  if (metric === undefined || operator === undefined || !unitFits(metric, unit)) throw notOne(expression);
  const limit = Number(value) * (UNITS[unit] ?? 1);
  return { expression, metric, operation, operator: operator as Threshold['operator'], limit };
}

/** The figure in the threshold's unit. Absent when nothing was measured. */
export function valueOfThreshold({ metric }: Threshold, figures: ThresholdFigures): number | undefined {
  const { response, rate } = figures;
  if (metric === 'rate') return rate;
  if (metric === 'error_rate') return errorRate(figures);
  const microseconds = typeof metric === 'number' ? response.percentile(metric) : response[metric];
  return microseconds === undefined ? undefined : microseconds / 1000;
}

export function meetsThreshold({ operator, limit }: Threshold, value: number): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
  }
}

/** Failed requests as a share of those that were sent. Absent when none was. */
export function errorRate({ sent, errors }: Pick<ThresholdFigures, 'sent' | 'errors'>): number | undefined {
  return sent === 0 ? undefined : errorCount(errors) / sent;
}

export function errorCount(errors: LoadErrors): number {
  return Object.values(errors).reduce((sum, count) => sum + count, 0);
}

/** The operation may hold any character, also those that compare. */
function partsOf(expression: string): { name: string; operation?: string; bound: string } {
  const open = expression.indexOf('{');
  const close = expression.lastIndexOf('}');
  if (open > 0 && close > open) {
    const operation = expression.slice(open + 1, close).trim();
    return { name: expression.slice(0, open).trim(), operation, bound: expression.slice(close + 1).trim() };
  }
  const at = expression.search(/[<>]/);
  return { name: expression.slice(0, Math.max(0, at)).trim(), bound: expression.slice(at).trim() };
}

function metricOf(name: string): Threshold['metric'] | undefined {
  if (/^p\d/.test(name)) return Number(name.slice(1));
  return name === 'mean' || name === 'min' || name === 'max' || name === 'error_rate' || name === 'rate'
    ? name
    : undefined;
}

function unitFits(metric: Threshold['metric'], unit: string): boolean {
  if (metric === 'error_rate') return unit === '' || unit === '%';
  return unit === '' || (metric !== 'rate' && unit !== '%');
}

function notOne(expression: string): TypeError {
  const examples = '`p99<300`, `error_rate<0.01`, `rate>450` or `p95{GET /pets}<200`';
  return new TypeError(`A threshold is written like ${examples}, not like ${JSON.stringify(expression)}`);
}
