import type { CaseKind } from '../run/case-kind.ts';
import { SECURITY_KINDS } from './security-kinds.ts';

/** What a security run can be narrowed to. */
export type SecurityFocus =
  | 'authentication'
  | 'authorization'
  | 'data_exposure'
  | 'injection'
  | 'ssrf'
  | 'rate_limiting'
  | 'resource_consumption'
  | 'business_logic'
  | 'configuration'
  | 'inventory'
  | 'unsafe_consumption';

/** Names of kinds. */
const THEMES: Readonly<Record<SecurityFocus, readonly string[]>> = {
  authentication: ['access', 'jwt', 'user-enumeration', 'brute-force'],
  authorization: [
    'object-access',
    'object-hierarchy',
    'privileged-operation',
    'self-escalation',
    'foreign-password',
    'access',
  ],
  data_exposure: ['data-exposure', 'mass-assignment', 'object-access'],
  injection: ['sql-injection', 'nosql-injection', 'code-injection', 'path-traversal', 'xxe', 'reflection'],
  ssrf: ['ssrf', 'fetched-content'],
  rate_limiting: ['brute-force', 'business-flow'],
  resource_consumption: ['redos', 'page-size', 'body-size', 'brute-force'],
  business_logic: ['business-flow', 'mass-assignment'],
  configuration: ['configuration', 'undocumented-method'],
  inventory: ['inventory', 'undocumented-method'],
  unsafe_consumption: ['upstream', 'fetched-content'],
};

/** All themes, in the order of the OWASP API Security Top 10 as far as they have one. */
export const SECURITY_FOCUS: readonly SecurityFocus[] = Object.keys(THEMES) as SecurityFocus[];

/** @returns The attacks of these themes, each once; all of them where none is named. */
export function securityKindsFor(focus: readonly SecurityFocus[]): readonly CaseKind[] {
  if (focus.length === 0) return SECURITY_KINDS;
  const names = new Set<string>(focus.flatMap((theme) => THEMES[theme]));
  return SECURITY_KINDS.filter(({ kind }) => names.has(kind));
}
