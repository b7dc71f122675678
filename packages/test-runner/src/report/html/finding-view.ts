import type { Finding } from '../../model/finding.ts';
import { exchangeView } from './exchange-view.ts';
import { type Html, html } from './html.ts';
import { amount } from './words.ts';

/** One finding, to be unfolded. What is kept short has no evidence, only the way to see it again. */
export function findingView(finding: Finding, { isShort }: { readonly isShort: boolean }): Html {
  const {
    operation = 'The server',
    case_id: caseId,
    tried,
    message,
    repeated,
    evidence,
    reproduce,
    phase,
    seed,
  } = finding;
  return html`<details class="finding" data-operation="${operation}">
<summary><code>${operation}</code> <span class="tried">${tried}</span></summary>
<div class="body">
<p>${message}</p>
${comparison(finding)}
<p class="soft">Case <code>${caseId}</code>, phase ${phase}, seed <code>${seed}</code>. Shown ${repeated.shown} of ${amount(repeated.tried, 'time')}.${place(finding)}</p>
${!isShort && evidence.map((exchange, index) => exchangeView(exchange, index + 1))}
${snippet('curl', reproduce.curl)}
${!isShort && snippet('Vitest', reproduce.vitest)}
</div>
</details>`;
}

/** What was expected beside what came. */
export function comparison({ expected, observed }: Pick<Finding, 'expected' | 'observed'>): Html | undefined {
  if (expected === undefined && observed === undefined) return undefined;
  return html`<dl class="comparison">${expected !== undefined && html`<div><dt>Expected</dt><dd>${expected}</dd></div>`}${observed !== undefined && html`<div><dt>Observed</dt><dd>${observed}</dd></div>`}</dl>`;
}

function place({ file, line, column }: Finding): Html | undefined {
  if (line === undefined) return undefined;
  return html` Document: <code>${file === undefined ? 'line ' : `${file}:`}${line}${column === undefined ? '' : `:${column}`}</code>.`;
}

function snippet(name: string, text: string): Html {
  return html`<details class="snippet"${name === 'curl' && html` open`}><summary>${name}</summary><div class="copyable"><button type="button" class="copy" hidden>Copy<span class="hidden"> ${name}</span></button><pre tabindex="0" aria-label="${name}">${text}</pre></div></details>`;
}
