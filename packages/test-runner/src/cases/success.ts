import type { CaseKind } from '../run/case-kind.ts';

/** Has each operation succeed once, which all others build on. */
export const SUCCESS: CaseKind = {
  kind: 'success',
  phase: 'examples',
  *propose({ operations }) {
    for (const { key, role } of operations)
      if (role !== 'logout') yield { operation: key, title: 'a request that is to succeed', input: null };
  },
  async run({ operation }, probe) {
    if (operation !== undefined) await probe.succeed(operation);
    return [];
  },
};
