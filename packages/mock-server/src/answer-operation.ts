import type { CompiledScenario } from '@mockloop/scenarios';
import { andThen } from './and-then.ts';
import { type Answer, withHeaders } from './answer.ts';
import { answerAsTold } from './behaviour/answer-as-told.ts';
import { decide } from './behaviour/decide.ts';
import { checkRequest, type RequestCheck } from './check-request.ts';
import type { SecurityFailure } from './check-security.ts';
import type { CompiledOperation } from './compiled-operation.ts';
import type { Exchange } from './exchange.ts';
import { orNotModified } from './not-modified.ts';
import { isBadPreference, type Preferences, readPreferences } from './preferences.ts';
import { type ProblemName, problemAnswer } from './problem.ts';
import { refuse, respondFromDocument, violationHeader } from './respond-from-document.ts';
import type { Call, Responder } from './responder.ts';

export interface AnswerContext {
  /** Of `MockSettings.latency`. */
  readonly latency: CompiledScenario | undefined;
  /** Asked in this order before the document. */
  readonly responders: readonly Responder[];
}

/**
 * Takes a request through its operation: what it prefers, whether it may, whether it is valid, what it gets. What the mock
 * was told to do comes first, also where the request is refused otherwise.
 *
 * @param candidates The operations that it may be meant for, the most likely first.
 */
export function answerOperation(
  candidates: readonly CompiledOperation[],
  exchange: Exchange,
  context: AnswerContext,
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
    exchange.compiled = check.compiled;
    exchange.violations = check.violations;
    const { compiled } = check;
    const told = decide(exchange, { latency: context.latency, compiled });
    if (told === undefined) return answerChecked(check, exchange, { ...context, preferences });
    const otherwise = (): Answer | Promise<Answer> => answerChecked(check, exchange, { ...context, preferences });
    return answerAsTold(told, { exchange, compiled, otherwise });
  });
}

const NO_BYTES = new Uint8Array();

interface RespondContext extends AnswerContext {
  readonly preferences: Preferences;
}

function answerChecked(
  { compiled, refused, violations, kind }: RequestCheck,
  exchange: Exchange,
  context: RespondContext,
): Answer | Promise<Answer> {
  if (refused !== undefined)
    return andThen(refuseCredentials(compiled, exchange, refused), asRefusal(CREDENTIALS_REFUSED));
  if (violations.length === 0)
    return andThen(respond(compiled, exchange, context), (answer) => orNotModified(answer, exchange.request));
  if (compiled.settings.validate === 'warn') {
    const answer = respond(compiled, exchange, context);
    return andThen(answer, (value) => withHeaders(value, violationHeader(exchange)));
  }
  const details = violations.slice(0, 3).map(({ message }) => message.replace(/\.+$/, ''));
  const problem = { name: PROBLEMS[kind], detail: `${compiled.operation.key}: ${details.join('; ')}.`, violations };
  return andThen(refuse(compiled, exchange, { kind, problem }), asRefusal(REASONS[kind]));
}

/** The first responder that has an answer gives it, last of all the document. */
function respond(
  compiled: CompiledOperation,
  exchange: Exchange,
  { responders, preferences }: RespondContext,
): Answer | Promise<Answer> {
  const fromDocument = (): Answer | Promise<Answer> => respondFromDocument(compiled, exchange, preferences);
  // A client that asks for a certain response of the document means that one.
  const asksDocument = preferences.code !== undefined || preferences.example !== undefined;
  if (responders.length === 0 || asksDocument) return fromDocument();
  return askInTurn(responders, { compiled, exchange, preferences, otherwise: fromDocument });
}

/** @param last What is answered where none of them has an answer is its `otherwise`. */
function askInTurn([first, ...others]: readonly Responder[], last: Call): Answer | Promise<Answer> {
  if (first === undefined) return last.otherwise();
  const otherwise = (): Answer | Promise<Answer> => askInTurn(others, last);
  return andThen(first.respond({ ...last, otherwise }), (answer) => answer ?? otherwise());
}

/** As the log says it. */
export const CREDENTIALS_REFUSED = 'its credentials do not do';

function asRefusal(why: string): (answer: Answer) => Answer {
  return (answer) => ({ ...answer, decision: { by: 'check', why } });
}

const REASONS: Record<RequestCheck['kind'], string> = {
  'media-type': 'the operation takes no body of this media type',
  syntax: 'its body cannot be read',
  content: 'it breaks the document',
};

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
