import type { Check } from '../model/check.ts';

/** What must not happen to the server under test. */
export const ROBUSTNESS_CHECKS: readonly Check[] = [];
