import type { Check } from '../model/check.ts';

/** What answers must be by the document. */
export const CONTRACT_CHECKS: readonly Check[] = [];
