import type { CaseKind } from '../../run/case-kind.ts';

/** Cases about what HTTP itself demands. */
export const SEMANTICS_KINDS: readonly CaseKind[] = [];
