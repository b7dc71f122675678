import { createHash } from 'node:crypto';
import { SchemaError } from '@mockloop/schema';
import { andThen, orElse } from './and-then.ts';
import { type Answer, withHeaders } from './answer.ts';
import { chooseRefusal, type RefusalKind } from './choose-response.ts';
import type { CompiledOperation } from './compiled-operation.ts';
import type { Exchange } from './exchange.ts';
import type { Preferences } from './preferences.ts';
import { type Problem, problemAnswer } from './problem.ts';
import type { PlannedAnswer, ResponsePlan } from './response-plan.ts';
import { runtimeContext } from './runtime-context.ts';

/** The answer that the document gives to a valid request. */
export function respondFromDocument(
  compiled: CompiledOperation,
  exchange: Exchange,
  preferences: Preferences,
): Answer | Promise<Answer> {
  const { operation } = compiled;
  const chosen = compiled.choose(preferences.code);
  if (chosen === undefined) {
    if (preferences.code === undefined) return { status: 200, headers: [] };
    return problemAnswer({
      name: 'NOT_FOUND',
      detail: `${operation.key} has no ${preferences.code} response. It has ${statusList(compiled)}.`,
    });
  }
  const plan = compiled.plan(chosen);
  const planned = plan.answer({
    accept: exchange.request.header('accept'),
    example: preferences.example,
    seed: isDynamic(compiled, preferences) ? requestSeed(compiled, exchange, preferences) : undefined,
  });
  return andThen(planned, (value) => finishPlanned(value, { compiled, exchange, preferences, plan }));
}

interface Finish {
  readonly compiled: CompiledOperation;
  readonly exchange: Exchange;
  readonly preferences: Preferences;
  readonly plan: ResponsePlan;
}

/** An answer of a plan with the links of its exchange, and with the preferences that were applied. */
export function finishPlanned(planned: PlannedAnswer, { compiled, exchange, preferences, plan }: Finish): Answer {
  const { answer, isRefusal } = planned;
  if (isRefusal === true) return answer;
  const { links } = plan;
  const linked =
    links === undefined ? answer : plan.withLinks(answer, links(runtimeContext(compiled, exchange, planned)));
  const { applied } = preferences;
  return applied === undefined ? linked : withHeaders(linked, ['preference-applied', applied, 'vary', 'Prefer']);
}

/**
 * The answer to a request that is refused, with the status that the document has for that. Its body is the document's
 * own, except where `errors` asks for problem details, or the document itself declares problem details of which ours are.
 */
export function refuse(
  compiled: CompiledOperation,
  exchange: Exchange,
  refusal: { readonly kind: RefusalKind; readonly problem: Problem },
): Answer | Promise<Answer> {
  const chosen = chooseRefusal(compiled.operation, refusal.kind);
  const headers = [...(refusal.problem.headers ?? []), ...violationHeader(exchange)];
  const status = chosen === undefined ? {} : { status: chosen.status };
  const problem = problemAnswer({ ...refusal.problem, headers, ...status });
  const isOurs = compiled.settings.errors || chosen === undefined || chosen.response.content.length === 0;
  if (isOurs) return problem;
  const plan = compiled.plan(chosen);
  if (plan.accepts(problem)) return whereAllowed(problem, plan);
  return orElse(
    () => andThen(plan.answer({}), ({ answer }) => withHeaders(answer, headers)),
    (error) => {
      // The document's own words cannot be had: ours do as well.
      if (error instanceof SchemaError) return problem;
      throw error;
    },
  );
}

/** Problem details that the document describes: more can only be said in them as far as it has room for it. */
function whereAllowed(answer: Answer, plan: ResponsePlan): Answer {
  const { problem } = answer;
  const allows = (body: string): boolean => plan.accepts({ ...answer, body });
  return problem === undefined ? answer : { ...answer, problem: { ...problem, allows } };
}

/** What a field may hold so that clients still take it. */
const MAX_FIELD = 8_092;

/** The violations of a request as Prism sends them; those that a field has no room for are left out. */
export function violationHeader({ violations }: Exchange): string[] {
  const texts: string[] = [];
  let length = 2;
  for (const violation of violations) {
    const text = asciiJson(violation);
    length += text.length + 1;
    if (length > MAX_FIELD) break;
    texts.push(text);
  }
  return texts.length === 0 ? [] : ['sl-violations', `[${texts.join(',')}]`];
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isDynamic(compiled: CompiledOperation, preferences: Preferences): boolean {
  return (
    preferences.example === undefined &&
    (preferences.dynamic ?? (preferences.seed !== undefined || compiled.settings.dynamic))
  );
}

/** Same seed and same request, same bytes; another request, other bytes. HEAD is to say what GET sends. */
function requestSeed(compiled: CompiledOperation, { request, body }: Exchange, preferences: Preferences): string {
  const digest = body === undefined || body.length === 0 ? '' : createHash('sha256').update(body).digest('base64');
  return `${preferences.seed ?? compiled.settings.seed} ${compiled.operation.key} ${request.path}?${request.query} ${digest}`;
}

function statusList({ operation }: CompiledOperation): string {
  return operation.responses.length === 0 ? 'none' : operation.responses.map(({ status }) => status).join(', ');
}
