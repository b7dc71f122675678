import type { CaseKind } from '../run/case-kind.ts';
import { COVERAGE } from './coverage.ts';
import { NEGATIVE } from './negative.ts';
import { SUCCESS } from './success.ts';

/** Cases of one request each: examples, coverage, negative, random. */
export const DATA_KINDS: readonly CaseKind[] = [SUCCESS, COVERAGE, NEGATIVE];
