import type { CaseKind } from '../../run/case-kind.ts';
import { ACCEPT_KIND } from './accept-kind.ts';
import { CHALLENGE_KIND } from './challenge-kind.ts';
import { NONE_MATCH_KIND } from './conditional-kind.ts';
import { HEAD_KIND } from './head-kind.ts';
import { IF_MATCH_KIND } from './if-match-kind.ts';
import { LOCATION_KIND } from './location-kind.ts';
import { METHOD_KIND } from './method-kind.ts';
import { RANGE_KIND } from './range-kind.ts';
import { SAFE_KIND } from './safe-kind.ts';

/** Cases about what HTTP demands, whatever the document says. */
export const SEMANTICS_KINDS: readonly CaseKind[] = [
  LOCATION_KIND,
  METHOD_KIND,
  HEAD_KIND,
  CHALLENGE_KIND,
  NONE_MATCH_KIND,
  IF_MATCH_KIND,
  SAFE_KIND,
  ACCEPT_KIND,
  RANGE_KIND,
];
