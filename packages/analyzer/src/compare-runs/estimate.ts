import type { ComparedFigure, ComparedMetric } from './run-comparison.ts';

/** A change of one figure, and how certain it is. */
export interface Estimate {
  readonly metric: ComparedMetric;
  readonly unit: ComparedFigure['unit'];
  readonly baseline: number;
  readonly comparison: number;
  /** All of these in the unit. */
  readonly change: number;
  /** Standard error; infinite where nothing tells it. */
  readonly error: number;
  readonly interval: (confidence: number) => readonly [low: number, high: number];
  readonly p: number;
  /** Smaller changes do not count. */
  readonly threshold: number;
  readonly worse: 'more' | 'less';
  /** How long the shorter of the two runs was. */
  readonly seconds: number;
}
