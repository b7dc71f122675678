import { checkById } from '../../checks/catalogue.ts';
import type { TestRun } from '../../model/test-run.ts';
import type { ReportOptions } from '../write-report.ts';
import { causeList } from './cause-list.ts';
import { type Html, html } from './html.ts';
import { owaspView } from './owasp-view.ts';
import { type Fact, runHead } from './run-head.ts';
import { testCharts } from './test-charts.ts';
import { amount, count, duration, percent } from './words.ts';

/** A functional or security run: what it came to, what it found, and what its pass means. */
export function testRunView(run: TestRun, options: ReportOptions): Html {
  const { plan, kind, requests, warnings } = run;
  const head = runHead({
    run,
    title: `${plan.document.title} ${plan.document.version}`,
    kind,
    seed: plan.seed,
    requests,
    verdict: verdict(run),
    facts: facts(run),
  });
  return html`${head}
${warnings.length > 0 && html`<section class="notes" aria-label="Warnings">${warnings.map(({ message, operations = [] }) => html`<div class="note"><p>${message}</p>${operationList(operations)}</div>`)}</section>`}
${options.charts !== false && testCharts(run)}
${causeList(run, options)}
${owaspView(run)}
${neverSucceeded(run)}
${checkTable(run)}`;
}

function verdict({ clusters, findings, suspicions }: TestRun): string {
  const operations = new Set(findings.map(({ operation }) => operation)).size;
  const found =
    clusters.length === 0
      ? 'Nothing was found'
      : `${amount(findings.length, 'finding')} at ${amount(operations, 'operation')}, with ${amount(clusters.length, 'cause')}`;
  return suspicions.length === 0 ? `${found}.` : `${found}; ${amount(suspicions.length, 'suspicion')} not confirmed.`;
}

function facts({ coverage, latency, phases }: TestRun): Fact[] {
  const { operations, succeeded, statuses } = coverage;
  const cases = phases.reduce((sum, phase) => sum + phase.cases, 0);
  return [
    {
      name: 'Operations that answered 2xx',
      value: `${count(succeeded)} of ${count(operations)}`,
      part: succeeded,
      whole: operations,
    },
    {
      name: 'Declared responses seen',
      value: `${count(statuses.seen)} of ${count(statuses.declared)}`,
      part: statuses.seen,
      whole: statuses.declared,
    },
    { name: 'Cases', value: count(cases) },
    { name: 'p50', value: duration(latency.p50_ms) },
    { name: 'p95', value: duration(latency.p95_ms) },
    { name: 'p99', value: duration(latency.p99_ms) },
  ];
}

function operationList(operations: readonly string[]): Html | undefined {
  if (operations.length === 0) return undefined;
  return html`<ul class="operations">${operations.map((key) => html`<li><code>${key}</code></li>`)}</ul>`;
}

function neverSucceeded({ coverage }: TestRun): Html | undefined {
  const { never_succeeded: keys, operations, succeeded } = coverage;
  if (keys.length === 0) return undefined;
  return html`<details class="more"><summary><h3>Operations that never answered 2xx</h3> <span class="soft">${count(operations - succeeded)}: what they do is not tested</span></summary>${operationList(keys)}</details>`;
}

/** What a pass means. */
function checkTable({ checks }: TestRun): Html | undefined {
  const tried = checks.filter((check) => check.tried > 0);
  if (tried.length === 0) return undefined;
  const rows = tried.map(({ check, tried: times, findings }) => {
    const known = checkById(check);
    return html`<tr><td>${known?.title ?? check} <code class="soft">${check}</code></td><td>${known?.family}</td><td class="number">${count(times)}</td><td class="number${findings > 0 && ' bad'}">${count(findings)}</td></tr>`;
  });
  const clean = tried.filter(({ findings }) => findings === 0).length;
  return html`<details class="more"><summary><h3>What was checked</h3> <span class="soft">${amount(tried.length, 'check')}, ${percent(clean / tried.length)} without a finding</span></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Checks"><table><thead><tr><th scope="col">Check</th><th scope="col">Family</th><th scope="col" class="number">Tried</th><th scope="col" class="number">Findings</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}
