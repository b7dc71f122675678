import type { Check } from '../model/check.ts';

/** What requests the API must take and refuse. */
export const VALIDATION_CHECKS: readonly Check[] = [];
