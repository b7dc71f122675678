import type { CaseKind } from '../../run/case-kind.ts';
import { CREATE_KIND } from './create-kind.ts';
import { DELETE_KIND } from './delete-kind.ts';
import { FAILED_CREATE_KIND, FAILED_UPDATE_KIND } from './failed-write-kind.ts';
import { FILTER_KIND } from './filter-kind.ts';
import { IDEMPOTENCY_KIND } from './idempotency-kind.ts';
import { LINK_KIND } from './link-kind.ts';
import { LIST_KIND } from './list-kind.ts';
import { MISSING_KIND } from './missing-kind.ts';
import { PAGES_KIND, TOTAL_KIND } from './pages-kind.ts';
import { PARENT_KIND } from './parent-kind.ts';
import { PATCH_KIND } from './patch-kind.ts';
import { REPLACE_KIND } from './replace-kind.ts';
import { SINGLETON_KIND } from './singleton-kind.ts';
import { SORT_KIND } from './sort-kind.ts';
import { WALK_KIND } from './walk-kind.ts';

/** Cases of several requests, about what the API keeps. */
export const STATEFUL_KINDS: readonly CaseKind[] = [
  CREATE_KIND,
  LIST_KIND,
  REPLACE_KIND,
  PATCH_KIND,
  DELETE_KIND,
  FAILED_CREATE_KIND,
  FAILED_UPDATE_KIND,
  MISSING_KIND,
  FILTER_KIND,
  PAGES_KIND,
  TOTAL_KIND,
  SORT_KIND,
  PARENT_KIND,
  IDEMPOTENCY_KIND,
  LINK_KIND,
  SINGLETON_KIND,
  WALK_KIND,
];
