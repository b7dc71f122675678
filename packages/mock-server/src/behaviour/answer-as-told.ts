import { STATUS_CODES } from 'node:http';
import { isJson } from '@mockloop/body';
import type { Decision, Respond } from '@mockloop/scenarios';
import { andThen } from '../and-then.ts';
import { type Answer, asKept, headerOf, isBodiless, replaceHeaders } from '../answer.ts';
import type { CompiledOperation } from '../compiled-operation.ts';
import { faultType, isBodyFault } from '../delivery/fault-bytes.ts';
import type { Exchange } from '../exchange.ts';
import { problemAnswer } from '../problem.ts';
import type { PlannedAnswer } from '../response-plan.ts';
import type { Told } from './decide.ts';

/** A request that the mock was told something about. */
export interface Situation {
  readonly exchange: Exchange;
  /** The operation that it reached, if any. */
  readonly compiled?: CompiledOperation | undefined;
  /** What would be answered had nothing been told. */
  otherwise(): Answer | Promise<Answer>;
}

/** Carries out what the mock was told: an answer, a fault, a delay, or the usual answer with more to it. */
export function answerAsTold(told: Told, situation: Situation): Answer | Promise<Answer> {
  if (told.source === undefined && told.decision.passed.length > 0) {
    situation.exchange.passed = [{ by: 'scenario', why: told.decision.passed.join('; ') }];
  }
  return andThen(baseAnswer(told, situation), (answer) => dress(answer, told, situation.exchange));
}

const NOTHING: Answer = { status: 200, headers: [] };

function baseAnswer({ decision, source }: Told, situation: Situation): Answer | Promise<Answer> {
  if ('answer' in decision) return decision.answer;
  const { respond, render, isLimited, fault } = decision;
  if (respond !== undefined || isLimited) {
    const teller = `Rule ${decision.rule} of the scenario "${source?.name}"`;
    return answerWith(respond ?? LIMITED, { ...situation, render, teller, status: isLimited ? 429 : undefined });
  }
  // Nothing of the answer would be seen.
  if (fault !== undefined && !isBodyFault(fault)) return NOTHING;
  return situation.otherwise();
}

const LIMITED: Respond = {};

function dress(given: Answer, { decision, source }: Told, { request }: Exchange): Answer {
  const { headers, delayMs, rule } = decision;
  const answer = withoutFraming(given);
  const dressed = headers.length === 0 ? answer : replaceHeaders(answer, headers);
  if (source === undefined) return delayMs === 0 ? dressed : { ...dressed, delayMs: delayMs + (answer.delayMs ?? 0) };
  const hasBody = request.method !== 'HEAD' && !isBodiless(answer.status);
  const fault = decision.fault !== undefined && (hasBody || !isBodyFault(decision.fault)) ? decision.fault : undefined;
  const what = 'why' in decision ? decision.why : `rule ${rule} of "${source.name}"`;
  const why = fault === undefined ? what : `${what}, with the fault ${faultType(fault)}`;
  return { ...dressed, delayMs: delayMs + (answer.delayMs ?? 0), fault, decision: { by: source.kind, why } };
}

/** Where a body ends is said of what is sent: a second statement would contradict it (RFC 9112 §6.3). */
function withoutFraming(answer: Answer): Answer {
  const isFraming = (name = ''): boolean => FRAMING.test(name);
  if (!answer.headers.some((name, at) => at % 2 === 0 && isFraming(name))) return answer;
  const headers = answer.headers.filter((_, at) => !isFraming(answer.headers[at - (at % 2)]));
  return { ...answer, headers, logged: undefined };
}

const FRAMING = /^(?:content-length|transfer-encoding)$/i;

interface Telling extends Situation {
  /** Makes the body of a template. */
  readonly render: Decision['render'];
  /** Where `respond` names none. */
  readonly status: number | undefined;
  /** For people: which rule it is. */
  readonly teller: string;
}

/** Of responds whose answer never changes. */
const kept = new WeakMap<Respond, Answer>();

function answerWith(respond: Respond, telling: Telling): Answer | Promise<Answer> {
  const known = kept.get(respond);
  if (known !== undefined) return known;
  const { render, compiled } = telling;
  const status = respond.status ?? telling.status;
  if (render !== undefined) {
    return andThen(documentAnswer(respond, telling, status), (planned) =>
      written(respond, render(planned?.value), planned?.answer.status ?? status ?? 200),
    );
  }
  if (respond.body !== undefined) {
    const answer = asKept(written(respond, respond.body, status ?? compiled?.choose(undefined)?.status ?? 200));
    // Without a status of its own, it depends on the operation.
    if (status !== undefined) kept.set(respond, answer);
    return answer;
  }
  const own = flat(respond.headers);
  return andThen(statusAnswer(respond, telling, status), (answer) =>
    own.length === 0 ? answer : replaceHeaders(answer, own),
  );
}

/** A success of which nothing but the status is told is the usual one, which storage and handlers have a part in. */
function statusAnswer(respond: Respond, telling: Telling, status: number | undefined): Answer | Promise<Answer> {
  const fromDocument = (): Answer | Promise<Answer> =>
    andThen(
      documentAnswer(respond, telling, status),
      (planned) => planned?.answer ?? bareAnswer(status ?? 200, telling.teller),
    );
  if (respond.example !== undefined || status === undefined || status >= 300) return fromDocument();
  return andThen(telling.otherwise(), (usual) => (usual.status === status ? usual : fromDocument()));
}

/** The document's response with this status; `undefined` where it has none. */
function documentAnswer(
  { example }: Respond,
  { compiled, exchange }: Telling,
  status: number | undefined,
): PlannedAnswer | undefined | Promise<PlannedAnswer | undefined> {
  const chosen = compiled?.choose(status);
  if (compiled === undefined || chosen === undefined) return undefined;
  return compiled.plan(chosen).answer({ accept: exchange.request.header('accept'), example });
}

function bareAnswer(status: number, teller: string): Answer {
  if (status < 400) return { status, headers: [] };
  if (status === 429) return problemAnswer({ name: 'RATE_LIMITED', detail: `${teller} allows no more now.` });
  const title = STATUS_CODES[status] ?? 'Error';
  return problemAnswer({ name: 'SCENARIO_ANSWER', status, detail: `${teller} says so.`, members: { title } });
}

/** A text is sent as it is where its media type is given and is not JSON. */
function written({ headers }: Respond, body: unknown, status: number): Answer {
  const own = flat(headers);
  const mediaType = headerOf({ headers: own }, 'content-type');
  const isText = typeof body === 'string' && mediaType !== undefined && !isJson(mediaType);
  return {
    status,
    headers: mediaType === undefined ? ['content-type', 'application/json', ...own] : own,
    body: isText ? body : JSON.stringify(body),
  };
}

function flat(headers: Respond['headers']): string[] {
  return Object.entries(headers ?? {}).flatMap(([name, value]) => [name.toLowerCase(), value]);
}
