import type { CaseKind } from '../run/case-kind.ts';
import { testable } from './data/testable.ts';

/** Has each operation succeed once, which all others build on. */
export const SUCCESS: CaseKind = {
  kind: 'success',
  phase: 'examples',
  *propose(view) {
    for (const { key } of testable(view)) yield { operation: key, title: 'a request that is to succeed', input: null };
  },
  async run({ operation }, probe) {
    if (operation !== undefined) await probe.succeed(operation);
    return [];
  },
};
