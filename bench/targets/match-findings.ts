import type { Finding } from '@mockloop/test-runner';
import type { Fault } from './fault.ts';

/** A fault, and what was said about it. */
export interface FaultFigures {
  readonly fault: string;
  readonly where: string;
  readonly class: Fault['class'];
  /** `phase/check` of each finding that fits, without repetition. Empty: it was missed. */
  readonly found_by: readonly string[];
}

export interface Matched {
  readonly faults: readonly FaultFigures[];
  /** What fits none of the faults that were switched on, and is worth more than a word. */
  readonly others: readonly Finding[];
}

/** Holds findings against the faults that were switched on: the operation and the check have to fit. */
export function matchFindings(faults: readonly Fault[], findings: readonly Finding[]): Matched {
  return {
    faults: faults.map((fault) => ({
      fault: fault.id,
      where: fault.where,
      class: fault.class,
      found_by: [...new Set(findings.filter((one) => fits(fault, one)).map(({ phase, check }) => `${phase}/${check}`))],
    })),
    others: findings.filter((finding) => finding.severity !== 'info' && !faults.some((fault) => fits(fault, finding))),
  };
}

function fits({ where, expects }: Fault, { operation, check }: Finding): boolean {
  const isThere = where === '*' || operation === where || expects.also?.some((other) => other === operation);
  return isThere === true && expects.checks.includes(check);
}
