import type { TestExchange } from '../../model/exchange.ts';
import type { PlannedOperation } from '../../model/test-plan.ts';
import { pathWords } from '../../plan/words.ts';
import type { ParameterPart, RequestParts } from '../../requests/request-parts.ts';
import type { Probe, Success } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { isObject, leavesOf } from '../../succeed/json-value.ts';
import type { Identity } from '../../target/identity.ts';
import { isOk, jsonOf } from '../support/answers.ts';
import { loginOf } from '../support/logins.ts';
import { fullParts } from '../support/points.ts';
import { callable, requestFor, sendParts } from '../support/requests.ts';
import { isPrivilege } from './privileges.ts';

const SELF: ReadonlySet<string> = new Set('me self myself my own current whoami profile account userinfo'.split(' '));

/** Operations that show those who ask themselves. */
export function selfReaders(view: RunView): readonly PlannedOperation[] {
  return callable(view).filter(
    ({ method, path, secured }) =>
      method === 'GET' && secured && !path.includes('{') && SELF.has(pathWords(path).at(-1) ?? ''),
  );
}

const PEOPLE: ReadonlySet<string> = new Set(
  'user users account accounts member members customer customers people'.split(' '),
);

/** Operations that change those who ask, or anybody by id. */
export function selfWriters(view: RunView): readonly PlannedOperation[] {
  return callable(view).filter(({ method, path, role }) => {
    if (!['PATCH', 'PUT', 'POST'].includes(method) || ['register', 'login', 'create'].includes(role)) return false;
    const words = pathWords(path);
    const isOne = path.endsWith('}') && path.split('{').length === 2 && words.some((word) => PEOPLE.has(word));
    return isOne || (!path.includes('{') && words.some((word) => SELF.has(word)));
  });
}

/** What somebody is told about themselves. */
export interface OwnProfile {
  readonly reader: string;
  readonly value: unknown;
}

export async function readProfile(probe: Probe, identity: Identity): Promise<OwnProfile | undefined> {
  for (const { key } of selfReaders(probe).slice(0, 3)) {
    const operation = probe.operation(key);
    const parts = operation && fullParts(probe, operation);
    const exchange: TestExchange | undefined =
      parts && (await sendParts(probe, { operation: key, parts, identity: identity.name }));
    const value = exchange !== undefined && isOk(exchange) ? jsonOf(exchange) : undefined;
    if (isObject(value)) return { reader: key, value };
  }
  return undefined;
}

/** Has an operation on people answer 2xx for somebody's own account. */
export async function succeedForSelf(probe: Probe, key: string, who: string): Promise<Success | undefined> {
  const identity = probe.identities.get(who);
  const { path = '', risk } = probe.planned(key) ?? {};
  if (identity === undefined || risk !== 'read' || !path.includes('{')) return undefined;
  if (!pathWords(path).some((word) => PEOPLE.has(word))) return undefined;
  const profile = (await readProfile(probe, identity)) ?? { reader: key, value: {} };
  for (const parts of partsForSelf(probe, key, { identity, profile })) {
    const request = requestFor(probe, { operation: key, parts, identity: who });
    const exchange = request && (await probe.send(request, { operation: key }));
    if (request !== undefined && exchange !== undefined && isOk(exchange))
      return { request, exchange, parts, value: jsonOf(exchange) };
  }
  return undefined;
}

/** Members of a profile that say what its owner may do. */
export function privilegesIn(value: unknown): readonly { readonly path: readonly string[]; readonly value: unknown }[] {
  const found = leavesOf(value).filter(({ path }) => path.length <= 3 && !/^\d+$/.test(path.at(-1) ?? '0'));
  const lists = findLists(value, []);
  return [...found, ...lists].filter(({ path }) => isPrivilege(path.at(-1) ?? ''));
}

function findLists(value: unknown, path: readonly string[]): { path: readonly string[]; value: unknown }[] {
  if (Array.isArray(value)) return path.length === 0 ? [] : [{ path, value }];
  if (!isObject(value) || path.length > 2) return [];
  return Object.entries(value).flatMap(([name, member]) => findLists(member, [...path, name]));
}

const IDS = /^(?:_?id|user_?id|uuid|username|login|sub)$/i;

/** Parts of an operation on people, for one of them: their id or name, as their profile or login has it. */
export function partsForSelf(
  probe: Probe,
  key: string,
  { identity, profile }: { readonly identity: Identity; readonly profile: OwnProfile },
): readonly RequestParts[] {
  const operation = probe.operation(key);
  const base = operation && fullParts(probe, operation);
  if (operation === undefined || base === undefined) return [];
  const index = operation.parameters.findIndex(({ in: place }) => place === 'path');
  if (index === -1) return [base];
  const ids = leavesOf(profile.value)
    .filter(
      ({ path, value }) => IDS.test(path.at(-1) ?? '') && (typeof value === 'string' || typeof value === 'number'),
    )
    .map(({ value }) => value);
  const name = loginOf(identity)?.name;
  return [...new Set([...ids, ...(name === undefined ? [] : [name])])].slice(0, 3).map((value) => ({
    ...base,
    values: operation.parameters.map((_, place): ParameterPart => (place === index ? { value } : base.values[place])),
  }));
}
