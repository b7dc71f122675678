import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { comparability } from './comparability.ts';
import { compareErrorRate, type ErrorCounts } from './compare-error-rate.ts';
import { compareLocation } from './compare-location.ts';
import { compareTail } from './compare-tail.ts';
import { compareThroughput } from './compare-throughput.ts';
import type { ComparedOperation, ComparedRun } from './compared-run.ts';
import type { Estimate } from './estimate.ts';
import { judge } from './judge.ts';
import type { ComparedFigure, ComparisonVerdict, OperationComparison, RunComparison } from './run-comparison.ts';
import { countErrors, latenciesOf, type RunSamples, runSamples } from './run-samples.ts';

export interface CompareRunsOptions {
  /** Of the resampling: the same seed and runs give the same figures. Default 1. */
  readonly seed?: number;
}

/**
 * Compares two load results of the same server and load. A change counts only where it is certain, though neighbours in
 * time resemble each other, and large enough to matter: 3 % (and 0.2 ms) of the response time, 5 % (and 0.5 ms) of p95 and p99,
 * 3 % of the throughput, one error in a thousand requests.
 *
 * @throws {TypeError} When a histogram is none.
 */
export function compareRuns(
  baseline: ComparedRun,
  comparison: ComparedRun,
  { seed = 1 }: CompareRunsOptions = {},
): RunComparison {
  const reasons = comparability(baseline, comparison);
  if (reasons.length > 0) return { comparable: false, reasons };
  const a = runSamples(baseline);
  const b = runSamples(comparison);
  const seconds = Math.min(a.seconds, b.seconds);
  const blocksOf = ({ blocks }: RunSamples): RunSamples['latencies'][] => blocks.map(({ latencies }) => latencies);
  const location = compareLocation(
    { a: a.latencies, b: b.latencies, aBlocks: blocksOf(a), bBlocks: blocksOf(b) },
    seconds,
  );
  const figures = judgeAll([
    location,
    compareTail(a, b, { percentile: 95, seed }),
    compareTail(a, b, { percentile: 99, seed: seed + 2 }),
    compareErrorRate(errorsOf(a), errorsOf(b)),
    compareThroughput(a, b, seed + 4),
  ]);
  const operations = compareOperations(baseline, comparison, { seconds, dependence: location.dependence });
  const more = Math.max(0, ...figures.map(({ more_seconds_needed }) => more_seconds_needed ?? 0));
  return {
    comparable: true,
    verdict: gravest([...figures, ...operations]),
    figures,
    operations,
    ...(more > 0 && { more_seconds_needed: more }),
  };
}

function errorsOf({ blocks, seconds }: RunSamples): ErrorCounts {
  return { blocks: blocks.map(({ errors, sent }) => ({ count: errors, total: sent })), seconds };
}

interface WholeRun {
  readonly seconds: number;
  /** How far values of the whole run depend on each other: those of one operation do so too. */
  readonly dependence: number;
}

function compareOperations(a: ComparedRun, b: ComparedRun, whole: WholeRun): OperationComparison[] {
  const others = new Map(b.operations?.map((operation) => [operation.operation, operation]));
  const estimates = (a.operations ?? []).flatMap((operation) => {
    const other = others.get(operation.operation);
    return other === undefined ? [] : estimatesOf(operation, other, whole);
  });
  const judged = judgeAll(estimates.map(({ estimate }) => estimate));
  const named = estimates.map(({ operation }, index) => ({ operation, figure: judged[index] }));
  return [...Map.groupBy(named, ({ operation }) => operation)]
    .map(([operation, ofOperation]): OperationComparison => {
      const figures = ofOperation.flatMap(({ figure }) => figure ?? []);
      return { operation, verdict: gravest(figures), figures };
    })
    .toSorted((x, y) => GRAVITY.indexOf(x.verdict) - GRAVITY.indexOf(y.verdict));
}

function estimatesOf(
  a: ComparedOperation,
  b: ComparedOperation,
  { seconds, dependence }: WholeRun,
): { operation: string; estimate: Estimate }[] {
  const samples = { a: latenciesOf(a.response.histogram), b: latenciesOf(b.response.histogram), dependence };
  const counts = ({ sent, errors }: ComparedOperation): ErrorCounts => ({
    blocks: [{ count: countErrors(errors), total: sent }],
    seconds,
  });
  const hasAnswers = samples.a.total > 0 && samples.b.total > 0;
  const estimates = [
    hasAnswers ? compareLocation(samples, seconds) : undefined,
    compareErrorRate(counts(a), counts(b)),
  ];
  return estimates.flatMap((estimate) => (estimate === undefined ? [] : { operation: a.operation, estimate }));
}

function judgeAll(estimates: readonly (Estimate | undefined)[]): ComparedFigure[] {
  const known = estimates.filter((estimate) => estimate !== undefined);
  const adjusted = benjaminiHochberg(known.map(({ p }) => p));
  return known.map((estimate, index) => judge(estimate, adjusted[index] ?? 1));
}

const GRAVITY: readonly ComparisonVerdict[] = ['regression', 'improvement', 'inconclusive', 'equivalent'];

function gravest(judged: readonly { readonly verdict: ComparisonVerdict }[]): ComparisonVerdict {
  return GRAVITY.find((verdict) => judged.some((one) => one.verdict === verdict)) ?? 'inconclusive';
}
