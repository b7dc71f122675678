import type { Cluster } from '../model/finding.ts';
import type { LoadRun } from '../model/load-run.ts';
import type { TestRun } from '../model/test-run.ts';
import type { ReportedRun, ReportOptions } from './write-report.ts';

/** A comment on a pull request is read, not scrolled through. */
const MAX_LINES = 60;

/** Runs in Markdown (GitHub's), short enough for a comment on a pull request: causes first, sixty lines at the most. */
export function toMarkdown(
  runs: readonly ReportedRun[],
  { detail = 'detailed' }: Pick<ReportOptions, 'detail'>,
): string {
  const share = Math.max(8, Math.floor((MAX_LINES - 2) / Math.max(1, runs.length)));
  const lines = runs.flatMap((run) => [
    ...(run.kind === 'load' ? loadLines(run, share) : testLines(run, share, detail)),
    '',
  ]);
  const cut = lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES - 1), '…'] : lines;
  return `${cut.join('\n').trimEnd()}\n`;
}

function testLines(run: TestRun, most: number, detail: ReportOptions['detail']): string[] {
  const { clusters, suspicions, coverage, warnings, plan } = run;
  const head = [
    `## ${mark(run.status)} ${text(plan.document.title)}: ${run.status}`,
    '',
    `${run.requests} requests in ${(run.duration_ms / 1000).toFixed(1)} s against ${code(plan.server_url)}, seed ${code(plan.seed)}. ${coverage.succeeded} of ${coverage.operations} operations answered 2xx.${run.reason === undefined ? '' : ` ${text(run.reason)}`}`,
    '',
  ];
  const foot = [
    ...(suspicions.length === 0 ? [] : [`${suspicions.length} suspicions could not be confirmed; they do not count.`]),
    // Without a line between, what follows a quotation is part of it.
    ...(warnings.length === 0 ? [] : [...warnings.slice(0, 3).map(({ message }) => `> ${text(message)}`), '']),
    `Run ${code(run.id)}`,
  ];
  if (clusters.length === 0) return [...head, 'Nothing was found.', '', ...foot];
  const room = Math.max(1, most - head.length - foot.length - 4);
  const shown = clusters.slice(0, detail === 'summary' ? Math.min(10, room) : room);
  const rest = clusters.length - shown.length;
  return [
    ...head,
    '| severity | what | where | replay |',
    '|---|---|---|---|',
    ...shown.map((cluster) => clusterRow(cluster, run)),
    ...(rest > 0 ? [`| | … and ${rest} more causes | | |`] : []),
    '',
    ...foot,
  ];
}

function clusterRow(cluster: Cluster, { findings }: TestRun): string {
  const { severity, check, message, operations, operation_count: count, line, finding_ids } = cluster;
  const [operation = 'the server'] = operations;
  const others = count > 1 ? ` and ${count - 1} more` : '';
  const place = line === undefined ? '' : `, line ${line}`;
  const replay = findings.find(({ id }) => id === finding_ids[0])?.case_id ?? '';
  return `| ${severity} | **${text(check)}** ${text(message)} | ${code(operation)}${others}${place} | ${code(replay)} |`;
}

function loadLines({ result, status, reason, server_url: url, document, id }: LoadRun, most: number): string[] {
  const { response, thresholds, operations, achieved_rate: rate, sent, ok } = result;
  const slowest = operations.toSorted((a, b) => (b.response.p95_ms ?? 0) - (a.response.p95_ms ?? 0));
  const lines = [
    `## ${mark(status)} ${text(document?.title ?? url)} under load: ${status}`,
    '',
    `${sent} requests at ${rate.toFixed(1)}/s against ${code(url)}, ${ok} ok.${reason === undefined ? '' : ` ${text(reason)}`}`,
    '',
    '| | p50 ms | p95 ms | p99 ms | max ms |',
    '|---|---|---|---|---|',
    latencyRow('all', response),
    ...slowest.slice(0, 10).map((operation) => latencyRow(code(operation.operation), operation.response)),
    '',
    ...thresholds.map(
      ({ expression, value, passed }) =>
        `- ${mark(passed ? 'passed' : 'failed')} ${code(expression)}${value === undefined ? '' : `: ${figure(value)}`}`,
    ),
    `Run ${code(id)}`,
  ];
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), '…'];
}

function latencyRow(name: string, { p50_ms, p95_ms, p99_ms, max_ms }: LoadRun['result']['response']): string {
  return `| ${name} | ${[p50_ms, p95_ms, p99_ms, max_ms].map((value) => (value === undefined ? '' : figure(value))).join(' | ')} |`;
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4, useGrouping: false });
}

function mark(status: string): string {
  if (status === 'passed') return '✅';
  return status === 'failed' || status === 'aborted' ? '❌' : '⚠️';
}

/** Text from a document or a server, on one line and without effect in Markdown. */
function text(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ').slice(0, 300).toWellFormed();
  return line.replaceAll(/[\\`*_{}[\]<>()#+!|~@]/g, (character) => `\\${character}`);
}

function code(value: string): string {
  const line = value
    .replaceAll(/[\s`|]+/g, ' ')
    .slice(0, 200)
    .toWellFormed();
  return `\`${line}\``;
}
