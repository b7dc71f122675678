import { createHash } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };
import { Html, html } from './html/html.ts';
import { loadRunView } from './html/load-run-view.ts';
import { PAGE_SCRIPT } from './html/page-script.ts';
import { PAGE_STYLE } from './html/page-style.ts';
import { testRunView } from './html/test-run-view.ts';
import { thresholdVerdict } from './html/threshold-verdict.ts';
import { amount, duration, moment } from './html/words.ts';
import type { ReportedRun, ReportOptions } from './write-report.ts';

/** Nothing is loaded; the one style and the one script are known by their digests, so that nothing else runs whatever a server has said. */
const POLICY = `default-src 'none'; style-src '${digestOf(PAGE_STYLE)}'; script-src '${digestOf(PAGE_SCRIPT)}'; base-uri 'none'; form-action 'none'`;

/** Runs as one page that needs nothing else, so that it can be kept, sent and printed. */
export function toHtml(runs: readonly ReportedRun[], options: ReportOptions): string {
  const [first] = runs;
  const title =
    runs.length === 1 && first !== undefined ? `${subjectOf(first)}: ${first.status}` : amount(runs.length, 'run');
  return `${
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} · MockLoop</title>
<style>${new Html(PAGE_STYLE)}</style>
</head>
<body>
<header class="top"><h1>MockLoop test report</h1><span class="soft">${runs.length !== 1 && `${amount(runs.length, 'run')} · `}version ${manifest.version}</span></header>
<main>
${runs.length !== 1 && overview(runs)}
${runs.map((run, index) => html`<article class="run" id="run-${index + 1}" aria-label="${subjectOf(run)}">${run.kind === 'load' ? loadRunView(run, options) : testRunView(run, options)}</article>`)}
</main>
<script>${new Html(PAGE_SCRIPT)}</script>
</body>
</html>
`.markup
  }`;
}

function overview(runs: readonly ReportedRun[]): Html {
  const rows = runs.map(
    (run, index) =>
      html`<tr><td><a href="#run-${index + 1}">${subjectOf(run)}</a></td><td>${run.kind}</td><td><span class="status ${run.status}">${run.status}</span></td><td>${outcomeOf(run)}</td><td class="number">${duration(run.duration_ms)}</td><td>${moment(run.started_at)}</td></tr>`,
  );
  return html`<nav class="runs" aria-label="Runs"><div class="scroll" tabindex="0" role="region" aria-label="Runs"><table><thead><tr><th scope="col">Run</th><th scope="col">Kind</th><th scope="col">Status</th><th scope="col">Outcome</th><th scope="col" class="number">Time</th><th scope="col">Started</th></tr></thead><tbody>${rows}</tbody></table></div></nav>`;
}

function outcomeOf(run: ReportedRun): string {
  if (run.kind !== 'load') return `${amount(run.findings.length, 'finding')}, ${amount(run.clusters.length, 'cause')}`;
  return `p99 ${duration(run.result.response.p99_ms)}. ${thresholdVerdict(run.result)}`;
}

function subjectOf(run: ReportedRun): string {
  if (run.kind !== 'load') return run.plan.document.title;
  return run.document?.title ?? run.server_url;
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
