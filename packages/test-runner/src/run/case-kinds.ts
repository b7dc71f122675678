import { DATA_KINDS } from '../cases/data-kinds.ts';
import { SEMANTICS_KINDS } from '../cases/semantics/semantics-kinds.ts';
import { STATEFUL_KINDS } from '../cases/stateful/stateful-kinds.ts';
import { SECURITY_KINDS } from '../security/security-kinds.ts';
import type { CaseKind } from './case-kind.ts';

/** All ways of testing. */
export const CASE_KINDS: readonly CaseKind[] = [
  ...DATA_KINDS,
  ...STATEFUL_KINDS,
  ...SEMANTICS_KINDS,
  ...SECURITY_KINDS,
];
