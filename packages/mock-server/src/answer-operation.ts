import { andThen } from './and-then.ts';
import { type Answer, withHeaders } from './answer.ts';
import { checkRequest, type RequestCheck } from './check-request.ts';
import type { SecurityFailure } from './check-security.ts';
import type { CompiledOperation } from './compiled-operation.ts';
import type { Exchange } from './exchange.ts';
import { isBadPreference, type Preferences, readPreferences } from './preferences.ts';
import { type ProblemName, problemAnswer } from './problem.ts';
import { refuse, respondFromDocument, violationHeader } from './respond-from-document.ts';

/**
 * Takes a request through its operation: what it prefers, whether it may, whether it is valid, what it gets.
 *
 * @param candidates The operations that it may be meant for, the most likely first.
 */
export function answerOperation(
  candidates: readonly CompiledOperation[],
  exchange: Exchange,
): Answer | Promise<Answer> {
  const { request } = exchange;
  const preferences = readPreferences((name) => request.header(name), request.query);
  if (isBadPreference(preferences)) {
    const { name, value, expected } = preferences;
    const detail = `The preference ${name}=${value} is not ${expected}.`;
    return problemAnswer({ name: 'UNPROCESSABLE_ENTITY', detail, headers: ['vary', 'Prefer'] });
  }
  return andThen(checkRequest(candidates, exchange, exchange.body ?? NO_BYTES), (check) => {
    exchange.operation = check.compiled.entry;
    exchange.violations = check.violations;
    return answerChecked(check, exchange, preferences);
  });
}

const NO_BYTES = new Uint8Array();

function answerChecked(
  { compiled, refused, violations, kind }: RequestCheck,
  exchange: Exchange,
  preferences: Preferences,
): Answer | Promise<Answer> {
  if (refused !== undefined) return refuseCredentials(compiled, exchange, refused);
  if (violations.length === 0) return respondFromDocument(compiled, exchange, preferences);
  if (compiled.settings.validate === 'warn') {
    const answer = respondFromDocument(compiled, exchange, preferences);
    return andThen(answer, (value) => withHeaders(value, violationHeader(exchange)));
  }
  const details = violations.slice(0, 3).map(({ message }) => message);
  const problem = { name: PROBLEMS[kind], detail: `${compiled.operation.key}: ${details.join('; ')}.`, violations };
  return refuse(compiled, exchange, { kind, problem });
}

const PROBLEMS: Record<RequestCheck['kind'], ProblemName> = {
  'media-type': 'INVALID_CONTENT_TYPE',
  syntax: 'BAD_REQUEST',
  content: 'UNPROCESSABLE_ENTITY',
};

function refuseCredentials(
  compiled: CompiledOperation,
  exchange: Exchange,
  { status, detail, challenges }: SecurityFailure,
): Answer | Promise<Answer> {
  const headers = challenges.flatMap((challenge) => ['www-authenticate', challenge]);
  const problem = {
    name: status === 401 ? 'UNAUTHORIZED' : 'FORBIDDEN',
    detail: `${compiled.operation.key}: ${detail}`,
    headers,
  } as const;
  return refuse(compiled, exchange, { kind: status === 401 ? 'security' : 'forbidden', problem });
}
