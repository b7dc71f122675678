import type { Check } from '../model/check.ts';

/** What must not be possible. */
export const SECURITY_CHECKS: readonly Check[] = [];
