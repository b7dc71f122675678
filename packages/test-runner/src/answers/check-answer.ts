import { SchemaError } from '@mockloop/schema';
import { SpecError } from '@mockloop/spec-parser';
import { checkSemantics } from '../cases/semantics/check-semantics.ts';
import type { TestExchange } from '../model/exchange.ts';
import type { Observation } from '../model/observation.ts';
import { sharesItsAddress } from '../requests/shares-its-address.ts';
import type { RunView } from '../run/run-view.ts';
import { answerOf } from './answer-context.ts';
import { checkBody } from './check-body.ts';
import { checkHeaders } from './check-headers.ts';
import { checkLeaks } from './check-leaks.ts';
import { checkStatus } from './check-status.ts';

/**
 * What is wrong with any answer, whatever was asked: held against the operation's responses, and against HTTP.
 *
 * @param operation Key of the operation that was called.
 */
export async function checkAnswer(
  exchange: TestExchange,
  operation: string,
  view: RunView,
): Promise<readonly Observation[]> {
  const answer = answerOf(exchange, operation, view);
  if (answer === undefined) return [];
  // It may be another operation's answer: then only what is wrong with any is.
  if (sharesItsAddress(answer.operation, view.document))
    return [...checkStatus(answer).filter(({ check }) => check === 'server-error'), ...checkLeaks(answer)];
  return [
    ...checkStatus(answer),
    ...checkLeaks(answer),
    ...(await whereReadable(() => checkHeaders(answer))),
    ...(await whereReadable(() => checkBody(answer))),
    ...checkSemantics(exchange, { declared: answer.declared, isMock: view.target.is_mock }),
  ];
}

/** A schema that leads nowhere or cannot be used says nothing of an answer; the check of the document tells of it. */
async function whereReadable(
  check: () => readonly Observation[] | Promise<readonly Observation[]>,
): Promise<readonly Observation[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof SchemaError || error instanceof SpecError) return [];
    throw error;
  }
}
