import type { Finding } from '@mockloop/test-runner';
import type { Fault } from './fault.ts';

/** A version that is shown is worth a word, and no more. */
const INFORMATION: ReadonlySet<string> = new Set(['version-banner']);

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
  /** What fits none of the faults that were switched on. */
  readonly others: readonly Finding[];
}

/** Holds findings against the faults that were switched on: the operation and the check have to fit. */
export function matchFindings(faults: readonly Fault[], findings: readonly Finding[]): Matched {
  const counted = findings.filter(({ severity, check }) => severity !== 'info' || INFORMATION.has(check));
  return {
    faults: faults.map((fault) => ({
      fault: fault.id,
      where: fault.where,
      class: fault.class,
      found_by: [...new Set(counted.filter((one) => fits(fault, one)).map(({ phase, check }) => `${phase}/${check}`))],
    })),
    others: counted.filter((finding) => !faults.some((fault) => fits(fault, finding))),
  };
}

function fits({ where, expects }: Fault, { operation, check }: Finding): boolean {
  const isThere = where === '*' || operation === where || expects.also?.some((other) => other === operation);
  return isThere === true && expects.checks.includes(check);
}
