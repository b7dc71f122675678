import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorize, errorOf, flows, type OAuthServer, postForm, serveOAuth } from './oauth-server.ts';

const redirectUri = 'https://app.example/callback';
const sound = { response_type: 'code', client_id: 'app', redirect_uri: redirectUri, state: 'a b&c' };
const implicit = { authorizationUrl: 'https://auth.example.com/oauth2/authorize', scopes: {} };
const withImplicit = { oauth: { type: 'oauth2', flows: { ...flows, implicit } } };

function urlOf({ origin }: OAuthServer, change: Record<string, string> = {}, more = ''): string {
  return `${origin}/oauth2/authorize?${new URLSearchParams({ ...sound, ...change })}${more}`;
}

test('the answer carries code, state and issuer, and nobody keeps it', async () => {
  await using server = await serveOAuth();
  const response = await fetch(urlOf(server), { redirect: 'manual' });
  expect(response.status).toBe(302);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  const location = new URL(response.headers.get('location') ?? '');
  expect(location.origin + location.pathname).toBe(redirectUri);
  expect(Object.fromEntries(location.searchParams)).toEqual({
    code: expect.stringMatching(/^[\w-]{43}$/),
    state: 'a b&c',
    iss: server.origin,
  });
});

test('the query of a redirect URI stays', async () => {
  await using server = await serveOAuth();
  const location = await authorize(urlOf(server, { redirect_uri: `${redirectUri}?a=%20b` }));
  expect(location.search).toMatch(/^\?a=%20b&code=[\w-]{43}&state=a\+b%26c&iss=/);
});

test('an app of its own scheme gets its code', async () => {
  await using server = await serveOAuth();
  expect((await authorize(urlOf(server, { redirect_uri: 'com.example.app:/done' }))).protocol).toBe('com.example.app:');
});

test.each([
  ['', 'missing'],
  ['/callback', 'relative'],
  ['//evil.example/', 'without a scheme'],
  [`${redirectUri}#x`, 'with a fragment'],
  ['javascript:alert(1)', 'a script'],
  ['JavaScript:alert(1)', 'a script in capitals'],
  ['data:text/html,<script>', 'data'],
  [`${redirectUri}\r\nset-cookie: a=b`, 'with a line break'],
  [`${redirectUri}"><script>`, 'with markup'],
  ['https:\\\\evil.example', 'with backslashes'],
  ['https://app.example/ä', 'with a letter that is no part of a URI'],
])('nobody is sent to "%s": %s', async (redirect_uri) => {
  await using server = await serveOAuth();
  for (const response_mode of ['query', 'form_post']) {
    const response = await fetch(urlOf(server, { redirect_uri, response_mode }), { redirect: 'manual' });
    expect(response.headers.get('location')).toBeNull();
    expect(await errorOf(response)).toEqual([400, 'invalid_request']);
  }
});

test.each([
  ['no client', { client_id: '' }, ''],
  ['two clients', {}, '&client_id=b'],
  ['two redirect URIs', {}, '&redirect_uri=https%3A%2F%2Fevil.example'],
])('with %s the browser stays where it is', async (_, change, more) => {
  await using server = await serveOAuth();
  const response = await fetch(urlOf(server, change, more), { redirect: 'manual' });
  expect(await errorOf(response)).toEqual([400, 'invalid_request']);
});

test.each([
  [{ response_type: '' }, 'invalid_request'],
  [{ response_type: 'token' }, 'unsupported_response_type'],
  [{ response_type: 'code id_token' }, 'unsupported_response_type'],
  [{ scope: 'admin' }, 'invalid_scope'],
  [{ resource: 'x#y' }, 'invalid_target'],
  [{ code_challenge: 'x'.repeat(43) }, 'invalid_request'],
  [{ code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }, 'invalid_request'],
  [{ code_challenge: 'x'.repeat(42), code_challenge_method: 'S256' }, 'invalid_request'],
  [{ code_challenge_method: 'S256' }, 'invalid_request'],
  [{ request: 'x' }, 'request_not_supported'],
  [{ request_uri: 'urn:x' }, 'request_uri_not_supported'],
  [{ response_mode: 'web_message' }, 'invalid_request'],
  [{ prompt: 'none login' }, 'invalid_request'],
])('%j is told to the one who asked: %s', async (change, error) => {
  await using server = await serveOAuth();
  const location = await authorize(urlOf(server, change as Record<string, string>));
  const outcome = new URLSearchParams(location.hash === '' ? location.search : location.hash.slice(1));
  expect(Object.fromEntries(outcome)).toEqual({
    error,
    error_description: expect.any(String),
    state: 'a b&c',
    iss: server.origin,
  });
});

test('a state that comes twice is sent back not at all', async () => {
  await using server = await serveOAuth();
  const { searchParams } = await authorize(urlOf(server, {}, '&state=other'));
  expect([searchParams.get('error'), searchParams.get('state')]).toEqual(['invalid_request', null]);
});

test('implicit answers come in the fragment, and never in the query', async () => {
  await using server = await serveOAuth({ securitySchemes: withImplicit });
  const location = await authorize(urlOf(server, { response_type: 'token', scope: 'read:pets' }));
  expect(location.search).toBe('');
  expect(Object.fromEntries(new URLSearchParams(location.hash.slice(1)))).toMatchObject({
    access_token: expect.stringMatching(/^ey/),
    token_type: 'Bearer',
    expires_in: '3600',
    scope: 'read:pets',
  });
  const query = await authorize(urlOf(server, { response_type: 'token', response_mode: 'query' }));
  expect([query.search, query.hash]).toEqual(['', expect.stringContaining('error=invalid_request')]);
  const both = await authorize(urlOf(server, { response_type: 'token id_token', scope: 'openid', nonce: 'n' }));
  expect(both.hash).toMatch(/access_token=.*id_token=/);
  const withoutNonce = await authorize(urlOf(server, { response_type: 'id_token', scope: 'openid' }));
  expect(withoutNonce.hash).toContain('error=invalid_request');
});

test('login_hint says who logs in', async () => {
  await using server = await serveOAuth();
  const code = (await authorize(urlOf(server, { login_hint: 'ann@example.org', scope: 'openid' }))).searchParams.get(
    'code',
  );
  const form = { grant_type: 'authorization_code', code: code ?? '', redirect_uri: redirectUri };
  const response = await postForm(`${server.origin}/oauth2/token`, { ...form, client_id: 'app', client_secret: 's' });
  const { id_token: idToken } = (await response.json()) as { id_token: string };
  const claims: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({ sub: 'ann@example.org', aud: 'app' });
});

test('a form that was posted is not posted on', async () => {
  await using server = await serveOAuth();
  const init = { method: 'POST', body: new URLSearchParams(sound), redirect: 'manual' } as const;
  expect((await fetch(`${server.origin}/oauth2/authorize`, init)).status).toBe(303);
});

test('strict lets in only the client that the mock shows', async () => {
  await using server = await serveOAuth({ isStrict: true });
  expect(await errorOf(await fetch(urlOf(server)))).toEqual([400, 'invalid_request']);
  expect((await authorize(urlOf(server, { client_id: server.credentials.clientId }))).searchParams.has('code')).toBe(
    true,
  );
});

test('form_post answers with a page that sends itself on, whatever the state holds', async () => {
  await using server = await serveOAuth();
  const state = '"><script>alert(1)</script>&quot;\r\n';
  const response = await fetch(
    urlOf(server, { response_mode: 'form_post', state, redirect_uri: `${redirectUri}?a=1&b='` }),
  );
  const page = await response.text();
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha256-/);
  expect(page.match(/<script>/g)).toHaveLength(1);
  expect(page).toContain(`action="${redirectUri}?a=1&amp;b=&#39;"`);
  expect(page).toContain('name="state" value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;quot;\r\n"');
  expect(page).toMatch(/name="code" value="[\w-]{43}"/);
});

test('whatever is sent, the answer is a redirect to the very URI that was asked for, or none', async () => {
  await using server = await serveOAuth({ securitySchemes: withImplicit });
  const names = ['response_type', 'client_id', 'redirect_uri', 'state', 'scope', 'response_mode', 'prompt', 'nonce'];
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('code', 'token', redirectUri, 'openid', 'query', 'fragment', '%0d%0a', '__proto__'),
  );
  const parameters = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 5 })), value));
  await fc.assert(
    fc.asyncProperty(parameters, async (pairs) => {
      const query = new URLSearchParams([['client_id', 'app'], ...pairs]);
      const response = await fetch(`${server.origin}/oauth2/authorize?${query}`, { redirect: 'manual' });
      expect([200, 302, 400]).toContain(response.status);
      const location = response.headers.get('location');
      if (location !== null) expect(location.startsWith(query.get('redirect_uri') ?? 'none')).toBe(true);
    }),
    { numRuns: 200, seed: 1 },
  );
});
