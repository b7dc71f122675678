import type { LatencySummary, LoadErrors, LoadResult } from '../../load/load-result.ts';
import type { LoadRun } from '../../model/load-run.ts';
import type { ReportOptions } from '../write-report.ts';
import { stackedBar } from './bars.ts';
import { type Html, html } from './html.ts';
import { loadCharts } from './load-charts.ts';
import { type Fact, runHead } from './run-head.ts';
import { thresholdVerdict } from './threshold-verdict.ts';
import { amount, count, duration, figure, percent } from './words.ts';

/** A load run: what it came to, what was asked of it, and where its time went. */
export function loadRunView(run: LoadRun, options: ReportOptions): Html {
  const { document, result, server_url: url, reason = result.status_reason } = run;
  const head = runHead({
    run: { ...run, reason: result.saturated?.reasons.includes(reason ?? '') ? undefined : reason },
    title: document === undefined ? url : `${document.title} ${document.version}`,
    kind: 'load',
    seed: result.seed,
    requests: result.sent,
    verdict: thresholdVerdict(result),
    facts: facts(result),
  });
  return html`${head}
${result.saturated !== undefined && html`<section class="notes" aria-label="Warnings"><div class="note"><p>The measuring side was too busy for these figures to be trusted. ${result.saturated.reasons.join(' ')}</p></div></section>`}
${thresholdTable(result)}
${options.charts !== false && loadCharts(result)}
${operationTable(result)}
${options.detail !== 'summary' && [stageTable(result), probeTable(result)]}
${machine(result)}`;
}

function facts({
  achieved_rate,
  target_rate,
  concurrent_users,
  sent,
  ok,
  response,
  apdex,
  knee,
  dropped,
}: LoadResult): Fact[] {
  const level = concurrent_users === undefined ? '' : `${amount(concurrent_users, 'user')}`;
  return [
    {
      name: 'Answers per second',
      value: figure(achieved_rate),
      note: target_rate === undefined ? level : `of ${figure(target_rate)} asked for`,
    },
    { name: 'Succeeded', value: sent === 0 ? '–' : percent(ok / sent), part: ok, whole: sent },
    { name: 'p50', value: duration(response.p50_ms) },
    { name: 'p95', value: duration(response.p95_ms) },
    { name: 'p99', value: duration(response.p99_ms) },
    { name: 'Longest', value: duration(response.max_ms) },
    ...(apdex === undefined
      ? []
      : [{ name: 'Apdex', value: figure(apdex.score), note: `at ${duration(apdex.threshold_ms)}` }]),
    ...(knee === undefined
      ? []
      : [
          {
            name: 'Holds up to',
            value: `${figure(knee.rate)}/s`,
            note: knee.failed_at === undefined ? 'and maybe more' : `not ${figure(knee.failed_at)}/s`,
          },
        ]),
    ...(dropped === undefined ? [] : [{ name: 'Never sent', value: count(dropped) }]),
  ];
}

function thresholdTable({ thresholds, saturated }: LoadResult): Html | undefined {
  if (thresholds.length === 0) return undefined;
  return html`<section aria-label="Thresholds"><h3>Thresholds</h3><ul class="thresholds">${thresholds.map(
    ({ expression, value, passed }) =>
      html`<li>${badge(passed ? 'met' : saturated === undefined ? 'missed' : 'open')} <code>${expression}</code> <span class="soft">${value === undefined ? 'not measured' : `measured ${figure(value)}`}</span></li>`,
  )}</ul></section>`;
}

function badge(outcome: 'met' | 'missed' | 'open'): Html {
  return html`<span class="badge ${outcome}">${outcome}</span>`;
}

function operationTable({ operations }: LoadResult): Html {
  const longest = Math.max(0, ...operations.map(({ response }) => response.p99_ms ?? 0));
  const rows = operations.map(
    ({ operation, sent, ok, errors, response }) =>
      html`<tr><th scope="row"><code>${operation}</code>${errorWords(errors)}</th><td class="number">${count(sent)}</td><td class="number${ok < sent && ' bad'}">${count(sent - ok)}</td>${latencyCells(response)}<td class="drawn">${latencyBar(response, longest)}</td></tr>`,
  );
  return table(
    'Operations',
    [['Operation', ''], ['Sent', 'number'], ['Failed', 'number'], ...LATENCIES, ['p50, p95, p99', 'drawn']],
    rows,
  );
}

function stageTable({ stages }: LoadResult): Html {
  const rows = stages.map(
    ({ type, level, from, seconds, sent, ok, response }) =>
      html`<tr><th scope="row">${type}${from === undefined ? '' : ` from ${figure(from)}`} to ${figure(level)}</th><td class="number">${duration(seconds * 1000)}</td><td class="number">${count(sent)}</td><td class="number${ok < sent && ' bad'}">${count(sent - ok)}</td>${latencyCells(response)}</tr>`,
  );
  return table(
    'Stages',
    [['Stage', ''], ['Length', 'number'], ['Sent', 'number'], ['Failed', 'number'], ...LATENCIES],
    rows,
  );
}

function probeTable({ knee }: LoadResult): Html | undefined {
  if (knee === undefined) return undefined;
  const rows = knee.probes.map(
    ({ rate, status, p99_ms, error_rate }) =>
      html`<tr><th scope="row">${figure(rate)}/s</th><td>${badge(status === 'passed' ? 'met' : 'missed')}</td><td class="number">${duration(p99_ms)}</td><td class="number">${error_rate === undefined ? '–' : percent(error_rate)}</td></tr>`,
  );
  return table(
    'Search for the highest rate',
    [
      ['Rate', ''],
      ['Thresholds', ''],
      ['p99', 'number'],
      ['Errors', 'number'],
    ],
    rows,
  );
}

type Column = readonly [name: string, style: string];

const LATENCIES: readonly Column[] = [
  ['p50', 'number'],
  ['p95', 'number'],
  ['p99', 'number'],
  ['Longest', 'number'],
];

function latencyCells({ p50_ms, p95_ms, p99_ms, max_ms }: LatencySummary): Html[] {
  return [p50_ms, p95_ms, p99_ms, max_ms].map((value) => html`<td class="number">${duration(value)}</td>`);
}

function latencyBar({ p50_ms: p50 = 0, p95_ms: p95 = 0, p99_ms: p99 = 0 }: LatencySummary, longest: number): Html {
  return stackedBar(
    [
      { fill: 'p50', value: p50 },
      { fill: 'p95', value: p95 - p50 },
      { fill: 'p99', value: p99 - p95 },
    ],
    longest,
  );
}

function errorWords(errors: LoadErrors): Html | undefined {
  const words = Object.entries(errors).map(([kind, times]) => `${count(times)} ${kind}`);
  return words.length === 0 ? undefined : html` <span class="soft">${words.join(', ')}</span>`;
}

function table(name: string, columns: readonly Column[], rows: readonly Html[]): Html {
  return html`<section aria-label="${name}"><h3>${name}</h3><div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${columns.map(([title, style]) => html`<th scope="col" class="${style}">${title}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function machine({
  machine: { cores, node, workers },
  worker_utilization: busy,
  dispatch_lag: lag,
  warm_up_seconds: warmUp,
  model,
}: LoadResult): Html {
  const late = lag?.p99_ms === undefined ? '' : ` 99 % of the requests left at most ${duration(lag.p99_ms)} late.`;
  return html`<p class="soft">Measured in the ${model} model after ${duration(warmUp * 1000)} of warm-up, by ${amount(workers, 'thread')} of a machine with ${amount(cores, 'core')} and Node.js ${node}, busy ${percent(busy)} of the time.${late} Response times count from when a request was due.</p>`;
}
