import { checkById } from '../checks/catalogue.ts';
import type { Severity } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';

export const SARIF_LEVELS: { readonly [S in Severity]: 'error' | 'warning' | 'note' } = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** What code scanning sorts security alerts by: from 0 to 10, as CVSS has it. */
const SECURITY_SEVERITIES: { readonly [S in Severity]: string } = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.0',
};

/**
 * The rule of a check.
 *
 * @param finding One that it has found: it says what is to be said where this version does not know the check.
 */
export function sarifRule(finding: Finding): object {
  const check = checkById(finding.check);
  const { title, family, severity, remedy, owasp, cwe, wfc } = check ?? finding;
  const proof = check?.proof ?? title;
  const help = `How it is proven: ${proof}\n\nWhat to do: ${remedy}`;
  return {
    id: finding.check,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: proof },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: SARIF_LEVELS[severity] },
    properties: {
      tags: [
        family,
        owasp ?? [],
        cwe === undefined ? [] : `external/cwe/cwe-${cwe}`,
        wfc === undefined ? [] : `wfc/${wfc}`,
      ].flat(),
      ...(family === 'security' && { 'security-severity': SECURITY_SEVERITIES[severity] }),
    },
  };
}
