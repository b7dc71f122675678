import type { Check } from '../model/check.ts';
import { CONTRACT_CHECKS } from './contract-checks.ts';
import { ROBUSTNESS_CHECKS } from './robustness-checks.ts';
import { SECURITY_CHECKS } from './security-checks.ts';
import { SEMANTICS_CHECKS } from './semantics-checks.ts';
import { STATE_CHECKS } from './state-checks.ts';
import { VALIDATION_CHECKS } from './validation-checks.ts';

/** All that functional and security runs can find out. */
export const CHECKS: readonly Check[] = [
  ...CONTRACT_CHECKS,
  ...VALIDATION_CHECKS,
  ...SEMANTICS_CHECKS,
  ...STATE_CHECKS,
  ...ROBUSTNESS_CHECKS,
  ...SECURITY_CHECKS,
];

const BY_ID: ReadonlyMap<string, Check> = new Map(CHECKS.map((check) => [check.id, check]));

export function checkById(id: string): Check | undefined {
  return BY_ID.get(id);
}
