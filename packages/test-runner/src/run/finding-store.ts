import type { Check } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { TestCase } from '../model/test-case.ts';
import type { CheckFigures } from '../model/test-run.ts';
import { bySeverity } from './cluster-findings.ts';
import type { KnowledgeData } from './create-knowledge.ts';

/** A finding and what it takes to see it again. */
export interface StoredFinding {
  readonly key: string;
  readonly finding: Finding;
  readonly testCase: TestCase;
  readonly reads: KnowledgeData;
}

/** How often one thing is tried to be confirmed before it stays a suspicion. */
const MAX_TRIES = 2;

/** What a run has found so far. One thing (check, operation, signature) is kept once. */
export class FindingStore {
  readonly #confirmed = new Map<string, StoredFinding>();
  readonly #suspected = new Map<string, StoredFinding>();
  readonly #tries = new Map<string, number>();
  readonly #operations = new Map<string, Set<string>>();
  readonly #tried = new Map<string, number>();

  isConfirmed(key: string): boolean {
    return this.#confirmed.has(key);
  }

  /** Whether trying to confirm it (again) may come to something. */
  isOpen(key: string): boolean {
    return !this.#confirmed.has(key) && (this.#tries.get(key) ?? 0) < MAX_TRIES;
  }

  noteTry(key: string): void {
    this.#tries.set(key, (this.#tries.get(key) ?? 0) + 1);
  }

  triesOf(key: string): number {
    return this.#tries.get(key) ?? 0;
  }

  /** At how many operations what has one cause is confirmed. */
  spread(cluster: string): number {
    return this.#operations.get(cluster)?.size ?? 0;
  }

  add(stored: StoredFinding): void {
    const { key, finding } = stored;
    if (finding.confidence === 'suspicion') {
      if (!this.#confirmed.has(key)) this.#suspected.set(key, stored);
      return;
    }
    this.#suspected.delete(key);
    this.#confirmed.set(key, stored);
    const operations = this.#operations.get(finding.cluster) ?? new Set();
    this.#operations.set(finding.cluster, operations.add(finding.operation ?? ''));
  }

  /** Takes back what turned out to be no evidence. */
  drop(isUnfit: (stored: StoredFinding) => boolean): void {
    for (const known of [this.#confirmed, this.#suspected])
      for (const [key, stored] of known) if (isUnfit(stored)) known.delete(key);
  }

  /** @param ids Checks that something has been tried for, so many times. */
  noteTried(ids: Iterable<string>, times = 1): void {
    if (times > 0) for (const id of ids) this.#tried.set(id, (this.#tried.get(id) ?? 0) + times);
  }

  get confirmed(): readonly StoredFinding[] {
    return sorted(this.#confirmed.values());
  }

  get suspected(): readonly StoredFinding[] {
    return sorted(this.#suspected.values());
  }

  /** @returns One for each check that was tried. */
  figures(checks: readonly Check[]): readonly CheckFigures[] {
    const found = this.confirmed.map(({ finding }) => finding.check);
    return checks.flatMap(({ id }) => {
      const findings = found.filter((check) => check === id).length;
      const tried = Math.max(this.#tried.get(id) ?? 0, findings);
      return tried === 0 ? [] : [{ check: id, tried, findings }];
    });
  }
}

function sorted(stored: Iterable<StoredFinding>): readonly StoredFinding[] {
  return [...stored].toSorted((a, b) => bySeverity(a.finding.severity, b.finding.severity));
}
