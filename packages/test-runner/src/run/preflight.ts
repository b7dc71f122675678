import type { TestExchange } from '../model/exchange.ts';
import { TestRunError } from '../model/test-run-error.ts';
import { composeRequest } from '../requests/compose-request.ts';
import { isObject } from '../succeed/json-value.ts';
import type { AllowedTarget } from '../target/allow-target.ts';
import type { Guard } from './guard.ts';
import type { RunView } from './run-view.ts';
import type { Transport } from './transport.ts';

/**
 * Asks whether anybody is there.
 *
 * @throws {TestRunError} `TARGET_UNREACHABLE`.
 */
export async function knock(target: AllowedTarget, transport: Transport): Promise<TestExchange> {
  const request = { method: 'GET', target: '/', headers: [], identity: 'anonymous' } as const;
  const exchange = await transport.sendOnce(request, { timeoutMs: 5_000 });
  const { failure } = exchange;
  if (failure !== undefined && (failure.kind === 'unreachable' || failure.kind === 'tls'))
    throw new TestRunError(
      'TARGET_UNREACHABLE',
      `Nobody answers at ${target.url}: ${failure.message}. Start the server, or check the URL.`,
    );
  return exchange;
}

/**
 * Operations that can be called without knowing anything: what is watched while the run goes on.
 *
 * @returns What was asked, and did not succeed.
 */
export async function findCanaries(
  view: RunView,
  transport: Transport,
  guard: Guard,
): Promise<readonly TestExchange[]> {
  const failed: TestExchange[] = [];
  for (const identity of new Set([view.mainIdentity, 'anonymous'])) {
    const simple = view.operations.filter(
      (one) => isSimple(one.key, view) && (identity !== 'anonymous' || !one.secured),
    );
    const first = [...simple.filter(({ role }) => role === 'list'), ...simple.filter(({ role }) => role !== 'list')];
    for (const { key } of first.slice(0, 3)) {
      const operation = view.operation(key);
      if (operation === undefined) continue;
      const request = composeRequest(operation, { values: [] }, { document: view.document, identity });
      const exchange = await transport.sendOnce(request, { operation: key });
      const { status = 0 } = exchange.response ?? {};
      if (status < 200 || status >= 300) {
        failed.push(exchange);
        continue;
      }
      guard.watch({ request, operation: key });
      break;
    }
  }
  return failed;
}

/** What is found at the root of the server alone, where nothing at all is found below the base path. `undefined`: nothing says so. */
export async function findAtRoot(
  tried: readonly TestExchange[],
  ask: (path: string) => Promise<TestExchange>,
): Promise<TestExchange | undefined> {
  if (!tried.every(({ response }) => response?.status === 404)) return undefined;
  for (const { request } of tried) {
    const exchange = await ask(request.target);
    const { status = 404 } = exchange.response ?? {};
    if (status !== 404 && status < 500) return exchange;
  }
  return undefined;
}

function isSimple(key: string, view: RunView): boolean {
  const planned = view.planned(key);
  if (planned?.method !== 'GET' || planned.risk !== 'read' || planned.ends_session === true) return false;
  return view.operation(key)?.parameters.every(({ required }) => !required) ?? false;
}

/** What a server says of itself that is a mock of MockLoop; `undefined` for any other. */
export async function askMock(
  target: AllowedTarget,
  ask: (path: string) => Promise<TestExchange>,
): Promise<MockFacts | undefined> {
  const { pathname } = new URL(target.url);
  for (const base of new Set(['', pathname.replace(/\/+$/, '')])) {
    const { response } = await ask(`${base}/__admin/mockloop.json`);
    const facts = response?.status === 200 ? readFacts(response.body) : undefined;
    if (facts !== undefined) return facts;
  }
  return undefined;
}

export interface MockFacts {
  /** It stores what is created. */
  readonly isStateful: boolean;
}

function readFacts(body: Uint8Array): MockFacts | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    if (!isObject(value) || value.name !== 'MockLoop' || !isObject(value.api)) return undefined;
    return { isStateful: value.stateful === true };
  } catch {
    return undefined;
  }
}
