import type { Finding } from '../model/finding.ts';
import type { CaseRun } from './case-run.ts';
import type { KnowledgeData } from './create-knowledge.ts';
import type { CaseSetting } from './execute-case.ts';
import type { FindingStore } from './finding-store.ts';
import type { Guard } from './guard.ts';
import type { Ledger } from './ledger.ts';
import type { RunBudget } from './run-budget.ts';

/** What all parts of one run share. */
export interface RunSetting extends CaseSetting {
  readonly budget: RunBudget;
  readonly ledger: Ledger;
  readonly findings: FindingStore;
  readonly guard: Guard;
  /** What a case was told when it ran last; nothing where that is not known. */
  readsOf(caseId: string): KnowledgeData;
  onCase(run: CaseRun): void;
  onFinding(finding: Finding): void;
}
