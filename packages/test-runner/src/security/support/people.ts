import type { RunView } from '../../run/run-view.ts';

/** Who sends what: two that are of the same kind, and know nothing of each other. */
export interface People {
  readonly a: string;
  readonly b: string;
}

/** Somebody with credentials of their own; `undefined` where there is none. */
export function someone({ mainIdentity }: RunView): string | undefined {
  return mainIdentity === 'anonymous' ? undefined : mainIdentity;
}

/** Two ordinary people; `undefined` where there are not so many. */
export function twoPeople(view: RunView): People | undefined {
  const a = someone(view);
  const others = [...view.identities.keys()].filter((name) => name !== a && !OUTSIDE.has(name));
  const b = others.includes('b') ? 'b' : others[0];
  return a === undefined || a === 'privileged' || b === undefined ? undefined : { a, b };
}

const OUTSIDE: ReadonlySet<string> = new Set(['anonymous', 'privileged']);

/** A mock has no accounts: nothing on it belongs to anybody. */
export function canAuthorize({ target }: RunView): boolean {
  return !target.is_mock;
}
