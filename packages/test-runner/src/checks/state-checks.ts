import type { Check } from '../model/check.ts';

/** What the API must keep. */
export const STATE_CHECKS: readonly Check[] = [];
