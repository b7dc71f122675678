import type { ApiDocument } from '@mockloop/spec-parser';
import type { TestPlan } from '../model/test-plan.ts';
import { TestRunError } from '../model/test-run-error.ts';
import { createTestPlan } from '../plan/create-test-plan.ts';
import type { RunOptions } from '../run/run-options.ts';
import { runTests } from '../run/run-tests.ts';
import type { RunView } from '../run/run-view.ts';
import { type PreparedLoad, prepareLoadRequests, type WeightedOperation } from './prepare-load-requests.ts';

export interface LoadTarget extends Pick<RunOptions, 'allowedHosts' | 'identities' | 'now' | 'signal'> {
  /** Where the API is. Without a path, that of the document's servers is added. */
  readonly serverUrl: string;
  /** Default: all operations that change nothing, equally often. */
  readonly operations?: readonly WeightedOperation[] | undefined;
  readonly seed?: string | undefined;
}

/** What preparing requests may cost. */
const PREPARATION = { max_requests: 2_000, max_seconds: 60, max_cases: 3 };

/**
 * Finds out, with few requests, what each operation accepts, and hands on requests for a load test. What had to be made for them is
 * there as long as `use` takes.
 *
 * @throws {TestRunError} `TARGET_UNREACHABLE`, `TARGET_REFUSED`, `PLAN_INVALID` where there is nothing to send.
 */
export async function withPreparedLoad<T>(
  document: ApiDocument,
  { serverUrl, operations, seed, ...options }: LoadTarget,
  use: (prepared: PreparedLoad, plan: TestPlan, view: RunView) => Promise<T>,
): Promise<T> {
  const plan = await createTestPlan(document, {
    serverUrl,
    seed,
    phases: ['examples'],
    budget: PREPARATION,
    operations: operations?.map(({ operation }) => operation),
  });
  let used: { readonly value: T } | undefined;
  await runTests(document, plan, {
    ...options,
    validationMode: 'report_only',
    whileThere: async (view) => {
      const prepared = prepareLoadRequests(view, operations);
      if (prepared.requests.length === 0) throw nothingToSend(prepared, plan.server_url);
      used = { value: await use(prepared, plan, view) };
    },
  });
  options.signal?.throwIfAborted();
  if (used === undefined)
    throw new TestRunError('TARGET_UNREACHABLE', `${plan.server_url} was lost while requests were prepared.`);
  return used.value;
}

function nothingToSend({ left_out: leftOut }: PreparedLoad, url: string): TestRunError {
  const why =
    leftOut.length === 0
      ? 'no operation of the document only reads; name the operations to send'
      : `none of them has answered with 2xx: ${leftOut.slice(0, 5).join(', ')}`;
  return new TestRunError('PLAN_INVALID', `There is nothing to put ${url} under load with: ${why}.`);
}
