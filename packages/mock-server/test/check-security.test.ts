import type { SecurityScheme } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { compileSecurity } from '../src/check-security.ts';
import { createCredentials } from '../src/credentials.ts';
import { fromWebRequest } from '../src/web-request.ts';

const base = { name: 's', pointer: '/components/securitySchemes/s' };
const bearer: SecurityScheme = { ...base, type: 'http', scheme: 'bearer' };
const basic: SecurityScheme = { ...base, type: 'http', scheme: 'basic' };
const keyHeader: SecurityScheme = { ...base, type: 'apiKey', in: 'header', parameterName: 'X-Api-Key' };
const keyQuery: SecurityScheme = { ...base, type: 'apiKey', in: 'query', parameterName: 'key' };
const keyCookie: SecurityScheme = { ...base, type: 'apiKey', in: 'cookie', parameterName: 'sid' };
const oauth: SecurityScheme = { ...base, type: 'oauth2', flows: [] };

function check(
  schemes: readonly SecurityScheme[],
  init: RequestInit & { url?: string; scopes?: string[]; strict?: boolean },
) {
  const requirement = { schemes: schemes.map((scheme) => ({ scheme, scopes: init.scopes ?? [] })) };
  const request = fromWebRequest(new Request(init.url ?? 'http://mock/x', init));
  return compileSecurity([requirement], init.strict ? createCredentials('') : undefined)?.(request)?.status ?? 'passes';
}

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

test.each([
  ['bearer', [bearer], { authorization: 'Bearer x' }, 'passes'],
  ['bearer in lower case', [bearer], { authorization: 'bearer x' }, 'passes'],
  ['no token', [bearer], { authorization: 'Bearer ' }, 401],
  ['another scheme', [bearer], { authorization: 'Basic x' }, 401],
  ['basic', [basic], { authorization: `Basic ${btoa('a:b')}` }, 'passes'],
  ['basic without a colon', [basic], { authorization: `Basic ${btoa('ab')}` }, 401],
  ['key in a header', [keyHeader], { 'x-api-key': 'k' }, 'passes'],
  ['key in a cookie', [keyCookie], { cookie: 'a=1; sid=k' }, 'passes'],
  ['one of two that are needed', [keyHeader, bearer], { 'x-api-key': 'k' }, 401],
  ['both', [keyHeader, bearer], { 'x-api-key': 'k', authorization: 'Bearer x' }, 'passes'],
] as const)('%s', (_, schemes, headers, expected) => {
  expect(check(schemes, { headers })).toBe(expected);
});

test('a key in the query', () => {
  expect(check([keyQuery], { url: 'http://mock/x?key=k' })).toBe('passes');
  expect(check([keyQuery], { url: 'http://mock/x?other=k' })).toBe(401);
});

test('a token that states its scopes must state those needed', () => {
  const withScope = (scope: string) => ({ headers: { authorization: `Bearer ${jwt({ scope })}` }, scopes: ['write'] });
  expect(check([oauth], withScope('read write'))).toBe('passes');
  expect(check([oauth], withScope('read'))).toBe(403);
  expect(check([oauth], { headers: { authorization: 'Bearer opaque' }, scopes: ['write'] })).toBe('passes');
});

test("strict takes the mock's own credentials only", () => {
  const own = createCredentials('');
  const send = (token: string) =>
    check([oauth], { headers: { authorization: `Bearer ${token}` }, strict: true, scopes: ['write'] });
  expect(send('any')).toBe(401);
  expect(send(own.token)).toBe('passes');
  expect(send(own.tokenWithoutScopes)).toBe(403);
});

test('an alternative without schemes lets everybody in', () => {
  expect(compileSecurity([{ schemes: [{ scheme: bearer, scopes: [] }] }, { schemes: [] }], undefined)).toBeUndefined();
});

test('each scheme challenges in its own words', () => {
  const security = [bearer, basic].map((scheme) => ({ schemes: [{ scheme, scopes: [] }] }));
  const failure = compileSecurity(security, undefined)?.(fromWebRequest(new Request('http://mock/')));
  expect(failure?.challenges).toEqual(['Bearer realm="mock"', 'Basic realm="mock", charset="UTF-8"']);
});
