import type { TestExchange } from '../../model/exchange.ts';
import type { PlannedOperation } from '../../model/test-plan.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import type { Made, Probe, Success } from '../../run/probe.ts';
import { isOk, textOf } from '../support/answers.ts';
import { madeBy } from '../support/made-by.ts';
import { type Mark, markParts } from '../support/marked-thing.ts';
import { readThing } from '../support/requests.ts';

/** How one sees that a write has happened. */
export interface WriteEffect {
  /** The parts, with something in them that can be found again. */
  partsFor(parts: RequestParts): RequestParts;
  /** Whether the last ones took effect, read by somebody who may. */
  shows(exchange: TestExchange): Promise<boolean>;
}

export function effectOf(success: Success, planned: PlannedOperation, probe: Probe): Promise<WriteEffect> {
  const operation = probe.operation(planned.key);
  const reader = success.request.identity;
  let marks: readonly Mark[] = [];
  let count = 0;
  return Promise.resolve({
    partsFor(parts) {
      count += 1;
      const marked = operation && markParts(probe, operation, { parts, name: `effect ${count}` });
      marks = marked?.marks ?? [];
      return marked?.parts ?? parts;
    },
    async shows(exchange) {
      if (!isOk(exchange)) return false;
      const made = await whereItIs(exchange, { success, planned, probe });
      const read = made && (await readThing(probe, made, reader));
      // Nothing reads it: that the answer is of the same kind as for others is all that there is.
      if (read === undefined) return true;
      return isOk(read) && (marks.length === 0 || marks.some(({ word }) => textOf(read).includes(word)));
    },
  });
}

interface Written {
  readonly success: Success;
  readonly planned: PlannedOperation;
  readonly probe: Probe;
}

async function whereItIs(exchange: TestExchange, { success, planned, probe }: Written): Promise<Made | undefined> {
  if (planned.resource === undefined) return undefined;
  if (planned.role !== 'create') return success.made?.resource === planned.resource ? success.made : undefined;
  return madeBy(probe, { ...success, key: planned.key, exchange });
}
