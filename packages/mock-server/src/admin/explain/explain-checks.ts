import type { LoggedViolation } from '@mockloop/log-store';
import { refusalOf, type Validation } from './answered-by.ts';
import type { Check } from './explanation.ts';
import type { LoggedExchange } from './logged-exchange.ts';

export interface CheckSettings {
  readonly validate: Validation;
  readonly auth: 'on' | 'strict' | 'off';
}

/** What the checks of a request's operation found. Empty where it reached none. */
export function explainChecks(exchange: LoggedExchange, { validate, auth }: CheckSettings): readonly Check[] {
  const { operation, entry } = exchange;
  if (operation === undefined) return [];
  const security = checkSecurity(exchange, auth);
  if (security.result === 'failed') {
    const why = 'nothing else is looked at where credentials do not do';
    return [security, unknown('parameters', why), unknown('body', why)];
  }
  const violations = entry.violations ?? [];
  const inBody = violations.filter(isInBody);
  const elsewhere = violations.filter((violation) => !isInBody(violation));
  const found = { validate, isTold: entry.decision?.by === 'scenario' || entry.decision?.by === 'override' };
  return [
    security,
    { ...outcome('parameters', elsewhere, { ...found, isNeeded: operation.parameters.length > 0 }) },
    { ...outcome('body', inBody, { ...found, isNeeded: operation.requestBody !== undefined }) },
  ];
}

function checkSecurity(exchange: LoggedExchange, auth: CheckSettings['auth']): Check {
  const { operation, entry } = exchange;
  const base = { check: 'security', violations: [] } as const;
  if (auth === 'off') return { ...base, result: 'off', why: 'the mock checks no credentials' };
  const security = operation?.security ?? [];
  if (security.length === 0 || security.some(({ schemes }) => schemes.length === 0))
    return { ...base, result: 'not_needed', why: 'the operation needs no credentials' };
  const refused = refusalOf(exchange);
  if (refused !== undefined) return { ...base, result: 'failed', why: refused };
  // Its result shows in the answer alone, unless the rest was checked, too.
  const isHidden = entry.decision?.by === 'scenario' || entry.decision?.by === 'override';
  if (isHidden && (entry.violations ?? []).length === 0)
    return { ...base, result: 'unknown', why: 'what the mock was told to answer comes before it' };
  return { ...base, result: 'passed' };
}

interface Found {
  readonly validate: Validation;
  readonly isNeeded: boolean;
  readonly isTold: boolean;
}

function outcome(
  check: 'parameters' | 'body',
  violations: readonly LoggedViolation[],
  { validate, isNeeded, isTold }: Found,
): Check {
  if (violations.length > 0) {
    const why = refusesOrNot(validate, isTold);
    const found = violations.map(({ location, code, message }) => ({ location: [...location], code, message }));
    return { check, result: 'failed', why, violations: found };
  }
  if (validate === 'off') return { check, result: 'off', why: 'the mock checks no requests', violations: [] };
  if (!isNeeded) return { check, result: 'not_needed', why: `the operation declares none`, violations: [] };
  return { check, result: 'passed', violations: [] };
}

function refusesOrNot(validate: Validation, isTold: boolean): string {
  if (isTold) return 'what the mock was told to answer comes before it';
  return validate === 'strict' ? 'invalid requests are refused' : 'invalid requests are answered with a warning';
}

function unknown(check: Check['check'], why: string): Check {
  return { check, result: 'unknown', why, violations: [] };
}

function isInBody({ location }: LoggedViolation): boolean {
  return location[0] === 'body';
}
