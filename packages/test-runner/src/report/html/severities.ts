import type { Severity } from '../../model/check.ts';

/** The gravest first. */
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
