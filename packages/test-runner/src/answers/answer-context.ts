import type { Operation, ResponseObject } from '@mockloop/spec-parser';
import type { Severity } from '../model/check.ts';
import type { TestExchange, TestResponse } from '../model/exchange.ts';
import { responseFor } from '../requests/response-for.ts';
import type { RunView } from '../run/run-view.ts';

/** An answer, and what the document says of it. */
export interface Answer {
  readonly exchange: TestExchange;
  readonly response: TestResponse;
  readonly operation: Operation;
  /** `undefined`: the document does not have such a status. */
  readonly declared: ResponseObject | undefined;
  readonly view: RunView;
}

export function answerOf(exchange: TestExchange, key: string, view: RunView): Answer | undefined {
  const operation = view.operation(key);
  const { response } = exchange;
  if (operation === undefined || response === undefined) return undefined;
  return { exchange, response, operation, declared: responseFor(operation, response.status), view };
}

/** The first field of a name, in lower case. */
export function fieldOf({ response }: Pick<Answer, 'response'>, name: string): string | undefined {
  return response.headers.find(([field]) => field === name)?.[1];
}

/** Messages that end with it hold no body (RFC 9110 §6.4.1). */
export function hasNoBody({ exchange, response }: Answer): boolean {
  return exchange.request.method === 'HEAD' || [204, 205, 304].includes(response.status);
}

/** Throttled, or not there for the time being: no evidence of anything (RFC 9110 §15.6.4). */
export function isEnvironment(answer: Pick<Answer, 'response'>): boolean {
  const { status, body } = answer.response;
  if (status === 429) return true;
  if (status !== 503) return false;
  return fieldOf(answer, 'retry-after') !== undefined || /maintenance|overload/i.test(textOf(body, 2_000));
}

export function textOf(body: Uint8Array, end = 200_000): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8', 0, end);
}

/** An error says less of what an API is for than a success. */
export function severityOf(status: number): Severity | undefined {
  return status >= 400 ? 'low' : undefined;
}
