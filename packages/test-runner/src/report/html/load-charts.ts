import { LatencyHistogram } from '@mockloop/analyzer';
import { percentilesOf } from '../../load/latency-summary.ts';
import type { LatencySummary, LoadResult, LoadSecond } from '../../load/load-result.ts';
import { type Html, html } from './html.ts';
import { plot } from './plot.ts';
import { amount, count, duration, figure } from './words.ts';

/** More are not told apart on a screen. */
const MAX_PLACES = 240;
const MAX_COLUMNS = 48;

/** Response times, throughput and errors over time, and how response times are distributed. */
export function loadCharts({ series, response, model }: LoadResult): Html {
  const spans = spansOf(series);
  return html`<section class="charts plots" aria-label="Charts">${spans.filter(({ level }) => level !== undefined).length > 1 && [latencyPlot(spans), ratePlot(spans, model), errorPlot(spans)]}${distributionPlot(response)}</section>`;
}

/** Some seconds in a row. */
interface Span {
  readonly start: number;
  readonly seconds: number;
  readonly answered: number;
  readonly failed: number;
  readonly level?: number | undefined;
  readonly latencies: Pick<LatencySummary, 'p50_ms' | 'p95_ms' | 'p99_ms'>;
}

function spansOf(series: readonly LoadSecond[]): Span[] {
  const size = Math.ceil(series.length / MAX_PLACES);
  const starts = Array.from({ length: size === 0 ? 0 : Math.ceil(series.length / size) }, (_, index) => index * size);
  return starts.map((start) => spanOf(series.slice(start, start + size)));
}

function spanOf(seconds: readonly LoadSecond[]): Span {
  const histogram = new LatencyHistogram();
  for (const second of seconds) histogram.merge(LatencyHistogram.from(second.histogram));
  const sum = (value: (second: LoadSecond) => number): number =>
    seconds.reduce((total, second) => total + value(second), 0);
  const levels = seconds.flatMap(({ level }) => level ?? []);
  return {
    start: seconds[0]?.second ?? 0,
    seconds: seconds.length,
    answered: sum(({ answered }) => answered) / seconds.length,
    failed: sum(({ errors }) => Object.values(errors).reduce((total, times) => total + times, 0)) / seconds.length,
    level: levels.length === 0 ? undefined : levels.reduce((total, level) => total + level, 0) / levels.length,
    latencies: percentilesOf(histogram),
  };
}

function latencyPlot(spans: readonly Span[]): Html {
  const worst = spans.toSorted((a, b) => (b.latencies.p99_ms ?? 0) - (a.latencies.p99_ms ?? 0))[0];
  return plot({
    title: 'Response times',
    unit: 'ms',
    summary: `p99 was worst at ${clock(worst?.start ?? 0)}: ${duration(worst?.latencies.p99_ms)}.`,
    series: (['p99', 'p95', 'p50'] as const).map((name) => ({
      name,
      style: name,
      shape: 'line',
      values: spans.map(({ latencies }) => latencies[`${name}_ms`]),
    })),
    ...timeAxis(spans),
  });
}

/** Without what came after the last request. */
function ratePlot(all: readonly Span[], model: LoadResult['model']): Html {
  const spans = all.filter(({ level }) => level !== undefined);
  const rates = spans.map(({ answered }) => answered);
  const asked = { name: 'asked for', style: 'asked', shape: 'line', values: spans.map(({ level }) => level) } as const;
  return plot({
    title: 'Throughput',
    unit: 'answers per second',
    summary: `Between ${figure(Math.min(...rates))} and ${figure(Math.max(...rates))} per second.`,
    series: [{ name: 'answered', style: 'accent', shape: 'area', values: rates }, ...(model === 'open' ? [asked] : [])],
    ...timeAxis(spans),
  });
}

function errorPlot(spans: readonly Span[]): Html | undefined {
  const failing = spans.filter(({ failed }) => failed > 0);
  const [first] = failing;
  if (first === undefined) return undefined;
  const total = failing.reduce((sum, { failed, seconds }) => sum + failed * seconds, 0);
  return plot({
    title: 'Errors',
    unit: 'per second',
    summary: `${amount(total, 'error')}, the first at ${clock(first.start)}.`,
    series: [{ name: 'errors', style: 'error', shape: 'bars', values: spans.map(({ failed }) => failed) }],
    ...timeAxis(spans),
  });
}

/** Columns are as wide as each other on a logarithmic scale. */
function distributionPlot({ histogram: sparse, count: all, p50_ms, p99_ms }: LatencySummary): Html | undefined {
  const histogram = LatencyHistogram.from(sparse);
  if (all === 0 || histogram.min === undefined || histogram.max === undefined) return undefined;
  const low = Math.max(1, histogram.min) * 0.98;
  const ratio = (Math.max(low * 1.1, histogram.max) / low) ** (1 / MAX_COLUMNS);
  const edges = Array.from({ length: MAX_COLUMNS + 1 }, (_, index) => low * ratio ** index);
  const upTo = edges.map((edge, index) =>
    index === 0 ? 0 : index === MAX_COLUMNS ? histogram.count : histogram.countUpTo(edge),
  );
  const columns = edges.slice(1).map((_, index) => (upTo[index + 1] ?? 0) - (upTo[index] ?? 0));
  const name = (index: number): string => duration((edges[index] ?? 0) / 1000);
  return plot({
    title: 'Distribution of response times',
    unit: 'requests',
    summary: `${count(all)} answers: half within ${duration(p50_ms)}, 99 % within ${duration(p99_ms)}.`,
    series: [{ name: 'requests', style: 'accent', shape: 'bars', values: columns }],
    places: columns.map((_, index) => `${name(index)} to ${name(index + 1)}`),
    ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => name(share * MAX_COLUMNS)),
  });
}

function timeAxis(spans: readonly Span[]): { readonly places: readonly string[]; readonly ticks: readonly string[] } {
  const end = (spans.at(-1)?.start ?? 0) + (spans.at(-1)?.seconds ?? 0);
  return {
    places: spans.map(({ start, seconds }) =>
      seconds === 1 ? clock(start) : `${clock(start)} to ${clock(start + seconds)}`,
    ),
    ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => clock(Math.round(end * share))),
  };
}

/** `1:05`, `1:00:05` */
function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const rest = `${two(seconds % 60)}`;
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}
