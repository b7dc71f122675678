import type { CaseKind } from '../run/case-kind.ts';

/** Cases of one request each: examples, coverage, negative, random. */
export const DATA_KINDS: readonly CaseKind[] = [];
