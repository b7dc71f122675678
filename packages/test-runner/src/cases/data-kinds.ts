import type { CaseKind } from '../run/case-kind.ts';
import { COVERAGE } from './coverage.ts';
import { EXAMPLE } from './examples.ts';
import { HOSTILE } from './hostile.ts';
import { NEGATIVE } from './negative.ts';
import { OPTIONAL_MEMBERS } from './optional-members.ts';
import { RANDOM } from './random.ts';
import { SUCCESS } from './success.ts';

/** Cases of one request each: examples, coverage, negative, random. */
export const DATA_KINDS: readonly CaseKind[] = [
  SUCCESS,
  EXAMPLE,
  COVERAGE,
  OPTIONAL_MEMBERS,
  NEGATIVE,
  HOSTILE,
  RANDOM,
];
