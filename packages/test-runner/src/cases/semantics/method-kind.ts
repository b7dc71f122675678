import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { PlannedOperation } from '../../model/test-plan.ts';
import type { TestRequest } from '../../model/test-request.ts';
import { composeRequest } from '../../requests/compose-request.ts';
import { generateParts } from '../../requests/generate-parts.ts';
import { methodsAt } from '../../requests/methods-at.ts';
import { headerOf } from '../../requests/read-answer.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Made, Probe } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { createToken } from '../../succeed/token.ts';
import { createThing, isMissing, keepsState, readThing } from '../stateful/thing.ts';
import { checkSemantics } from './check-semantics.ts';

/** Sends the methods that a path does not have: without a body, and those that change or remove only to what was made for it. */
export const METHOD_KIND: CaseKind = {
  kind: 'undeclared-method',
  phase: 'semantics',
  *propose(view) {
    for (const [path, planned] of paths(view)) {
      const [first] = planned;
      if (first !== undefined) yield { operation: first.key, title: `methods that ${path} does not have`, input: {} };
    }
  },
  async run({ operation: key }, probe) {
    const known = probe.operations.find((one) => one.key === key);
    if (known === undefined) return [];
    const place = await placeOf(probe, known);
    if (place === undefined) return [];
    const found: Observation[] = [];
    const declared = methodsAt(place.request.target, probe.document);
    for (const method of place.methods.filter((one) => !declared.has(one))) {
      const exchange = await probe.send(withMethod(place.request, method), { operation: null });
      found.push(
        ...checkSemantics(exchange, { isMock: probe.target.is_mock }).filter(
          ({ check }) => check === '405-without-allow' || check === 'allow-wrong',
        ),
      );
      found.push(...missingInAllow(exchange, place), ...(await accepted(probe, { method, exchange, place })));
      if (isGone(exchange, method)) break;
    }
    return [...found, ...(await options(probe, place))];
  },
};

/** Operations by path, those of paths left out where something is not to be called. */
function paths(view: RunView): ReadonlyMap<string, readonly PlannedOperation[]> {
  const harmful = new Set(
    view.plan.operations
      .filter(({ risk, role }) => risk === 'environment' || role === 'logout')
      .map(({ path }) => path),
  );
  return Map.groupBy(
    view.operations.filter(({ path }) => !harmful.has(path)),
    ({ path }) => path,
  );
}

/** Where the methods go. */
interface Place {
  readonly request: TestRequest;
  readonly methods: readonly string[];
  /** Methods that worked there just now. */
  readonly working: readonly string[];
  readonly made?: Made | undefined;
  readonly resource?: string | undefined;
}

const HARMLESS = ['PATCH', 'POST', 'TRACE'] as const;

async function placeOf(probe: Probe, planned: PlannedOperation): Promise<Place | undefined> {
  const resource = probe.plan.resources.find(({ item_path: path }) => path === planned.path);
  const thing =
    resource?.operations.create !== undefined && keepsState(probe) ? await createThing(probe, resource) : undefined;
  const read = resource && thing && (await readThing(probe, resource, thing.made));
  if (resource !== undefined && thing !== undefined && read?.item !== undefined) {
    const request = { ...read.exchange.request, headers: read.exchange.request.headers };
    return {
      request,
      methods: ['PATCH', 'PUT', 'POST', 'TRACE', 'DELETE'],
      working: ['GET'],
      made: thing.made,
      resource: resource.name,
    };
  }
  const get = probe.operations.find(({ path, method }) => path === planned.path && method === 'GET');
  const success = get && (await probe.succeed(get.key));
  if (success !== undefined) return { request: success.request, methods: methodsFor(planned), working: ['GET'] };
  const request = blankRequest(probe, planned);
  return request && { request, methods: methodsFor(planned), working: [] };
}

/** What stands below one thing may be changed by what is sent; a list is not, by a request without a body. */
function methodsFor({ path }: PlannedOperation): readonly string[] {
  return path.includes('{') ? ['TRACE'] : HARMLESS;
}

function blankRequest(probe: Probe, planned: PlannedOperation): TestRequest | undefined {
  const operation = probe.operation(planned.key);
  const parts = operation && generateParts(operation, probe, { seed: probe.seed, mode: 'example', only: 'required' });
  if (operation === undefined || parts === undefined || planned.path.includes('{')) return undefined;
  const { values } = parts;
  return composeRequest(operation, { values }, { document: probe.document, identity: probe.mainIdentity });
}

function withMethod(request: TestRequest, method: string): TestRequest {
  const headers = request.headers.filter(([name]) => !/^content-/i.test(name));
  return { ...request, method, headers: [...headers, ['X-Mockloop-Trace', 'mockloop-trace-marker']], body: undefined };
}

/** What worked is allowed, whatever is said (RFC 9110 §10.2.1). */
function missingInAllow({ response }: TestExchange, { working }: Place): readonly Observation[] {
  const allow = response?.status === 405 || response?.status === 200 ? headerOf(response.headers, 'allow') : undefined;
  if (allow === undefined) return [];
  const listed = allow.split(',').map((one) => one.trim().toUpperCase());
  const missing = working.find((method) => !listed.includes(method));
  if (missing === undefined || listed.includes('*')) return [];
  return [
    {
      check: 'allow-wrong',
      message: `${missing} was answered 2xx there, and \`Allow: ${allow}\` does not have it.`,
      expected: `\`Allow\` with ${missing}`,
      observed: allow,
      signature: 'Allow lacks what works',
    },
  ];
}

interface Tried {
  readonly method: string;
  readonly exchange: TestExchange;
  readonly place: Place;
}

async function accepted(probe: Probe, { method, exchange, place }: Tried): Promise<readonly Observation[]> {
  const { response } = exchange;
  if (response === undefined || response.status < 200 || response.status >= 300 || response.status === 202) return [];
  if (method === 'TRACE') return Buffer.from(response.body).includes('mockloop-trace-marker') ? [traced()] : [];
  // A server that answers 2xx whatever it is asked has no methods.
  const anywhere = `/${createToken(`${probe.seed} nowhere`).letters}`;
  const control = await probe.send({ ...exchange.request, target: anywhere }, { operation: null });
  if (control.response === undefined || control.response.status < 300) return [];
  const removed = method === 'DELETE' && (await isRemoved(probe, place));
  return [
    {
      check: 'unsupported-method-accepted',
      message: `The document has no ${method} there, and the server answers it with ${response.status}${removed ? '; what stood there is gone since then' : ''}.`,
      expected: '405',
      observed: String(response.status),
      signature: `${method} without a description accepted`,
      ...(removed ? { severity: 'medium' as const } : {}),
    },
  ];
}

async function isRemoved(probe: Probe, { made, resource: name }: Place): Promise<boolean> {
  const resource = name === undefined ? undefined : probe.resource(name);
  return made !== undefined && resource !== undefined && isMissing(await readThing(probe, resource, made));
}

function traced(): Observation {
  return {
    check: 'trace-enabled',
    message: 'TRACE is answered with the fields of the request, those with credentials among them.',
    expected: '405 or 501',
    observed: 'the request as it was received',
    signature: 'TRACE enabled',
  };
}

function isGone({ response }: TestExchange, method: string): boolean {
  return method === 'DELETE' && response !== undefined && response.status < 300;
}

async function options(probe: Probe, place: Place): Promise<readonly Observation[]> {
  const exchange = await probe.send(withMethod(place.request, 'OPTIONS'), { operation: null });
  const status = exchange.response?.status ?? 0;
  const allow = headerOf(exchange.response?.headers ?? [], 'allow');
  if (status < 200 || status >= 300 || allow === undefined) return [];
  const listed = allow.split(',').map((one) => one.trim().toUpperCase());
  const missing = place.working.find((method) => !listed.includes(method) && !listed.includes('*'));
  const refused = await refusedThough(probe, place, listed);
  if (missing === undefined && refused === undefined) return [];
  return [
    {
      check: 'allow-wrong',
      message:
        missing === undefined
          ? `OPTIONS says \`Allow: ${allow}\`, and ${refused} is refused there with 405.`
          : `OPTIONS says \`Allow: ${allow}\`, and ${missing} was answered 2xx there.`,
      expected: 'the methods of the path',
      observed: allow,
      signature: missing === undefined ? 'Allow has what is refused' : 'Allow lacks what works',
    },
  ];
}

/** What is said to be allowed, and may be tried without harm. */
async function refusedThough(probe: Probe, place: Place, listed: readonly string[]): Promise<string | undefined> {
  for (const method of listed.filter((one) => place.methods.includes(one) && one !== 'DELETE')) {
    const { response } = await probe.send(withMethod(place.request, method), { operation: null });
    if (response?.status === 405) return method;
  }
  return undefined;
}
