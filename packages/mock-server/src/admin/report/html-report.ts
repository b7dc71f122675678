import { createHash } from 'node:crypto';
import type { FailedRequest, OperationReport } from '@mockloop/analyzer';
import { escapeHtml } from '../escape-html.ts';
import { milliseconds, percentage, subjectOf, type TitledReport } from './titled-report.ts';

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#dde1e6, #343a42); --soft: light-dark(#5b6470, #9aa4b1); --panel: light-dark(#f6f8fa, #1b2026); --good: light-dark(#1a7f37, #4ac26b); --bad: light-dark(#c62828, #ff7b72); --bar: light-dark(#7aa7e0, #3d6ea8); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 2rem 1.25rem 4rem; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#fff, #121519); color: light-dark(#1b1f24, #e6e9ed); overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2.25rem 0 .5rem; font-size: 1.1rem; }
p { margin: .4rem 0; }
.soft { color: var(--soft); }
.passed { color: var(--good); } .failed { color: var(--bad); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem 1.25rem; margin: 1.25rem 0 0; padding: 1rem 1.25rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
dt { color: var(--soft); font-size: .875rem; } dd { margin: 0; font-size: 1.15rem; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; color: var(--soft); font-weight: normal; font-size: .875rem; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.number { text-align: right; white-space: nowrap; }
code { font: .875em/1.6 ui-monospace, SFMono-Regular, Menlo, monospace; }
svg { display: block; width: 10rem; height: 1rem; } .total { fill: var(--bar); } .broken { fill: var(--bad); }
ul { margin: .25rem 0; padding-left: 1.1rem; }
@media (max-width: 45rem) { svg { width: 5rem; } }
`;

/** The page runs no script and loads nothing: its one style is known by its digest. */
export const HTML_REPORT_POLICY: string = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const MAX_LISTED = 500;

/** One page that needs nothing else, so that it can be kept and sent. */
export function htmlReport(report: TitledReport): string {
  const subject = escapeHtml(subjectOf(report));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${subject} · MockLoop</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${subject}: <span class="${report.status}">${report.status}</span></h1>
<p class="soft">${escapeHtml(period(report))}</p>
</header>
<main>
${facts(report)}
${operationTable(report.operations)}
${failureTable(report.failures)}
${notCalled(report)}
<p class="soft">${escapeHtml(report.failure_rule)}</p>
</main>
</body>
</html>
`;
}

function period({ earliest, latest, generated_at }: TitledReport): string {
  const span = earliest === undefined || latest === undefined ? '' : `Requests from ${earliest} to ${latest}. `;
  return `${span}Generated at ${generated_at}.`;
}

function facts({ total_requests, failed_requests, performance, coverage }: TitledReport): string {
  const { operations, statuses } = coverage;
  const rows = [
    ['Requests', String(total_requests)],
    ['Failed', String(failed_requests)],
    ['p50', milliseconds(performance?.p50_ms)],
    ['p95', milliseconds(performance?.p95_ms)],
    ['p99', milliseconds(performance?.p99_ms)],
    ['Operations called', `${operations.called} of ${operations.total} (${percentage(operations.percentage)})`],
    ['Declared responses seen', `${statuses.seen} of ${statuses.total} (${percentage(statuses.percentage)})`],
  ];
  return `<dl>${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function operationTable(operations: readonly OperationReport[]): string {
  const most = Math.max(1, ...operations.map(({ total_requests: total }) => total));
  const head = ['Operation', 'Requests', '', 'Failed', 'p95', 'Statuses'].map((name) => `<th>${name}</th>`).join('');
  const rows = operations.slice(0, MAX_LISTED).map((operation) => operationRow(operation, most));
  return `<h2>Operations</h2><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>${more(operations.length)}`;
}

function operationRow(operation: OperationReport, most: number): string {
  const { key, total_requests, failed_requests, performance, statuses, failures } = operation;
  const seen = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
  const reasons = failures.map(({ count, message }) => `<li>${count} × ${escapeHtml(message)}</li>`).join('');
  const list = reasons === '' ? '' : `<ul>${reasons}</ul>`;
  return `<tr><td><code>${escapeHtml(key)}</code>${list}</td><td class="number">${total_requests}</td><td>${bar(operation, most)}</td><td class="number${failed_requests > 0 ? ' failed' : ''}">${failed_requests}</td><td class="number">${milliseconds(performance?.p95_ms)}</td><td>${seen.join(', ')}</td></tr>`;
}

/** As long as its share of the most called operation; what failed of it in another colour. */
function bar({ total_requests, failed_requests }: OperationReport, most: number): string {
  const width = (count: number): string => ((count / most) * 100).toFixed(2);
  const failed = `<rect class="broken" width="${width(failed_requests)}" height="10"/>`;
  return `<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${total_requests} requests, ${failed_requests} failed"><rect class="total" width="${width(total_requests)}" height="10"/>${failed_requests > 0 ? failed : ''}</svg>`;
}

function failureTable(failures: readonly FailedRequest[]): string {
  if (failures.length === 0) return '';
  const head = ['Time', 'Request', 'Status', 'Why', 'Log entry'].map((name) => `<th>${name}</th>`).join('');
  const rows = failures.map(({ id, time, method, path, status, reasons }) => {
    const why = reasons.map(({ message }) => escapeHtml(message)).join('<br>');
    return `<tr><td>${time}</td><td><code>${escapeHtml(`${method} ${path}`)}</code></td><td>${status}</td><td>${why}</td><td>${escapeHtml(id)}</td></tr>`;
  });
  return `<h2>Failed requests</h2><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function notCalled({ coverage }: TitledReport): string {
  const keys = coverage.operations.not_called;
  if (keys.length === 0) return '';
  const items = keys.slice(0, MAX_LISTED).map((key) => `<li><code>${escapeHtml(key)}</code></li>`);
  return `<h2>Not called</h2><ul>${items.join('')}</ul>${more(keys.length)}`;
}

function more(count: number): string {
  return count > MAX_LISTED ? `<p class="soft">and ${count - MAX_LISTED} more</p>` : '';
}
