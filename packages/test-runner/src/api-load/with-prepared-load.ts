import type { ApiDocument } from '@mockloop/spec-parser';
import type { TestPlan } from '../model/test-plan.ts';
import { TestRunError } from '../model/test-run-error.ts';
import type { RunView } from '../run/run-view.ts';
import { type KnownServerOptions, whileKnown } from '../run/while-known.ts';
import { type PreparedLoad, prepareLoadRequests, type WeightedOperation } from './prepare-load-requests.ts';

export interface LoadTarget extends Omit<KnownServerOptions, 'operations'> {
  /** Default: all operations that change nothing, equally often. */
  readonly operations?: readonly WeightedOperation[] | undefined;
}

/**
 * Finds out, with few requests, what each operation accepts, and hands on requests for a load test. What had to be made for them is
 * there as long as `use` takes.
 *
 * @throws {TestRunError} `TARGET_UNREACHABLE`, `TARGET_REFUSED`, `PLAN_INVALID` where there is nothing to send.
 */
export async function withPreparedLoad<T>(
  document: ApiDocument,
  { operations, ...target }: LoadTarget,
  use: (prepared: PreparedLoad, plan: TestPlan, view: RunView) => Promise<T>,
): Promise<T> {
  const names = operations?.map(({ operation }) => operation);
  return await whileKnown(document, { ...target, operations: names }, async (view, plan) => {
    const prepared = prepareLoadRequests(view, operations);
    if (prepared.requests.length === 0) throw nothingToSend(prepared, plan.server_url);
    return await use(prepared, plan, view).catch((error: unknown) => {
      // What makes no sense in a load plan.
      throw error instanceof TypeError
        ? new TestRunError('PLAN_INVALID', `${error.message}.`, { cause: error })
        : error;
    });
  });
}

function nothingToSend({ left_out: leftOut }: PreparedLoad, url: string): TestRunError {
  const why =
    leftOut.length === 0
      ? 'no operation of the document only reads; name the operations to send'
      : `none of them has answered with 2xx: ${leftOut.slice(0, 5).join(', ')}`;
  return new TestRunError('PLAN_INVALID', `There is nothing to put ${url} under load with: ${why}.`);
}
