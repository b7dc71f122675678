import type { CaseKind } from '../../run/case-kind.ts';

/** Cases of several requests, about what the API keeps. */
export const STATEFUL_KINDS: readonly CaseKind[] = [];
