import { CREDENTIALS_REFUSED } from '../../answer-operation.ts';
import { isBadPreference } from '../../preferences.ts';
import type { Reason } from './explanation.ts';
import type { LoggedExchange } from './logged-exchange.ts';

/** Whether invalid requests are refused. */
export type Validation = 'strict' | 'warn' | 'off';

/** Who gave the answer: as it was logged, else concluded from the request, the answer and the document. */
export function answeredBy(exchange: LoggedExchange, validation: Validation): Reason {
  const { entry, found, preferences } = exchange;
  const { decision, violations = [] } = entry;
  if (decision !== undefined && !DERIVED.has(decision.by)) return { by: decision.by, why: decision.why };
  if (entry.admin === true) return { by: 'mock', why: 'the mock answers this path itself' };
  if (isPreflight(exchange)) return { by: 'mock', why: 'it is a CORS preflight' };
  if (found.kind === 'not-found') return { by: 'route', why: 'no operation of the document has this path' };
  if (found.kind === 'method-not-allowed') return { by: 'route', why: `the path takes ${found.allow.join(', ')}` };
  if (isBadPreference(preferences)) {
    const { name, value, expected } = preferences;
    return { by: 'check', why: `the preference ${name}=${value} is not ${expected}` };
  }
  const refusal = refusalOf(exchange);
  if (refusal !== undefined) return { by: 'check', why: refusal };
  if (violations.length > 0 && validation === 'strict')
    return {
      by: 'check',
      why: violations
        .map(({ message }) => message)
        .slice(0, 3)
        .join('; '),
    };
  return { by: 'document', why: 'nothing before it had an answer' };
}

function isPreflight({ entry, header }: LoggedExchange): boolean {
  const asks = header('origin') !== undefined && header('access-control-request-method') !== undefined;
  return entry.method === 'OPTIONS' && asks;
}

/** Of these, the request and the document tell more than the log has. */
const DERIVED: ReadonlySet<string> = new Set(['document', 'check', 'route']);

/** Why its credentials did not do; `undefined` where they did, or nobody looked. */
export function refusalOf({ entry, problem }: LoggedExchange): string | undefined {
  const { decision, status } = entry;
  if (decision?.by !== 'check' || decision.why !== CREDENTIALS_REFUSED) return undefined;
  if (problem !== undefined) return problem.detail;
  return status === 403
    ? 'its credentials do not reach as far as the operation needs'
    : 'its credentials are missing or wrong';
}
