import type { TestExchange } from '../../model/exchange.ts';
import type { TestRequest } from '../../model/test-request.ts';
import { readAnswer } from '../../requests/read-answer.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import type { Made, Probe } from '../../run/probe.ts';
import { madeFrom } from '../../succeed/made-from.ts';

/** A creation that a case has sent by itself. */
export interface Creation {
  readonly key: string;
  readonly request: TestRequest;
  readonly parts: RequestParts;
  readonly exchange: TestExchange;
}

/** What it has made, noted so that it is removed in the end. */
export async function madeBy(probe: Probe, { key, request, parts, exchange }: Creation): Promise<Made | undefined> {
  const operation = probe.operation(key);
  const resource = probe.resource(probe.planned(key)?.resource ?? '');
  if (operation === undefined || resource === undefined) return undefined;
  const value = (await readAnswer(exchange, operation, probe))?.value;
  const pathOf = (id: string): string | undefined =>
    probe.document.operations.find(({ operationId }) => operationId === id)?.path;
  const made = madeFrom({ operation, resource, success: { request, exchange, parts, value }, pathOf });
  if (made !== undefined) probe.knowledge.note(made, 'us');
  return made;
}
