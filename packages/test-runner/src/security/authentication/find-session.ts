import type { TestRequest } from '../../model/test-request.ts';
import { pathWords } from '../../plan/words.ts';
import type { Probe } from '../../run/probe.ts';
import { textOf } from '../support/answers.ts';
import { withCredentials, withoutCredentials } from '../support/credentials.ts';
import { callable, requestFor } from '../support/requests.ts';
import { findToken, type JsonWebToken } from './json-web-token.ts';

/** A token of somebody, and how to send another one in its place. */
export interface TokenUse {
  readonly token: JsonWebToken;
  /** The request with a token instead of that one. */
  put(request: TestRequest, token: string): TestRequest;
}

/** Tokens that somebody has: in the credentials, else in what the API hands out to its users. */
export async function findTokens(probe: Probe, who: string): Promise<readonly TokenUse[]> {
  const identity = probe.identities.get(who);
  if (identity === undefined) return [];
  const own = [...identity.headers, ...identity.cookies, ...identity.query]
    .map(([, value]) => findToken(value))
    .find((token) => token !== undefined);
  if (own !== undefined) {
    const put = (request: TestRequest, token: string): TestRequest =>
      withCredentials(request, identity, (value) => value.replace(own.text, () => token));
    return [{ token: own, put }];
  }
  const handed = await handedOut(probe, who);
  if (handed === undefined) return [];
  const put = (request: TestRequest, token: string): TestRequest => {
    const bare = withoutCredentials(request, identity);
    return { ...bare, headers: [...bare.headers, ['Authorization', `Bearer ${token}`]] };
  };
  return [{ token: handed, put }];
}

const HANDS_OUT: ReadonlySet<string> = new Set(
  'session sessions token tokens auth login signin authenticate oauth'.split(' '),
);

async function handedOut(probe: Probe, who: string): Promise<JsonWebToken | undefined> {
  const givers = callable(probe).filter(
    ({ method, path, role }) =>
      role === 'login' ||
      (method === 'POST' && !path.includes('{') && pathWords(path).some((word) => HANDS_OUT.has(word))),
  );
  for (const { key } of givers.slice(0, 3)) {
    const success = await probe.succeed(key, { identity: who });
    const token = success && findToken(textOf(success.exchange));
    if (token !== undefined) return token;
  }
  return undefined;
}

/** A request of a closed operation that needs nothing but a session, or what exists already. */
export async function closedRequest(probe: Probe, key: string, who: string): Promise<TestRequest | undefined> {
  const success = await probe.succeed(key, { identity: who });
  if (success !== undefined) return success.request;
  return requestFor(probe, { operation: key, parts: { values: [] }, identity: who });
}
