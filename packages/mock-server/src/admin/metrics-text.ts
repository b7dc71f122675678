import { durationOfBucket, type LogGroup } from '@mockloop/log-store';
import type { AdminHost } from './admin-host.ts';

/** Upper bounds in seconds: the customary ones, and two below for answers from memory. */
const BOUNDS: readonly number[] = [0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [suffix: string, labels: Labels, value: number];

/** The media type of `metricsText`. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * The mock's counters, and the log's counts and durations by path template, in Prometheus' text format. They are read
 * where they are kept anyway, when they are asked for: requests do not pay for metrics, and a histogram comes out of
 * the log's own. (A metrics library would want to see each observation.)
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export async function metricsText(host: AdminHost): Promise<string> {
  const { requests, inFlight, invalid } = host.counters();
  const groups = await host.logs.groups({}, 'endpoint');
  const info = { version: host.version, document: host.document().info.title };
  return [
    family('mockloop_info gauge', 'Always 1; the labels say what runs.', [['', info, 1]]),
    family('mockloop_start_time_seconds gauge', 'When the mock started, since the epoch.', [
      ['', {}, Date.parse(host.startedAt) / 1000],
    ]),
    family('mockloop_requests_in_flight gauge', 'Requests being answered.', [['', {}, inFlight]]),
    family('mockloop_requests_total counter', 'Requests since the mock started.', [['', {}, requests]]),
    family('mockloop_invalid_requests_total counter', 'Requests since the mock started that broke the document.', [
      ['', {}, invalid],
    ]),
    family(
      'mockloop_request_duration_seconds histogram',
      'Time to answer, of every request in the log.',
      groups.flatMap(histogram),
    ),
  ].join('');
}

function family(nameAndType: string, help: string, samples: readonly Sample[]): string {
  const [name = ''] = nameAndType.split(' ');
  const lines = samples.map(([suffix, labels, value]) => `${name}${suffix}${labelSet(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${nameAndType}\n${lines.join('')}`;
}

function labelSet(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** Buckets of the log are finer by far: each falls into the first bound that it does not pass. */
function histogram({ key, status, count, durations }: LogGroup): Sample[] {
  const space = key.indexOf(' ');
  const labels = { method: key.slice(0, space), route: key.slice(space + 1), status: String(status) };
  const buckets = BOUNDS.map((bound): Sample => {
    const within = durations.buckets.filter(([bucket]) => durationOfBucket(bucket) <= bound * 1000);
    return ['_bucket', { ...labels, le: String(bound) }, within.reduce((sum, [, exchanges]) => sum + exchanges, 0)];
  });
  return [
    ...buckets,
    ['_bucket', { ...labels, le: '+Inf' }, count],
    ['_sum', labels, durations.sum / 1000],
    ['_count', labels, count],
  ];
}
