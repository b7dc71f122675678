import type { Identity } from '../target/identity.ts';
import type { KnowledgeData } from './create-knowledge.ts';
import type { StoredFinding } from './finding-store.ts';
import { createRedaction } from './redact-secrets.ts';
import type { RunView } from './run-view.ts';

/** What `TestRun.knowledge` holds. Secrets in it are replaced by their names. */
export interface RunKnowledge {
  readonly nonce: string;
  /** All that was known when the run ended. */
  readonly all: KnowledgeData;
  /** What each case was told when it ran, by its id. */
  readonly cases: Readonly<Record<string, KnowledgeData>>;
}

export function writeKnowledge(stored: readonly StoredFinding[], view: RunView, nonce: string): RunKnowledge {
  const all = view.knowledge.toJSON() as KnowledgeData;
  const cases = Object.fromEntries(stored.map(({ testCase, reads }) => [testCase.id, reads]));
  return JSON.parse(createRedaction(view.identities.values()).text(JSON.stringify({ nonce, all, cases })));
}

/** Reads it again, with the secrets of those who are there now in place of the names. */
export function readKnowledge(
  written: unknown,
  identities: Iterable<Pick<Identity, 'name' | 'secrets'>>,
): RunKnowledge {
  const text = JSON.stringify(written ?? {});
  const {
    nonce = '',
    all,
    cases = {},
  } = JSON.parse(createRedaction(identities).restore(text)) as Partial<RunKnowledge>;
  return { nonce, all: all ?? { good: [], made: [] }, cases };
}
