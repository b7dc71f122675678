import type { Severity } from '../../model/check.ts';
import type { TestRun } from '../../model/test-run.ts';
import type { ReportOptions } from '../write-report.ts';
import { causeView } from './cause-view.ts';
import { findingView } from './finding-view.ts';
import { type Html, html } from './html.ts';
import { SEVERITIES } from './severities.ts';
import { amount, capitalized, count } from './words.ts';

/** The causes that a run found, with what filters them; below, what is only suspected. */
export function causeList(run: TestRun, { detail = 'detailed' }: Pick<ReportOptions, 'detail'>): Html {
  const { clusters, findings } = run;
  const byCluster = Map.groupBy(findings, ({ cluster }) => cluster);
  const causes = clusters.map((cluster) => {
    const order = new Map(cluster.finding_ids.map((id, index) => [id, index]));
    const place = (id: string): number => order.get(id) ?? order.size;
    const own = (byCluster.get(cluster.key) ?? []).toSorted((a, b) => place(a.id) - place(b.id));
    return causeView(cluster, { findings: own, detail });
  });
  return html`<section class="causes" aria-label="Findings">
<h3>Findings</h3>
${clusters.length === 0 ? html`<p class="nothing">Nothing was found.</p>` : [toolbar(run), html`<div class="list">${causes}</div>`, NO_MATCH]}
</section>
${suspicions(run)}`;
}

const NO_MATCH = html`<p class="nothing none" hidden>Nothing matches.</p>`;

function toolbar({ clusters, findings }: TestRun): Html {
  const checks = [...new Map(clusters.map(({ check, title }) => [check, title]))];
  const operations = [...new Set(findings.map(({ operation = 'The server' }) => operation))];
  const of = (severity: Severity): number => clusters.filter((cluster) => cluster.severity === severity).length;
  const said = `${amount(clusters.length, 'cause')}, ${amount(findings.length, 'finding')}`;
  return html`<form class="toolbar" aria-label="Filter findings" hidden>
<fieldset><legend class="hidden">Severity</legend>${SEVERITIES.filter((severity) => of(severity) > 0).map(
    (severity) =>
      html`<label class="chip ${severity}"><input type="checkbox" name="severity" value="${severity}" checked><span>${capitalized(severity)} <b>${count(of(severity))}</b></span></label>`,
  )}</fieldset>
${select('check', 'All checks', checks)}
${select(
  'operation',
  'All operations',
  operations.map((key) => [key, key]),
)}
<label><span class="hidden">Text</span><input type="search" name="text" placeholder="Filter by text" autocomplete="off"></label>
<button type="button" class="fold" aria-expanded="false">Expand all</button>
<output class="soft">${said}</output>
</form>`;
}

function select(name: string, all: string, options: readonly (readonly [value: string, text: string])[]): Html {
  return html`<label><span class="hidden">${capitalized(name)}</span><select name="${name}"><option value="">${all}</option>${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;
}

function suspicions({ suspicions: found }: TestRun): Html | undefined {
  if (found.length === 0) return undefined;
  return html`<details class="more"><summary><h3>Suspicions</h3> <span class="soft">${count(found.length)}, not confirmed: they fail no run</span></summary>
${found.map((finding) => html`<div class="suspicion"><p><span class="badge ${finding.severity}">${finding.severity}</span> <strong>${finding.title}</strong></p>${findingView(finding, { isShort: true })}</div>`)}
</details>`;
}
