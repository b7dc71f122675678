import { checkRange } from './check-plan.ts';
import type { KneeSearch, LoadTestOptions } from './load-options.ts';
import type { LoadKnee, LoadProbe, LoadResult } from './load-result.ts';
import { errorRate } from './thresholds.ts';

/** Rates that are tried at most: a precision of a thousandth over three powers of ten takes fewer. */
const MAX_PROBES = 24;

interface Probe {
  readonly rate: number;
  readonly result: LoadResult;
}

/**
 * Looks for the highest rate that meets the thresholds, halving the distance (as a ratio) between one that does and one that
 * does not with each try.
 *
 * @returns The result at that rate; where none met them, the result at the lowest.
 * @throws {TypeError} When the search makes no sense.
 */
export async function findKnee(
  options: LoadTestOptions,
  search: KneeSearch,
  run: (options: LoadTestOptions) => Promise<LoadResult>,
): Promise<LoadResult> {
  const { from, to, seconds = 10, precision = 0.05 } = search;
  checkRange('knee.from', from, [1e-3, to]);
  checkRange('knee.precision', precision, [0.001, 1]);
  if (options.model === 'closed') throw new TypeError('A knee is a rate, and there is none in the closed model');
  const probes: Probe[] = [];
  const tryRate = async (rate: number): Promise<boolean> => {
    const result = await run({ ...options, knee: undefined, stages: [{ type: 'steady', seconds, level: rate }] });
    probes.push({ rate, result });
    return result.status === 'passed';
  };
  const isOver = (): boolean => options.signal?.aborted === true || probes.length >= MAX_PROBES;
  let bounds = (await tryRate(from)) ? { passed: from, failed: to } : undefined;
  if (bounds !== undefined && !isOver() && from < to && (await tryRate(to))) bounds = { passed: to, failed: to };
  while (bounds !== undefined && bounds.failed / bounds.passed > 1 + precision && !isOver()) {
    const rate = Number(Math.sqrt(bounds.passed * bounds.failed).toPrecision(4));
    bounds = (await tryRate(rate)) ? { ...bounds, passed: rate } : { ...bounds, failed: rate };
  }
  return resultOf(probes);
}

function resultOf(probes: readonly Probe[]): LoadResult {
  const byRate = probes.toSorted((a, b) => a.rate - b.rate);
  const best = byRate.findLast(({ result }) => result.status === 'passed');
  const failed = byRate.find(({ rate, result }) => result.status !== 'passed' && rate > (best?.rate ?? 0));
  const shown = best ?? byRate[0];
  if (shown === undefined) throw new TypeError('No rate was tried');
  if (best === undefined) return shown.result;
  const knee: LoadKnee = {
    rate: best.rate,
    ...(failed !== undefined && { failed_at: failed.rate }),
    probes: probes.map(probeOf),
  };
  const cancelled = probes.find(({ result }) => result.status === 'cancelled')?.result;
  return { ...shown.result, ...(cancelled !== undefined && { status: cancelled.status }), knee };
}

function probeOf({ rate, result }: Probe): LoadProbe {
  const { status, response } = result;
  const errors = errorRate(result);
  return {
    rate,
    status,
    ...(response.p99_ms !== undefined && { p99_ms: response.p99_ms }),
    ...(errors !== undefined && { error_rate: errors }),
  };
}
