import type { CaseKind } from './case-kind.ts';
import { type CaseRun, keyOf } from './case-run.ts';
import { executeCase } from './execute-case.ts';
import { nameCase } from './name-case.ts';
import type { RunSetting } from './run-setting.ts';
import type { Seen } from './to-finding.ts';

/** Requests for making one finding smaller. */
const MAX_REQUESTS = 40;

export interface Smaller {
  readonly seen: Seen;
  readonly reads: CaseRun['reads'];
}

/** Looks for a smaller case that shows the same, twice; `undefined` where there is none. */
export async function shrinkCase(seen: Seen, kind: CaseKind, setting: RunSetting): Promise<Smaller | undefined> {
  const { budget } = setting;
  const until = budget.used + MAX_REQUESTS;
  const known = new Set([seen.testCase.id]);
  const isSpent = (): boolean => budget.used >= until || budget.reaches(budget.forCases);
  let best: Smaller | undefined;
  for (;;) {
    const smaller = await nextSmaller(best?.seen ?? seen, kind, { setting, known, isSpent });
    if (smaller === undefined) return best;
    best = smaller;
  }
}

interface Search {
  readonly setting: RunSetting;
  /** Ids of what was tried. */
  readonly known: Set<string>;
  readonly isSpent: () => boolean;
}

async function nextSmaller(from: Seen, kind: CaseKind, search: Search): Promise<Smaller | undefined> {
  for (const proposed of kind.shrink?.(from.testCase, from.observation) ?? []) {
    if (search.isSpent()) return undefined;
    const testCase = nameCase(proposed, kind, search.setting.view.plan);
    if (search.known.has(testCase.id)) continue;
    search.known.add(testCase.id);
    const smaller = await showsTwice({ ...from, testCase }, kind, search.setting);
    if (smaller !== undefined) return smaller;
  }
  return undefined;
}

async function showsTwice(seen: Seen, kind: CaseKind, setting: RunSetting): Promise<Smaller | undefined> {
  const key = keyOf(seen.observation);
  const isSame = ({ observation }: { readonly observation: Seen['observation'] }): boolean =>
    keyOf(observation) === key;
  const first = await executeCase(seen.testCase, kind, { ...setting, attempt: 0 });
  const noticed = first.noticed.find(isSame);
  if (noticed === undefined) return undefined;
  const second = await executeCase(seen.testCase, kind, { ...setting, attempt: 1 });
  if (!second.noticed.some(isSame)) return undefined;
  return { seen: { ...seen, ...noticed, repeated: { shown: 2, tried: 2 } }, reads: first.reads };
}
