import { LatencyHistogram, type SparseHistogram } from '../latency-histogram.ts';
import { inBlocks, joined } from '../statistics/blocks.ts';
import { type CountedValues, countedValues } from '../statistics/counted-values.ts';
import type { ComparedRun, ComparedSecond, ErrorsByKind } from './compared-run.ts';

/** A run as samples. */
export interface RunSamples {
  readonly seconds: number;
  /** In milliseconds. */
  readonly latencies: CountedValues;
  readonly blocks: readonly RunBlock[];
}

/** A piece of the time of a run. */
export interface RunBlock {
  readonly seconds: number;
  readonly latencies: CountedValues;
  readonly sent: number;
  readonly answered: number;
  readonly errors: number;
}

export function runSamples({ response, series }: ComparedRun): RunSamples {
  const loaded = series.some(({ level }) => level !== undefined)
    ? series.filter(({ level }) => level !== undefined)
    : series;
  return {
    seconds: loaded.length,
    latencies: latenciesOf(response.histogram),
    blocks: inBlocks(loaded).map(blockOf),
  };
}

/** No server answers as often: its square and cube are still numbers. */
const MAX_ANSWERS = 1e15;

/**
 * In milliseconds.
 *
 * @throws {TypeError} When it is no histogram.
 */
export function latenciesOf(histogram: SparseHistogram): CountedValues {
  const { values, counts, total } = countedValues(LatencyHistogram.from(histogram).values());
  if (total > MAX_ANSWERS) throw new TypeError(`A histogram of ${total} answers is none that was measured`);
  return { values: values.map((microseconds) => microseconds / 1_000), counts, total };
}

export function countErrors(errors: ErrorsByKind): number {
  return Object.values(errors).reduce<number>((sum, count = 0) => sum + count, 0);
}

function blockOf(seconds: readonly ComparedSecond[]): RunBlock {
  const sum = (figure: (second: ComparedSecond) => number): number =>
    seconds.reduce((total, second) => total + figure(second), 0);
  return {
    seconds: seconds.length,
    latencies: joined(seconds.map(({ histogram }) => latenciesOf(histogram))),
    sent: sum(({ sent }) => sent),
    answered: sum(({ answered }) => answered),
    errors: sum(({ errors }) => countErrors(errors)),
  };
}
