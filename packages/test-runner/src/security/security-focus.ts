import { SECURITY_CHECKS } from '../checks/security-checks.ts';
import type { CaseKind } from '../run/case-kind.ts';
import { SECURITY_KINDS } from './security-kinds.ts';

/** What a security run can be narrowed to. */
export type SecurityFocus =
  | 'authentication'
  | 'authorization'
  | 'data_exposure'
  | 'mass_assignment'
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
  data_exposure: ['data-exposure', 'object-access'],
  mass_assignment: ['mass-assignment', 'self-escalation'],
  injection: ['sql-injection', 'nosql-injection', 'code-injection', 'path-traversal', 'xxe', 'reflection'],
  ssrf: ['ssrf', 'fetched-content', 'xxe'],
  rate_limiting: ['brute-force', 'business-flow'],
  resource_consumption: ['redos', 'page-size', 'body-size', 'brute-force'],
  business_logic: ['business-flow', 'mass-assignment'],
  configuration: ['configuration', 'undocumented-method'],
  inventory: ['inventory', 'undocumented-method'],
  unsafe_consumption: ['upstream', 'fetched-content'],
};

export const SECURITY_FOCUS: readonly SecurityFocus[] = Object.keys(THEMES) as SecurityFocus[];

/**
 * The attacks of themes (`SECURITY_FOCUS`), checks (`bola-read`), kinds (`object-access`) or items of the OWASP API Security Top 10 (`API1`),
 * each once; all of them where none is named.
 *
 * @throws {TypeError} where a name is none of these.
 */
export function securityKindsFor(focus: readonly string[]): readonly CaseKind[] {
  if (focus.length === 0) return SECURITY_KINDS;
  const chosen = new Set(focus.flatMap(kindsOf));
  return SECURITY_KINDS.filter((kind) => chosen.has(kind));
}

function kindsOf(name: string): readonly CaseKind[] {
  const plain = name.trim().toLowerCase().replaceAll('_', '-');
  const theme = SECURITY_FOCUS.find((one) => one.replaceAll('_', '-') === plain);
  const names = theme === undefined ? [] : THEMES[theme];
  const checks = SECURITY_CHECKS.filter(
    ({ id, owasp }) => id === plain || (owasp ?? '').toLowerCase().split(':')[0] === plain.split(':')[0],
  );
  const found = SECURITY_KINDS.filter(
    ({ kind, checks: own = [] }) =>
      names.includes(kind) || kind === plain || own.some((id) => checks.some((check) => check.id === id)),
  );
  if (found.length === 0)
    throw new TypeError(
      `There is no security test "${name}". Say one of ${SECURITY_FOCUS.join(', ')}, or the id of a check.`,
    );
  return found;
}
