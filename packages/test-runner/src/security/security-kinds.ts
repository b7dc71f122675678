import type { CaseKind } from '../run/case-kind.ts';

/** The catalogue of attacks. */
export const SECURITY_KINDS: readonly CaseKind[] = [];
