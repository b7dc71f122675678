import { checkById } from '../checks/catalogue.ts';
import type { Finding } from '../model/finding.ts';
import type { ValidationMode } from '../model/test-run.ts';

/** Whether a confirmed finding fails a run of this mode. */
export function failsRun({ severity, check }: Finding, mode: ValidationMode): boolean {
  if (severity === 'info' || mode === 'report_only') return false;
  return mode === 'strict' || checkById(check)?.soft === true;
}
