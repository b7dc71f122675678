import type { Severity } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { TestRun } from '../../model/test-run.ts';
import { type BarPart, stackedBar } from './bars.ts';
import { type Html, html } from './html.ts';
import { SEVERITIES } from './severities.ts';
import { amount, count, duration } from './words.ts';

const MAX_OPERATIONS = 12;

/** Findings by severity and by operation, and what each phase cost. */
export function testCharts(run: TestRun): Html {
  return html`<section class="charts" aria-label="Charts">${severityChart(run.findings)}${operationChart(run.findings)}${phaseChart(run)}</section>`;
}

function severityChart(findings: readonly Finding[]): Html | undefined {
  if (findings.length === 0) return undefined;
  const parts = bySeverity(findings);
  const said = parts.map(({ fill, value }) => `${count(value)} ${fill}`).join(', ');
  return html`<figure><figcaption><strong>Findings by severity</strong></figcaption>
<div class="tall">${stackedBar(parts, findings.length, said)}</div>
<ul class="legend">${parts.map(({ fill, value }) => html`<li><i class="key key-${fill}"></i>${fill} <b>${count(value)}</b></li>`)}</ul></figure>`;
}

function operationChart(findings: readonly Finding[]): Html | undefined {
  const groups = Map.groupBy(findings, ({ operation = 'The server' }) => operation);
  if (groups.size < 2) return undefined;
  const sorted = [...groups].toSorted(([, a], [, b]) => b.length - a.length);
  const most = sorted[0]?.[1].length ?? 1;
  const rest = sorted.length - MAX_OPERATIONS;
  return html`<figure class="long"><figcaption><strong>Findings by operation</strong></figcaption>
<table class="bars"><tbody>${sorted
    .slice(0, MAX_OPERATIONS)
    .map(
      ([operation, own]) =>
        html`<tr><th scope="row"><code>${operation}</code></th><td class="drawn">${stackedBar(bySeverity(own), most)}</td><td class="number">${count(own.length)}</td></tr>`,
    )}</tbody></table>
${rest > 0 && html`<p class="soft">and ${amount(rest, 'operation')} with fewer</p>`}</figure>`;
}

function bySeverity(findings: readonly Finding[]): BarPart[] {
  const of = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return SEVERITIES.map((severity) => ({ fill: severity, value: of(severity) })).filter(({ value }) => value > 0);
}

function phaseChart({ phases }: TestRun): Html | undefined {
  if (phases.length === 0) return undefined;
  const longest = Math.max(...phases.map(({ duration_ms: ms }) => ms));
  const rows = phases.map(
    ({ phase, cases, requests, findings, duration_ms: ms }) =>
      html`<tr><th scope="row">${phase}</th><td class="drawn spare">${stackedBar([{ fill: 'accent', value: ms }], longest)}</td><td class="number">${duration(ms)}</td><td class="number">${count(cases)}</td><td class="number">${count(requests)}</td><td class="number">${count(findings)}</td></tr>`,
  );
  return html`<figure><figcaption><strong>Phases</strong></figcaption>
<table class="bars"><thead><tr><td></td><td class="drawn spare"></td><th scope="col" class="number">Time</th><th scope="col" class="number">Cases</th><th scope="col" class="number">Requests</th><th scope="col" class="number">Findings</th></tr></thead><tbody>${rows}</tbody></table></figure>`;
}
