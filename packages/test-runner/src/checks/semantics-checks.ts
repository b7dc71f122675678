import type { Check } from '../model/check.ts';

/** What HTTP demands. */
export const SEMANTICS_CHECKS: readonly Check[] = [];
