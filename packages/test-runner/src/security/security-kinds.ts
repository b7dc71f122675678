import type { CaseKind } from '../run/case-kind.ts';
import { ACCESS_KIND } from './authentication/access-kind.ts';
import { TOKEN_KIND } from './authentication/token-kind.ts';
import { ESCALATION_KIND } from './authorization/escalation-kind.ts';
import { EXPOSURE_KIND } from './authorization/exposure-kind.ts';
import { HIERARCHY_KIND } from './authorization/hierarchy-kind.ts';
import { MASS_ASSIGNMENT_KIND } from './authorization/mass-assignment-kind.ts';
import { OBJECT_ACCESS_KIND } from './authorization/object-access-kind.ts';
import { PASSWORD_KIND } from './authorization/password-kind.ts';
import { PRIVILEGED_KIND } from './authorization/privileged-kind.ts';

/** The catalogue of attacks. */
export const SECURITY_KINDS: readonly CaseKind[] = [
  ACCESS_KIND,
  TOKEN_KIND,
  OBJECT_ACCESS_KIND,
  HIERARCHY_KIND,
  PRIVILEGED_KIND,
  MASS_ASSIGNMENT_KIND,
  EXPOSURE_KIND,
  ESCALATION_KIND,
  PASSWORD_KIND,
];
