import type { TestExchange } from '../../model/exchange.ts';
import type { Probe, SendOptions } from '../../run/probe.ts';
import { isObject, type JsonObject, leavesOf, setAt } from '../../succeed/json-value.ts';
import { plainName } from '../../succeed/names.ts';
import type { Identity } from '../../target/identity.ts';
import { partsAt, sendParts } from './requests.ts';

/** What somebody logs in with. */
export interface Login {
  readonly operation: string;
  readonly body: JsonObject;
  readonly namePath: readonly string[];
  readonly name: string;
  readonly passwordPath: readonly string[];
  readonly password: string;
}

const NAME = /^(?:user(?:name|id)?|login|e?mail|emailaddress|account(?:name)?|handle|phone|identifier|loginid|name)$/;
const PASSWORD = /^(?:password|passwd|pwd|pass|passphrase|pin|secret)$/;

/** The name and the password in what an identity logs in with; `undefined` where it does not, or they cannot be told. */
export function loginOf({ login }: Identity): Login | undefined {
  if (login === undefined || !isObject(login.body)) return undefined;
  const leaves = leavesOf(login.body).filter((leaf) => typeof leaf.value === 'string' && leaf.value !== '');
  const password = leaves.find(({ path }) => PASSWORD.test(plainName(path.at(-1) ?? '')));
  const name = leaves.find(({ path }) => NAME.test(plainName(path.at(-1) ?? '')));
  if (password === undefined || name === undefined) return undefined;
  return {
    operation: login.operation,
    body: login.body,
    namePath: name.path,
    name: String(name.value),
    passwordPath: password.path,
    password: String(password.value),
  };
}

export interface LoginChange {
  readonly name?: string | undefined;
  readonly password?: unknown;
}

/** Tries to log in as somebody, with another name or password where one is given. */
export async function logIn(
  probe: Probe,
  identity: Identity,
  { name, password, ...options }: LoginChange & SendOptions,
): Promise<TestExchange | undefined> {
  const login = loginOf(identity);
  const parts = login && partsAt(probe, login.operation, undefined);
  if (login === undefined || parts?.body === undefined) return undefined;
  const named = name === undefined ? login.body : setAt(login.body, login.namePath, name);
  const value = password === undefined ? named : setAt(named, login.passwordPath, password);
  const body = { mediaType: parts.body.mediaType, value };
  return sendParts(probe, { operation: login.operation, parts: { ...parts, body }, identity: 'anonymous' }, options);
}

/** Somebody whose account may be locked: made for it, or else the one who is needed least. */
export async function expendable(probe: Probe): Promise<Identity | undefined> {
  const fresh = await probe.freshIdentity?.();
  if (fresh !== undefined && loginOf(fresh) !== undefined) return fresh;
  const others = [...probe.identities.values()].filter(({ name }) => name !== probe.mainIdentity);
  return [...others, probe.identities.get(probe.mainIdentity)].find(
    (one) => one !== undefined && loginOf(one) !== undefined,
  );
}
