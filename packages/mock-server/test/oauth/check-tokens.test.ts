import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { compileSecurity } from '../../src/check-security.ts';
import { OAuthMemory } from '../../src/oauth/oauth-memory.ts';
import { createTokenReader } from '../../src/oauth/read-token.ts';
import { fromWebRequest } from '../../src/web-request.ts';
import { type OAuthServer, postForm, serveOAuth } from './oauth-server.ts';

async function getToken(server: OAuthServer, scope: string): Promise<string> {
  const client = server.credentials;
  const form = {
    grant_type: 'client_credentials',
    scope,
    client_id: client.clientId,
    client_secret: client.clientSecret,
  };
  const response = await postForm(`${server.origin}/oauth2/token`, form);
  return ((await response.json()) as { access_token: string }).access_token;
}

async function call({ origin }: OAuthServer, token: string): Promise<[status: number, challenge: string | null]> {
  const response = await fetch(`${origin}/pets`, { headers: { authorization: `Bearer ${token}` } });
  return [response.status, response.headers.get('www-authenticate')];
}

function invalid(reason: string): [status: number, challenge: string] {
  return [401, `Bearer realm="mock", error="invalid_token", error_description="${reason}"`];
}

const badSignature = invalid('The signature of the token is wrong');

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

test.each([false, true])('a token opens what its scopes reach, as long as it lasts (strict: %s)', async (isStrict) => {
  await using server = await serveOAuth({ isStrict });
  const token = await getToken(server, 'write:pets');
  expect(await call(server, token)).toEqual([200, null]);
  expect(await call(server, await getToken(server, 'read:pets'))).toEqual([
    403,
    'Bearer realm="mock", error="insufficient_scope", scope="write:pets"',
  ]);
  server.clock.now += 3_600_000;
  expect(await call(server, token)).toEqual(invalid('The token has expired'));
});

test('a token that was changed is refused', async () => {
  await using server = await serveOAuth();
  const [header = '', payload = '', signature = ''] = (await getToken(server, 'read:pets')).split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const wider = part({ ...claims, scope: 'write:pets' });
  expect(await call(server, `${header}.${wider}.${signature}`)).toEqual(badSignature);
  expect(await call(server, `${part({ alg: 'none' })}.${wider}.`)).toEqual(badSignature);
  expect(await call(server, `${header}.${payload}.${signature}=`)).toEqual(badSignature);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const forged = await new SignJWT({ ...claims, scope: 'write:pets' })
    .setProtectedHeader(JSON.parse(Buffer.from(header, 'base64url').toString()))
    .sign(privateKey);
  expect(await call(server, forged)).toEqual(badSignature);
});

test('a token of somebody else opens what it says, under strict nothing', async () => {
  await using server = await serveOAuth();
  const foreign = `${part({ alg: 'RS256' })}.${part({ iss: 'https://id.example', scope: 'write:pets' })}.x`;
  expect(await call(server, foreign)).toEqual([200, null]);
  expect(await call(server, 'opaque')).toEqual([200, null]);
  await using strict = await serveOAuth({ isStrict: true });
  for (const token of [foreign, 'opaque', 'e30.e30.e30', 'ey.ey.ey', 'eyJ.'])
    expect(await call(strict, token)).toEqual(invalid('The mock did not issue the token'));
});

test('an ID token is no access token', async () => {
  const password = { tokenUrl: '/token', scopes: { 'write:pets': '' } };
  await using server = await serveOAuth({
    isStrict: true,
    securitySchemes: { oauth: { type: 'oauth2', flows: { password } } },
  });
  const { clientId, clientSecret, username, password: secret } = server.credentials;
  const response = await postForm(`${server.origin}/token`, {
    ...{ grant_type: 'password', username, password: secret, scope: 'openid write:pets' },
    ...{ client_id: clientId, client_secret: clientSecret },
  });
  const { id_token: idToken } = (await response.json()) as { id_token: string };
  expect(await call(server, idToken)).toEqual(invalid('The token is no access token'));
});

test('tokens outlive the process that gave them, and only mocks of the same seed take them', async () => {
  await using before = await serveOAuth({ seed: 'a' });
  const token = await getToken(before, 'write:pets');
  await using after = await serveOAuth({ seed: 'a', isStrict: true });
  expect(await call(after, token)).toEqual([200, null]);
  await using other = await serveOAuth({ seed: 'b', isStrict: true });
  expect((await call(other, token))[0]).toBe(401);
});

class MemoryWithoutKey extends OAuthMemory {
  override get key(): never {
    throw new Error('The key was worked out');
  }
}

test('whatever a token looks like, it is read without harm, and without the key where it does not name it', () => {
  const reader = createTokenReader(new MemoryWithoutKey(''), () => 0);
  const origin = 'http://127.0.0.1:8000';
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.anything({ withNullPrototype: true, withBigInt: false }).map((value) => part({ value })),
    fc
      .record({ alg: fc.constantFrom('RS256', 'none', null), kid: fc.string(), iss: fc.constantFrom(origin, 1) })
      .map(part),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
      const issued = reader.read(pieces.join('.'), origin);
      expect(issued === undefined || issued.problem !== undefined).toBe(true);
    }),
    { numRuns: 2_000, seed: 1 },
  );
  expect(reader.read(`${part({})}.${part({ iss: `${origin}/realms/a` })}.`, origin)?.problem).toContain('signature');
  expect(reader.read(`${part({})}.${part({ iss: `${origin}1` })}.`, origin)).toBeUndefined();
});

test('revoking one access token leaves the others', async () => {
  await using server = await serveOAuth();
  const [first, second] = [await getToken(server, 'write:pets'), await getToken(server, 'write:pets')];
  const { clientId, clientSecret } = server.credentials;
  const revoke = (token: string, id = clientId) =>
    postForm(`${server.origin}/oauth2/revoke`, { token, client_id: id, client_secret: clientSecret });
  expect((await revoke(first, 'other')).status).toBe(400);
  expect(await call(server, first)).toEqual([200, null]);
  expect((await revoke(first)).status).toBe(200);
  expect((await revoke(first)).status).toBe(200);
  expect((await revoke('unknown')).status).toBe(200);
  expect(await call(server, first)).toEqual(invalid('The token was revoked'));
  expect(await call(server, second)).toEqual([200, null]);
});

test('introspection tells clients with a secret of all tokens, others of their own', async () => {
  await using server = await serveOAuth();
  const token = await getToken(server, 'write:pets');
  const introspect = async (form: Record<string, string>) =>
    (await postForm(`${server.origin}/oauth2/introspect`, { token, ...form })).json() as Promise<{ active: boolean }>;
  expect(await introspect({ client_id: 'other', client_secret: 's' })).toMatchObject({
    active: true,
    scope: 'write:pets',
  });
  expect(await introspect({ client_id: 'mock-client' })).toMatchObject({ active: true });
  expect(await introspect({ client_id: 'other' })).toEqual({ active: false });
  expect(await introspect({ client_id: 'other', client_secret: 's', token: 'x' })).toEqual({ active: false });
  expect(await introspect({})).toMatchObject({ error: 'invalid_client' });
});

test('userinfo wants a token for openid, and says nothing of one that was not sent', async () => {
  await using server = await serveOAuth();
  const userinfo = async (headers: Record<string, string>, body?: URLSearchParams) => {
    const response = await fetch(
      `${server.origin}/oauth2/userinfo`,
      body ? { method: 'POST', headers, body } : { headers },
    );
    return [response.status, response.headers.get('www-authenticate')];
  };
  const token = await getToken(server, 'write:pets');
  const insufficient = [403, expect.stringContaining('error="insufficient_scope"')];
  expect(await userinfo({})).toEqual([401, 'Bearer realm="mock"']);
  expect(await userinfo({ authorization: 'Bearer x' })).toEqual([
    401,
    expect.stringContaining('error="invalid_token"'),
  ]);
  expect(await userinfo({ authorization: `Bearer ${token}` })).toEqual(insufficient);
  expect(await userinfo({}, new URLSearchParams({ access_token: token }))).toEqual(insufficient);
});

test('a scope that a challenge cannot hold is left out of it', () => {
  const scheme = { name: 's', pointer: '', type: 'oauth2', flows: [] } as const;
  const scopes = ['a"b', 'c d', 'e\r\nf', 'good'];
  const check = compileSecurity([{ schemes: [{ scheme, scopes }] }], undefined);
  const headers = { authorization: `Bearer ${part({})}.${part({ scope: '' })}.x` };
  expect(check?.(fromWebRequest(new Request('http://mock/', { headers })))?.challenges).toEqual([
    'Bearer realm="mock", error="insufficient_scope", scope="good"',
  ]);
});
