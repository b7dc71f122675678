import type { CaseKind } from './case-kind.ts';
import { type CaseRun, keyOf, type Noticed } from './case-run.ts';
import { type Attempt, type CaseSetting, executeCase } from './execute-case.ts';

/** What showed itself, and how often. */
export interface Repeated {
  readonly noticed: Noticed;
  readonly shown: number;
  readonly tried: number;
}

/**
 * Runs a case again to see what shows itself again.
 *
 * @param keys What to look for, and how often it has to show itself after the first time.
 */
export async function confirmCase(
  first: CaseRun,
  keys: ReadonlyMap<string, number>,
  { kind, setting }: { readonly kind: CaseKind; readonly setting: CaseSetting },
): Promise<readonly Repeated[]> {
  const shown = new Map([...keys.keys()].map((key) => [key, 1]));
  // The evidence is that of the first time: what is kept of the case sends the same again.
  const seen = new Map(first.noticed.map((noticed) => [keyOf(noticed.observation), noticed]));
  const open = new Map(keys);
  let tried = 1;
  const tries = new Map<string, number>();
  while (open.size > 0) {
    const context: CaseSetting & Attempt = { ...setting, attempt: first.attempt + tried };
    const run = await executeCase(first.testCase, kind, context);
    tried += 1;
    const again = new Set(run.noticed.map((noticed) => keyOf(noticed.observation)));
    for (const [key, times] of open) {
      tries.set(key, tried);
      const isShown = again.has(key);
      if (isShown) shown.set(key, (shown.get(key) ?? 0) + 1);
      if (!isShown || times <= 1) open.delete(key);
      else open.set(key, times - 1);
    }
  }
  return [...keys.keys()].flatMap((key) => {
    const noticed = seen.get(key);
    return noticed === undefined ? [] : [{ noticed, shown: shown.get(key) ?? 0, tried: tries.get(key) ?? 1 }];
  });
}
