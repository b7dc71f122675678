import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import type { TestRequest } from '../../model/test-request.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { fieldOf, isOk, statusOf } from '../support/answers.ts';
import { canaryFor } from '../support/canary.ts';
import { observe } from '../support/observe.ts';
import { callable, nowhere } from '../support/requests.ts';

/** Methods that a server says it has, and its document does not. */
export const METHOD_KIND: CaseKind = {
  kind: 'undocumented-method',
  phase: 'security',
  checks: ['undocumented-method'],
  *propose(view): Iterable<ProposedCase> {
    if (view.target.is_mock) return;
    const readers = callable(view).filter(({ method }) => method === 'GET');
    for (const { key } of readers) yield { operation: key, title: 'methods that the server says it has', input: {} };
  },
  run: askForMethods,
};

const WRITING: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'POST']);

async function askForMethods(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const planned = probe.planned(testCase.operation ?? '');
  const success = planned && (await probe.succeed(planned.key));
  if (planned === undefined || success === undefined) return [];
  const asking: Asking = { probe, request: success.request };
  const allowed = listed(fieldOf(await ask(asking, 'OPTIONS'), 'allow'));
  const documented = new Set(
    probe.document.operations.filter(({ path }) => path === planned.path).map(({ method }) => method),
  );
  const extra = [...allowed].filter((method) => !documented.has(method));
  if (extra.length === 0 || !isMissing(await ask(asking, 'MLCANARY'))) return [];
  const found: Observation[] = [];
  for (const method of extra) {
    const how = WRITING.has(method) ? await isThere(asking, method) : await isSaid(asking, { method, allowed });
    if (how === undefined) continue;
    found.push(
      observe('undocumented-method', {
        message: `The server has \`${method} ${planned.path}\`, which the document does not: ${how}.`,
        expected: '405',
        observed: `Allow: ${[...allowed].join(', ')}`,
        signature: `${method} ${planned.path}`,
      }),
    );
  }
  return found;
}

interface Asking {
  readonly probe: Probe;
  /** One that worked. */
  readonly request: TestRequest;
}

/** JSON that nobody can read: nothing is written with it. */
const UNREADABLE = { headers: [['Content-Type', 'application/json']] as const, body: { text: '{' } };

function ask({ probe, request }: Asking, method: string): Promise<TestExchange> {
  const isWriting = WRITING.has(method);
  const headers = isWriting ? [...request.headers, ...UNREADABLE.headers] : request.headers;
  return probe.send(
    { ...request, method, headers, body: isWriting ? UNREADABLE.body : undefined },
    { operation: null },
  );
}

function listed(field: string | undefined): ReadonlySet<string> {
  const methods = (field ?? '').split(',').map((method) => method.trim().toUpperCase());
  return new Set(methods.filter((method) => WRITING.has(method) || method === 'DELETE'));
}

function isMissing(exchange: TestExchange): boolean {
  return [404, 405, 501].includes(statusOf(exchange)) || statusOf(exchange) === 400;
}

/** It reads the body, where an address without a meaning does not. */
async function isThere(asking: Asking, method: string): Promise<string | undefined> {
  const exchange = await ask(asking, method);
  if (!isOk(exchange) && ![400, 415, 422].includes(statusOf(exchange))) return undefined;
  const elsewhere = nowhere(canaryFor(asking.probe, 'nowhere'));
  const control = await ask({ ...asking, request: { ...elsewhere, identity: asking.request.identity } }, method);
  return [404, 405].includes(statusOf(control))
    ? `OPTIONS lists it, and a body that cannot be read is answered with ${statusOf(exchange)}`
    : undefined;
}

/** What removes is not tried. That the list can be believed shows where it does not have a method: that one is refused. */
async function isSaid(
  asking: Asking,
  { method, allowed }: { readonly method: string; readonly allowed: ReadonlySet<string> },
): Promise<string | undefined> {
  const missing = [...WRITING].find((one) => !allowed.has(one));
  const refused = missing === undefined ? undefined : await ask(asking, missing);
  return refused !== undefined && statusOf(refused) === 405
    ? `OPTIONS lists ${method}, and not ${missing}, which is refused`
    : undefined;
}
