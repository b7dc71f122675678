import { SchemaError } from '@mockloop/schema';
import { SpecError } from '@mockloop/spec-parser';
import { andThen, orElse } from '../and-then.ts';
import type { Answer } from '../answer.ts';
import { problemAnswer } from '../problem.ts';
import { respondFromDocument } from '../respond-from-document.ts';
import type { Call } from '../responder.ts';
import { WorldLimitError } from '../worlds/world.ts';
import { answerOfResult } from './answer-of-result.ts';
import type { AssignedHandler } from './assign-handlers.ts';
import type { HandlerContext, HandlerRequest, HandlerWish } from './handler.ts';
import { createHandlerState } from './handler-state.ts';
import { readError } from './load-problem.ts';
import { handlerPlaceOf } from './module-versions.ts';
import { responseOfAnswer } from './response-of-answer.ts';

export interface RunOptions {
  /** Of the handler files, as it is named in messages. */
  readonly folder: string;
  readonly timeoutMs: number;
  /** Is told why a handler failed, with where it did. */
  onFailure(message: string): void;
}

/**
 * Asks a handler. One that fails, or does not settle in time, becomes an answer that says so.
 *
 * @returns `undefined` where the handler leaves the request to others.
 */
export function runHandler(
  assigned: AssignedHandler,
  { call, request }: { readonly call: Call; readonly request: HandlerRequest },
  options: RunOptions,
): Answer | undefined | Promise<Answer | undefined> {
  const { compiled, exchange } = call;
  const decision = { by: 'handler' as const, why: `${assigned.name} of ${assigned.file}` };
  return orElse(
    () => {
      const result = toPromise(assigned.handle(contextOf(call, request)));
      const answer = andThen(result, (value) =>
        value === undefined
          ? undefined
          : answerOfResult(value, { compiled, accept: exchange.request.header('accept') }),
      );
      return andThen(inTime(answer, options.timeoutMs), (sent) => sent && { ...sent, decision });
    },
    (error) => ({ ...failed(error, assigned, options), decision: { by: 'handler', why: `${decision.why} failed` } }),
  );
}

function contextOf(call: Call, request: HandlerRequest): HandlerContext {
  const { compiled, exchange, preferences } = call;
  return {
    request,
    operation: compiled.entry,
    seed: preferences.seed ?? compiled.settings.seed,
    world: exchange.world.id,
    state: createHandlerState(exchange.world),
    respond: async (wish) => responseOfAnswer(await without(call, wish)),
  };
}

function without(call: Call, wish: HandlerWish | undefined): Answer | Promise<Answer> {
  if (wish === undefined) return call.otherwise();
  const { compiled, exchange, preferences } = call;
  const { status: code = preferences.code, example = preferences.example } = wish;
  return respondFromDocument(compiled, exchange, { ...preferences, code, example });
}

/** Characters of a message that problem details repeat. */
const MAX_MESSAGE = 500;

class HandlerTimeout extends Error {
  override readonly name = 'HandlerTimeout';
}

/** Nothing else ends a promise of the user's, or a body, that never comes to its end. */
function inTime<T>(answer: T | Promise<T>, timeoutMs: number): T | Promise<T> {
  if (!(answer instanceof Promise)) return answer;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HandlerTimeout(`It did not settle within ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Also of what is a promise by its `then` alone. */
function toPromise<T>(value: T | PromiseLike<T>): T | Promise<T> {
  const isPromise = typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
  return isPromise ? Promise.resolve(value) : (value as T);
}

/** @throws What is no fault of the handler's. */
function failed(error: unknown, { name, file }: AssignedHandler, options: RunOptions): Answer {
  if (error instanceof WorldLimitError || error instanceof SchemaError || error instanceof SpecError) throw error;
  const { message, stack = '' } = readError(error);
  const place = handlerPlaceOf(stack);
  const at = place === undefined ? file : `${placeName(place.file, options.folder)}:${place.line}:${place.column ?? 1}`;
  const isLate = error instanceof HandlerTimeout;
  const said = isLate ? error.message : (message.split('\n')[0] ?? '').slice(0, MAX_MESSAGE);
  const detail = `The handler "${name}" (${at}) failed: ${said}.`;
  options.onFailure(detail);
  return problemAnswer({
    name: isLate ? 'HANDLER_TIMEOUT' : 'HANDLER_FAILED',
    detail,
    members: { handler: { name, file, line: place?.line, column: place?.column } },
  });
}

function placeName(file: string, folder: string): string {
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
}
