import type { TestRun } from '../model/test-run.ts';
import { COMPLIANCE_ITEMS } from './compliance-items.ts';

export type ComplianceFramework = 'pci_dss' | 'gdpr' | 'hipaa' | 'sox';

/** What a run says about one item of a law or standard. It never says that the item is met. */
export interface ComplianceLine {
  readonly framework: ComplianceFramework;
  /** `6.2.4`, `Art. 32(1)(b)`, `§164.312(a)(1)` */
  readonly item: string;
  readonly title: string;
  /** Ids of the checks that speak to it. */
  readonly checks: readonly string[];
  /** At least one of them was tried in this run. */
  readonly tested: boolean;
  /** Those that were not, and of which the run says nothing. */
  readonly not_tried: readonly string[];
  /** Ids of confirmed findings of these checks, those of severity `info` left out. */
  readonly findings: readonly string[];
  /** What no test from outside can show. */
  readonly cannot_be_tested: string;
}

/**
 * Says, for each item that security checks speak to, what was tested, what was found, and what cannot be tested from outside. A line without
 * findings says that these tests found nothing, and no more.
 */
export function complianceReport(run: TestRun, frameworks: readonly ComplianceFramework[]): readonly ComplianceLine[] {
  const tried = new Set(run.checks.filter((one) => one.tried > 0).map(({ check }) => check));
  return COMPLIANCE_ITEMS.filter(({ framework }) => frameworks.includes(framework)).map((item) => ({
    ...item,
    tested: item.checks.some((check) => tried.has(check)),
    not_tried: item.checks.filter((check) => !tried.has(check)),
    findings: run.findings
      .filter(({ check, severity }) => item.checks.includes(check) && severity !== 'info')
      .map(({ id }) => id),
  }));
}
