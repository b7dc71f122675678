import { checkById } from '../../checks/catalogue.ts';
import type { Cluster, Finding } from '../../model/finding.ts';
import { findingView } from './finding-view.ts';
import { type Html, html, prose } from './html.ts';
import { count } from './words.ts';

export interface CauseOptions {
  /** The clearest first. */
  readonly findings: readonly Finding[];
  readonly detail: 'summary' | 'detailed' | 'comprehensive';
}

/** What has one cause, to be unfolded: what is wrong, what to do about it, and the findings that show it. */
export function causeView(cluster: Cluster, { findings, detail }: CauseOptions): Html {
  const { severity, title, check, message, operations, operation_count: total, family } = cluster;
  const [operation = 'The server'] = operations;
  return html`<details class="cause" data-severity="${severity}" data-check="${check}">
<summary>
<span class="badge ${severity}">${severity}</span>
<span class="what"><strong>${title}</strong><span class="message">${prose(message)}</span></span>
<span class="where"><code>${operation}</code>${total > 1 && html` <span class="soft">+ ${count(total - 1)} more</span>`}<span class="soft place">${short(cluster)}</span></span>
</summary>
<div class="body">
<p class="full">${prose(message)}</p>
<dl class="facts">
<div><dt>What to do</dt><dd>${prose(cluster.remedy)}</dd></div>
<div><dt>How it is proven</dt><dd>${prose(checkById(check)?.proof ?? 'By a check that this version does not know.')}</dd></div>
<div><dt>Check</dt><dd><code>${check}</code>, ${family} ${references(cluster)}</dd></div>
${pointer(cluster, findings[0])}
</dl>
<h4>${findings.length === 1 ? 'Finding' : `${count(cluster.count)} findings`}</h4>
${findings.map((finding, index) =>
  findingView(finding, {
    isShort: detail !== 'comprehensive' && (index > 0 || detail === 'summary'),
    isOpen: findings.length === 1,
    said: message,
  }),
)}
</div>
</details>`;
}

function short({ line, owasp }: Cluster): string {
  return [line === undefined ? [] : `line ${line}`, owasp ?? []].flat().join(' · ');
}

function pointer({ pointer: place, line }: Cluster, first: Finding | undefined): Html | undefined {
  if (place === undefined) return undefined;
  const file = first?.file === undefined ? '' : `${first.file}${line === undefined ? '' : `:${line}`} `;
  return html`<div><dt>In the document</dt><dd>${file !== '' && html`<code>${file.trim()}</code> `}<code>${place === '' ? '/' : place}</code></dd></div>`;
}

function references({ owasp, cwe, wfc }: Cluster): Html[] {
  return [
    ...(owasp === undefined ? [] : [html` · ${owasp}`]),
    ...(cwe === undefined
      ? []
      : [
          html` · <a href="https://cwe.mitre.org/data/definitions/${Number(cwe)}.html" rel="noreferrer">CWE-${Number(cwe)}</a>`,
        ]),
    ...(wfc === undefined ? [] : [html` · WFC ${wfc}`]),
  ];
}
