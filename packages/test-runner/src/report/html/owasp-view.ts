import { checkById } from '../../checks/catalogue.ts';
import type { TestRun } from '../../model/test-run.ts';
import { type Html, html } from './html.ts';
import { count } from './words.ts';

/** @see https://owasp.org/API-Security/editions/2023/en/0x11-t10/ */
const RISKS: readonly (readonly [id: string, name: string])[] = [
  ['API1:2023', 'Broken Object Level Authorization'],
  ['API2:2023', 'Broken Authentication'],
  ['API3:2023', 'Broken Object Property Level Authorization'],
  ['API4:2023', 'Unrestricted Resource Consumption'],
  ['API5:2023', 'Broken Function Level Authorization'],
  ['API6:2023', 'Unrestricted Access to Sensitive Business Flows'],
  ['API7:2023', 'Server Side Request Forgery'],
  ['API8:2023', 'Security Misconfiguration'],
  ['API9:2023', 'Improper Inventory Management'],
  ['API10:2023', 'Unsafe Consumption of APIs'],
];

/** What a run that tried security has to say on each risk of the OWASP API Security Top 10, also where that is nothing. */
export function owaspView({ checks, findings }: TestRun): Html | undefined {
  const tried = checks.filter((check) => check.tried > 0).map(({ check }) => checkById(check));
  if (!tried.some((check) => check?.family === 'security')) return undefined;
  const rows = RISKS.map(([id, name]) => {
    const own = tried.filter((check) => check?.owasp === id).length;
    const found = findings.filter(({ owasp }) => owasp === id).length;
    return html`<tr><td>${name} <span class="soft">${id}</span></td><td class="number">${own === 0 ? html`<span class="soft">not tested</span>` : count(own)}</td><td class="number${found > 0 && ' bad'}">${count(found)}</td></tr>`;
  });
  const total = findings.filter(({ owasp }) => owasp !== undefined).length;
  return html`<details class="more"><summary><h3>OWASP API Security Top 10</h3> <span class="soft">${count(total)} ${total === 1 ? 'finding' : 'findings'} among its risks</span></summary>
<div class="scroll" tabindex="0" role="region" aria-label="OWASP API Security Top 10"><table><thead><tr><th scope="col">Risk</th><th scope="col" class="number">Checks tried</th><th scope="col" class="number">Findings</th></tr></thead><tbody>${rows}</tbody></table></div>
<p class="soft">What was tried, from outside and within the limits of this run. Nothing found is no proof that there is nothing.</p></details>`;
}
