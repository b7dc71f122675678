import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import { headerOf } from '../../requests/read-answer.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe, Success } from '../../run/probe.ts';
import { templateShape } from '../../succeed/resource-paths.ts';
import { call, isSuccess } from '../stateful/call.ts';
import { eventually } from '../stateful/eventually.ts';
import { keepsState } from '../stateful/thing.ts';

/** Goes where a 201 says that what was created is. */
export const LOCATION_KIND: CaseKind = {
  kind: 'follow-location',
  phase: 'semantics',
  *propose(view) {
    for (const { key, role, method } of view.operations) {
      const statuses = view.operation(key)?.responses.map(({ status }) => status) ?? [];
      const mayCreate = statuses.some((status) => status === '201' || status === '2XX' || status === 'default');
      const isAccount = role === 'login' || role === 'register' || role === 'logout';
      if (mayCreate && !isAccount && method !== 'GET' && method !== 'DELETE')
        yield { operation: key, title: 'create, and follow Location', input: {} };
    }
  },
  async run({ operation: key }, probe) {
    const success = key === undefined ? undefined : await probe.succeed(key);
    const response = success?.exchange.response;
    if (key === undefined || success === undefined || response?.status !== 201) return [];
    const location = headerOf(response.headers, 'location');
    if (location === undefined) return [absent(key)];
    const target = targetFor(location, success, probe.plan.server_url);
    // A stateless mock keeps nothing that could be there.
    if (target === undefined || !keepsState(probe)) return [];
    const { identity } = success.request;
    const headers: [string, string][] = [['Accept', '*/*']];
    const seen = await eventually(
      () => probe.send({ method: 'GET', target, headers, identity }, { operation: null }),
      (exchange) => !isMissing(exchange),
    );
    if (!isMissing(seen)) return [];
    const isProven = await isThere(probe, success, target);
    if (!isProven && probe.target.is_mock) return [];
    return [dead(key, location, { status: seen.response?.status ?? 0, isProven })];
  },
};

function absent(key: string): Observation {
  return {
    check: 'created-without-location',
    message: `\`${key}\` answered 201, and does not say where what it created is.`,
    expected: '`Location` with its address',
    observed: 'no such field',
    signature: '201 without Location',
  };
}

/** Below the URL of the server; `undefined` where it leads to another one, or nobody can say what path it means. */
function targetFor(location: string, { request }: Success, serverUrl: string): string | undefined {
  const base = new URL(serverUrl);
  const root = base.pathname.replace(/\/$/, '');
  const url = URL.parse(location, `${base.origin}${root}${request.target}`);
  if (url === null || url.origin !== base.origin) return undefined;
  if (root !== '' && !url.pathname.startsWith(`${root}/`)) return undefined;
  return `${url.pathname.slice(root.length)}${url.search}`;
}

function isMissing({ response }: TestExchange): boolean {
  return response?.status === 404 || response?.status === 410;
}

/** It can be read by its id, or the document has an operation at that very address: then something should be there. */
async function isThere(probe: Probe, { made }: Success, target: string): Promise<boolean> {
  const resource = made && probe.resource(made.resource);
  const read = resource && (await call(probe, resource.operations.read, { at: made }));
  if (isSuccess(read)) return true;
  // What a mock does not store, it names all the same.
  if (probe.target.is_mock) return false;
  const segments = target.split('?')[0]?.split('/').slice(1) ?? [];
  return probe.operations.some(({ method, path }) => {
    const shape = templateShape(path);
    const isHere =
      shape.length === segments.length && shape.every((one, index) => one === '{}' || one === segments[index]);
    return method === 'GET' && isHere;
  });
}

function dead(
  key: string,
  location: string,
  { status, isProven }: { readonly status: number; readonly isProven: boolean },
): Observation {
  return {
    check: 'location-dead',
    message: `\`${key}\` answered 201 with \`Location: ${location}\`, which answers ${status}.`,
    expected: 'what was created',
    observed: String(status),
    signature: `Location of ${key} dead`,
    ...(isProven ? {} : { suspicion: true }),
  };
}
