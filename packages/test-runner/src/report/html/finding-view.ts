import type { Finding } from '../../model/finding.ts';
import { exchangeView } from './exchange-view.ts';
import { type Html, html, prose } from './html.ts';
import { amount } from './words.ts';

export interface FindingOptions {
  /** Without evidence: only what is wrong, and the way to see it again. */
  readonly isShort: boolean;
  /** Default false. */
  readonly isOpen?: boolean | undefined;
  /** What has been said already, just before. */
  readonly said?: string | undefined;
}

/** One finding, to be unfolded. */
export function findingView(finding: Finding, { isShort, isOpen = false, said }: FindingOptions): Html {
  const { operation = 'The server', case_id: caseId, tried, message, evidence, reproduce, phase, seed } = finding;
  const { shown, tried: times } = finding.repeated;
  return html`<details class="finding" data-operation="${operation}"${isOpen && html` open`}>
<summary><code>${operation}</code> <span class="tried">${tried}</span></summary>
<div class="body">
${message !== said && html`<p>${prose(message)}</p>`}
${comparison(finding)}
<p class="soft">Case <code>${caseId}</code>, phase ${phase}, seed <code>${seed}</code>. Shown ${shown} of ${amount(times, 'time')}.${place(finding)}</p>
${!isShort && evidence.map((exchange, index) => exchangeView(exchange, index + 1))}
${snippet('curl', reproduce.curl)}
${!isShort && [snippet('Vitest', reproduce.vitest), reproduce.http !== undefined && snippet('.http', reproduce.http)]}
</div>
</details>`;
}

/** What was expected beside what came. */
function comparison({ expected, observed }: Pick<Finding, 'expected' | 'observed'>): Html | undefined {
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
