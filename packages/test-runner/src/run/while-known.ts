import type { ApiDocument } from '@mockloop/spec-parser';
import type { TestPlan } from '../model/test-plan.ts';
import { TestRunError } from '../model/test-run-error.ts';
import { createTestPlan } from '../plan/create-test-plan.ts';
import type { RunOptions } from './run-options.ts';
import { runTests } from './run-tests.ts';
import type { RunView } from './run-view.ts';

export interface KnownServerOptions extends Pick<RunOptions, 'allowedHosts' | 'identities' | 'now' | 'signal'> {
  readonly serverUrl: string;
  readonly seed?: string | undefined;
  /** Keys or ids of operations. Default: all. */
  readonly operations?: readonly string[] | undefined;
}

/** What getting to know a server may cost. */
const BUDGET = { max_requests: 2_000, max_seconds: 60, max_cases: 3 };

/**
 * Finds out, with few requests, what each operation accepts, and does something with that while what was made for it is still there.
 *
 * @throws {TestRunError} `TARGET_REFUSED`, `TARGET_UNREACHABLE`; what `use` throws
 */
export async function whileKnown<T>(
  document: ApiDocument,
  { serverUrl, seed, operations, allowedHosts, identities, now, signal }: KnownServerOptions,
  use: (view: RunView, plan: TestPlan) => Promise<T>,
): Promise<T> {
  const whole = await createTestPlan(document, { serverUrl, seed, phases: ['examples'], budget: BUDGET });
  const plan = operations === undefined ? whole : { ...whole, operations: withMakers(whole, operations) };
  let used: { readonly value: T } | undefined;
  const run = await runTests(document, plan, {
    allowedHosts,
    identities,
    now,
    signal,
    validationMode: 'report_only',
    whileThere: async (view) => {
      used = { value: await use(view, plan) };
    },
  });
  signal?.throwIfAborted();
  if (used !== undefined) return used.value;
  throw new TestRunError('TARGET_UNREACHABLE', `${plan.server_url} was lost: ${run.reason ?? 'it does not answer'}`);
}

/**
 * The operations that were asked for, and those that make, list or remove what stands in their paths.
 *
 * @throws {TestRunError} `PLAN_INVALID` for one that there is not.
 */
function withMakers({ operations, resources }: TestPlan, wanted: readonly string[]): TestPlan['operations'] {
  const unknown = wanted.find((name) => !operations.some(({ key, operation_id: id }) => key === name || id === name));
  if (unknown !== undefined)
    throw new TestRunError(
      'PLAN_INVALID',
      `There is no operation ${unknown}. Name them as \`GET /pets\` or by operation id.`,
    );
  const chosen = operations.filter(
    ({ key, operation_id: id }) => wanted.includes(key) || (id !== undefined && wanted.includes(id)),
  );
  const makers = resources
    .filter(({ item_path: item }) => item !== undefined && chosen.some(({ path }) => `${path}/`.startsWith(`${item}/`)))
    .flatMap(({ operations: { create, list, delete: remove } }) => [create, list, remove]);
  return operations.filter((operation) => chosen.includes(operation) || makers.includes(operation.key));
}
