import type { CaseKind } from '../run/case-kind.ts';
import { ACCESS_KIND } from './authentication/access-kind.ts';
import { BRUTE_FORCE_KIND, ENUMERATION_KIND } from './authentication/login-kinds.ts';
import { TOKEN_KIND } from './authentication/token-kind.ts';
import { ESCALATION_KIND } from './authorization/escalation-kind.ts';
import { EXPOSURE_KIND } from './authorization/exposure-kind.ts';
import { HIERARCHY_KIND } from './authorization/hierarchy-kind.ts';
import { MASS_ASSIGNMENT_KIND } from './authorization/mass-assignment-kind.ts';
import { OBJECT_ACCESS_KIND } from './authorization/object-access-kind.ts';
import { PASSWORD_KIND } from './authorization/password-kind.ts';
import { PRIVILEGED_KIND } from './authorization/privileged-kind.ts';
import { CONFIGURATION_KIND } from './configuration/configuration-kind.ts';
import { BODY_SIZE_KIND } from './consumption/body-size-kind.ts';
import { BUSINESS_FLOW_KIND } from './consumption/business-flow-kind.ts';
import { FETCHED_KIND } from './consumption/fetched-kind.ts';
import { PAGE_SIZE_KIND } from './consumption/page-size-kind.ts';
import { REDOS_KIND } from './consumption/redos-kind.ts';
import { UPSTREAM_KIND } from './consumption/upstream-kind.ts';
import { CODE_KIND } from './injection/code-kind.ts';
import { NOSQL_KIND } from './injection/nosql-kind.ts';
import { PATH_KIND } from './injection/path-kind.ts';
import { REFLECTION_KIND } from './injection/reflection-kind.ts';
import { SQL_KIND } from './injection/sql-kind.ts';
import { SSRF_KIND } from './injection/ssrf-kind.ts';
import { XXE_KIND } from './injection/xxe-kind.ts';
import { INVENTORY_KIND } from './inventory/inventory-kind.ts';
import { METHOD_KIND } from './inventory/method-kind.ts';

/** The catalogue of attacks, in the order in which they are worth their requests. */
export const SECURITY_KINDS: readonly CaseKind[] = [
  ACCESS_KIND,
  TOKEN_KIND,
  OBJECT_ACCESS_KIND,
  HIERARCHY_KIND,
  PRIVILEGED_KIND,
  MASS_ASSIGNMENT_KIND,
  EXPOSURE_KIND,
  CONFIGURATION_KIND,
  INVENTORY_KIND,
  METHOD_KIND,
  SSRF_KIND,
  SQL_KIND,
  PATH_KIND,
  CODE_KIND,
  XXE_KIND,
  NOSQL_KIND,
  REFLECTION_KIND,
  PAGE_SIZE_KIND,
  UPSTREAM_KIND,
  FETCHED_KIND,
  ESCALATION_KIND,
  PASSWORD_KIND,
  ENUMERATION_KIND,
  BRUTE_FORCE_KIND,
  BUSINESS_FLOW_KIND,
  BODY_SIZE_KIND,
  REDOS_KIND,
];
