import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OAuthMemory } from '../../src/oauth/oauth-memory.ts';
import { authorize, errorOf, type OAuthServer, postForm, serveOAuth } from './oauth-server.ts';

const verifier = 'a-verifier-of-at-least-forty-three-characters';
const challenge = createHash('sha256').update(verifier).digest('base64url');
const redirectUri = 'https://app.example/callback';
const app = { client_id: 'app', client_secret: 's3cret' };

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
  readonly scope: string;
}

async function getCode({ origin }: OAuthServer, parameters: Record<string, string> = {}): Promise<string> {
  const query = new URLSearchParams({
    ...{ response_type: 'code', client_id: 'app', redirect_uri: redirectUri, scope: 'write:pets' },
    ...{ code_challenge: challenge, code_challenge_method: 'S256' },
    ...parameters,
  });
  return (await authorize(`${origin}/oauth2/authorize?${query}`)).searchParams.get('code') ?? '';
}

function ask(
  { origin }: OAuthServer,
  form: Record<string, string>,
  headers?: Record<string, string>,
): Promise<Response> {
  return postForm(`${origin}/oauth2/token`, form, headers);
}

function redeem(server: OAuthServer, code: string, change: Record<string, string> = {}): Promise<Response> {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  return ask(server, { ...form, ...app, ...change });
}

async function petsStatus({ origin }: OAuthServer, token: string): Promise<number> {
  return (await fetch(`${origin}/pets`, { headers: { authorization: `Bearer ${token}` } })).status;
}

test.each([
  ['no grant_type', {}, [400, 'invalid_request']],
  ['an unknown grant', { grant_type: 'magic' }, [400, 'unsupported_grant_type']],
  ['a grant that every object has', { grant_type: 'constructor' }, [400, 'unsupported_grant_type']],
  [
    'a flow that the document lacks',
    { grant_type: 'password', username: 'u', password: 'p' },
    [400, 'unsupported_grant_type'],
  ],
  ['a scope that the document lacks', { grant_type: 'client_credentials', scope: 'admin' }, [400, 'invalid_scope']],
  ['a malformed scope', { grant_type: 'client_credentials', scope: 'read:pets  write:pets' }, [400, 'invalid_scope']],
  ['a client without a secret', { grant_type: 'client_credentials', client_secret: '' }, [401, 'invalid_client']],
  ['no client', { grant_type: 'client_credentials', client_id: '', client_secret: '' }, [401, 'invalid_client']],
  ['a client assertion', { grant_type: 'client_credentials', client_assertion: 'x' }, [401, 'invalid_client']],
  ['a relative resource', { grant_type: 'client_credentials', resource: '/pets' }, [400, 'invalid_target']],
  [
    'a code from nowhere',
    { grant_type: 'authorization_code', code: 'x', redirect_uri: redirectUri },
    [400, 'invalid_grant'],
  ],
  ['a refresh token from nowhere', { grant_type: 'refresh_token', refresh_token: '__proto__' }, [400, 'invalid_grant']],
  ['too long a value', { grant_type: 'client_credentials', x: 'y'.repeat(8_193) }, [400, 'invalid_request']],
  [
    'more than a token can tell',
    { grant_type: 'client_credentials', audience: 'y'.repeat(4_000) },
    [400, 'invalid_request'],
  ],
  ['too large a body', { grant_type: 'client_credentials', x: 'y'.repeat(70_000) }, [400, 'invalid_request']],
] as const)('%s is refused', async (_, form, expected) => {
  await using server = await serveOAuth();
  const response = await ask(server, { ...app, ...form });
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('www-authenticate')).toBe(expected[0] === 401 ? 'Basic realm="mock"' : null);
  expect(await errorOf(response)).toEqual(expected);
});

test('a parameter that comes twice is refused', async () => {
  await using server = await serveOAuth();
  const form = `grant_type=client_credentials&${new URLSearchParams(app)}&scope=read:pets&scope=write:pets`;
  expect(await errorOf(await postForm(`${server.origin}/oauth2/token`, form))).toEqual([400, 'invalid_request']);
});

test('a client authenticates in one way at a time', async () => {
  await using server = await serveOAuth();
  const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });
  const form = { grant_type: 'client_credentials' };
  expect((await ask(server, form, basic('app', 'x'))).status).toBe(200);
  expect((await ask(server, { ...form, client_id: 'app' }, basic('app', 'x'))).status).toBe(200);
  expect(await errorOf(await ask(server, { ...form, ...app }, basic('app', 'x')))).toEqual([400, 'invalid_request']);
  expect(await errorOf(await ask(server, { ...form, client_id: 'b' }, basic('app', 'x')))).toEqual([
    400,
    'invalid_request',
  ]);
  expect(await errorOf(await ask(server, form, basic('', 'x')))).toEqual([401, 'invalid_client']);
  expect(await errorOf(await ask(server, form, { authorization: 'Basic %%%' }))).toEqual([401, 'invalid_client']);
  expect(await errorOf(await ask(server, form, { authorization: 'Bearer x' }))).toEqual([401, 'invalid_client']);
});

test.each([
  ['application/json; charset=utf-8', JSON.stringify({ grant_type: 'client_credentials', ...app }), [200, undefined]],
  ['application/json', '{"grant_type":["client_credentials"]}', [400, 'invalid_request']],
  ['application/json', '{"__proto__":{"grant_type":"client_credentials"}}', [400, 'invalid_request']],
  ['application/json', '[', [400, 'invalid_request']],
  ['application/json', 'null', [400, 'invalid_request']],
  ['text/plain', 'grant_type=client_credentials', [400, 'invalid_request']],
] as const)('a body of type %s: %s', async (type, body, expected) => {
  await using server = await serveOAuth();
  const init = { method: 'POST', body, headers: { 'content-type': type } };
  expect(await errorOf(await fetch(`${server.origin}/oauth2/token`, init))).toEqual(expected);
});

test('a request without scopes gets all that the document declares', async () => {
  await using server = await serveOAuth();
  const response = await ask(server, { grant_type: 'client_credentials', ...app });
  expect(await response.json()).toMatchObject({ scope: 'read:pets write:pets' });
});

test('a user logs in with a password where the document declares that', async () => {
  const password = { tokenUrl: 'https://auth.example.com/oauth2/token', scopes: { 'write:pets': '' } };
  const securitySchemes = { oauth: { type: 'oauth2', flows: { password } } };
  await using server = await serveOAuth({ securitySchemes });
  const form = { grant_type: 'password', username: 'eve', password: 'p', scope: 'openid write:pets' };
  const tokens = (await (await ask(server, { ...form, ...app })).json()) as Tokens;
  expect(await petsStatus(server, tokens.access_token)).toBe(200);
  const userinfo = await fetch(`${server.origin}/oauth2/userinfo`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  expect(await userinfo.json()).toEqual({ sub: 'eve' });

  await using strict = await serveOAuth({ securitySchemes, isStrict: true });
  const { clientId, clientSecret, username, password: secret } = strict.credentials;
  const own = { client_id: clientId, client_secret: clientSecret };
  expect(await errorOf(await ask(strict, { ...form, ...own }))).toEqual([400, 'invalid_grant']);
  expect((await ask(strict, { ...form, ...own, username, password: secret })).status).toBe(200);
});

test('a user name of any characters becomes an e-mail address', async () => {
  const password = { tokenUrl: 'https://auth.example.com/oauth2/token', scopes: {} };
  await using server = await serveOAuth({ securitySchemes: { oauth: { type: 'oauth2', flows: { password } } } });
  const form = { grant_type: 'password', username: 'a\ud800"ä b', password: 'p', scope: 'openid email', ...app };
  const init = { method: 'POST', body: JSON.stringify(form), headers: { 'content-type': 'application/json' } };
  const { id_token: idToken } = (await (await fetch(`${server.origin}/oauth2/token`, init)).json()) as Tokens;
  const claims: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({ email: 'a-b@example.com' });
});

test.each([
  ['another redirect URI', { redirect_uri: `${redirectUri}/x` }, 'invalid_grant'],
  ['no redirect URI', { redirect_uri: '' }, 'invalid_request'],
  ['another verifier', { code_verifier: verifier.replace('a', 'b') }, 'invalid_grant'],
  ['no verifier', { code_verifier: '' }, 'invalid_grant'],
  ['another client', { client_id: 'other' }, 'invalid_grant'],
] as const)('a code is refused with %s, and stays good for its client', async (_, change, error) => {
  await using server = await serveOAuth();
  const code = await getCode(server);
  expect(await errorOf(await redeem(server, code, change))).toEqual([400, error]);
  expect((await redeem(server, code)).status).toBe(200);
});

test('a code is good once: the second use revokes what the first one gave', async () => {
  await using server = await serveOAuth();
  const code = await getCode(server);
  const tokens = (await (await redeem(server, code)).json()) as Tokens;
  expect(await petsStatus(server, tokens.access_token)).toBe(200);
  expect(await errorOf(await redeem(server, code))).toEqual([400, 'invalid_grant']);
  expect(await petsStatus(server, tokens.access_token)).toBe(401);
  const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, ...app };
  expect(await errorOf(await ask(server, refresh))).toEqual([400, 'invalid_grant']);
});

test('a code expires after ten minutes', async () => {
  await using server = await serveOAuth();
  const [code, late] = [await getCode(server), await getCode(server)];
  server.clock.now += 599_000;
  expect((await redeem(server, code)).status).toBe(200);
  server.clock.now += 1_000;
  expect(await errorOf(await redeem(server, late))).toEqual([400, 'invalid_grant']);
});

test('only a client with a secret may do without PKCE', async () => {
  await using server = await serveOAuth();
  const withoutPkce = { code_challenge: '', code_challenge_method: '' };
  const code = await getCode(server, withoutPkce);
  expect(await errorOf(await redeem(server, code))).toEqual([400, 'invalid_grant']);
  expect(await errorOf(await redeem(server, code, { code_verifier: '', client_secret: '' }))).toEqual([
    400,
    'invalid_grant',
  ]);
  expect((await redeem(server, code, { code_verifier: '' })).status).toBe(200);
});

test('a refresh token is good once: the second use revokes the whole grant', async () => {
  await using server = await serveOAuth();
  const first = (await (await redeem(server, await getCode(server))).json()) as Tokens;
  const refresh = (token: string, change = {}) =>
    ask(server, { grant_type: 'refresh_token', refresh_token: token, ...app, ...change });
  expect(await errorOf(await refresh(first.refresh_token, { client_id: 'other' }))).toEqual([400, 'invalid_grant']);
  expect(await errorOf(await refresh(first.refresh_token, { scope: 'read:pets' }))).toEqual([400, 'invalid_scope']);
  const second = (await (await refresh(first.refresh_token)).json()) as Tokens;
  expect(await petsStatus(server, second.access_token)).toBe(200);
  expect(await errorOf(await refresh(first.refresh_token))).toEqual([400, 'invalid_grant']);
  expect(await errorOf(await refresh(second.refresh_token))).toEqual([400, 'invalid_grant']);
  expect(await petsStatus(server, second.access_token)).toBe(401);
});

test('a refresh with fewer scopes leaves the next refresh all of them', async () => {
  await using server = await serveOAuth();
  const code = await getCode(server, { scope: 'read:pets write:pets' });
  const refresh = async (token: string, scope: string): Promise<Tokens> =>
    (await (await ask(server, { grant_type: 'refresh_token', refresh_token: token, scope, ...app })).json()) as Tokens;
  const first = (await (await redeem(server, code)).json()) as Tokens;
  const narrow = await refresh(first.refresh_token, 'read:pets');
  expect([narrow.scope, await petsStatus(server, narrow.access_token)]).toEqual(['read:pets', 403]);
  expect((await refresh(narrow.refresh_token, '')).scope).toBe('read:pets write:pets');
});

test('a refresh token expires after two weeks', async () => {
  await using server = await serveOAuth();
  const tokens = (await (await redeem(server, await getCode(server))).json()) as Tokens;
  server.clock.now += 14 * 24 * 3_600_000;
  const response = await ask(server, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, ...app });
  expect(await errorOf(response)).toEqual([400, 'invalid_grant']);
});

test('strict takes the client that the mock shows, and no other', async () => {
  await using server = await serveOAuth({ isStrict: true });
  const { clientId, clientSecret } = server.credentials;
  const form = { grant_type: 'client_credentials' };
  expect(await errorOf(await ask(server, { ...form, ...app }))).toEqual([401, 'invalid_client']);
  const wrong = { ...form, client_id: clientId, client_secret: 'wrong' };
  expect(await errorOf(await ask(server, wrong))).toEqual([401, 'invalid_client']);
  expect((await ask(server, { ...form, client_id: clientId, client_secret: clientSecret })).status).toBe(200);
});

test('what was given is still known when the document changes', async () => {
  const memory = new OAuthMemory('test');
  await using before = await serveOAuth({ memory });
  const tokens = (await (await redeem(before, await getCode(before))).json()) as Tokens;
  await using after = await serveOAuth({ memory, paths: { '/cats': { get: {} } } });
  const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, ...app };
  expect((await ask(after, refresh)).status).toBe(200);
});

test('whatever is sent, the answer is tokens or an error that says so', async () => {
  const password = { tokenUrl: 'https://auth.example.com/oauth2/token', scopes: {} };
  await using server = await serveOAuth({ securitySchemes: { oauth: { type: 'oauth2', flows: { password } } } });
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string(),
    fc.constantFrom('', 'openid email', '\ud800'),
  );
  const form = fc.record(
    {
      grant_type: fc.oneof(text, fc.constantFrom('password', 'client_credentials', 'refresh_token')),
      ...{ client_id: text, client_secret: text, username: text, password: text, scope: text, code: text },
    },
    { requiredKeys: ['grant_type'] },
  );
  const members = fc.oneof(
    form.map((some) => ({ ...app, ...some })),
    form,
  );
  const json = { 'content-type': 'application/json' };
  const sent = fc.oneof(
    members.map((some): RequestInit => ({ body: new URLSearchParams({ ...some }) })),
    fc.oneof(members, fc.jsonValue()).map((value): RequestInit => ({ body: JSON.stringify(value), headers: json })),
  );
  await fc.assert(
    fc.asyncProperty(sent, async (init) => {
      const response = await fetch(`${server.origin}/oauth2/token`, { method: 'POST', ...init });
      const answer = (await response.json()) as { error?: string; access_token?: string };
      expect(response.status === 200 ? answer.access_token : answer.error).toEqual(expect.any(String));
      expect([200, 400, 401]).toContain(response.status);
    }),
    { numRuns: 300, seed: 1 },
  );
});
