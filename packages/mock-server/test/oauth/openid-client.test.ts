import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { expect, test } from 'vitest';
import { createMockServer, type MockServerOptions } from '../../src/index.ts';
import { authorize, flows } from './oauth-server.ts';

const redirectUri = 'http://localhost:3000/callback';

/** A mock on a real port, of a document that declares the scheme `oauth` and no path of its endpoints. */
async function serve(scheme: object = { type: 'oauth2', flows }, settings: Omit<MockServerOptions, 'document'> = {}) {
  const mock = await createMockServer({
    ...settings,
    document: {
      openapi: '3.1.0',
      info: { title: 'Pets', version: '1' },
      components: { securitySchemes: { oauth: scheme } },
      paths: {
        '/pets': {
          get: { security: [{ oauth: ['write:pets'] }], responses: { 200: { description: 'Pets' } } },
        },
      },
    },
  });
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  return { mock, origin: apiUrl, [Symbol.asyncDispose]: () => mock.close() };
}

interface ClientOptions {
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
  readonly authentication?: client.ClientAuth | undefined;
  readonly algorithm?: 'oidc' | 'oauth2' | undefined;
}

/** What a client needs to know, found out by itself. */
function discover(issuer: string, options: ClientOptions = { secret: 's3cret' }): Promise<client.Configuration> {
  const { id = 'app', secret, authentication, algorithm = 'oidc' } = options;
  return client.discovery(new URL(issuer), id, secret, authentication, {
    algorithm,
    execute: [client.allowInsecureRequests],
  });
}

async function logIn(config: client.Configuration, scope: string) {
  const verifier = client.randomPKCECodeVerifier();
  const nonce = client.randomNonce();
  const state = client.randomState();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return client.authorizationCodeGrant(config, await authorize(url), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
}

test('a client completes client credentials against a document that only declares the scheme', async () => {
  await using server = await serve();
  const config = await discover(server.origin);
  const tokens = await client.clientCredentialsGrant(config, { scope: 'write:pets' });
  expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3_600, scope: 'write:pets' });
  expect(tokens.refresh_token).toBeUndefined();
  const { payload, protectedHeader } = await jwtVerify(
    tokens.access_token,
    createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri ?? '')),
    { issuer: server.origin, audience: server.origin, typ: 'at+jwt' },
  );
  expect(protectedHeader.alg).toBe('RS256');
  expect(payload).toMatchObject({ sub: 'app', client_id: 'app', scope: 'write:pets', jti: expect.any(String) });
  const pets = await client.fetchProtectedResource(config, tokens.access_token, new URL('/pets', server.origin), 'GET');
  expect(pets.status).toBe(200);
});

test.each([
  ['client_secret_basic', client.ClientSecretBasic('s3cret: +%')],
  ['client_secret_post', client.ClientSecretPost('s3cret: +%')],
  ['none', client.None()],
])(
  'a client completes code with PKCE as %s: tokens, userinfo, refresh, introspection, revocation',
  async (_, authentication) => {
    await using server = await serve();
    const config = await discover(server.origin, { secret: undefined, authentication });
    client.enableNonRepudiationChecks(config);
    const tokens = await logIn(config, 'openid email write:pets');
    expect(tokens.claims()).toMatchObject({ iss: server.origin, sub: 'mock', aud: 'app', email: 'mock@example.com' });
    expect(await client.fetchUserInfo(config, tokens.access_token, 'mock')).toMatchObject({ email_verified: true });

    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '', {
      scope: 'openid write:pets',
    });
    expect(refreshed.scope).toBe('openid write:pets');
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
    expect(await client.tokenIntrospection(config, refreshed.access_token)).toMatchObject({
      active: true,
      client_id: 'app',
      scope: 'openid write:pets',
    });

    await client.tokenRevocation(config, refreshed.refresh_token ?? '');
    expect(await client.tokenIntrospection(config, refreshed.access_token)).toEqual({ active: false });
    const pets = await fetch(`${server.origin}/pets`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect([pets.status, pets.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="mock", error="invalid_token", error_description="The token was revoked"',
    ]);
  },
);

test('a client completes the implicit flow where the document declares it', async () => {
  const implicit = { authorizationUrl: 'https://auth.example.com/oauth2/authorize', scopes: {} };
  await using server = await serve({ type: 'oauth2', flows: { ...flows, implicit } });
  const config = await discover(server.origin, { secret: undefined, authentication: client.None() });
  client.useIdTokenResponseType(config);
  const url = client.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope: 'openid', nonce: 'n' });
  expect(await client.implicitAuthentication(config, await authorize(url), 'n')).toMatchObject({
    nonce: 'n',
    sub: 'mock',
  });
});

test('a device gets its tokens without anybody entering a code', async () => {
  const deviceAuthorization = {
    deviceAuthorizationUrl: 'https://auth.example.com/device',
    tokenUrl: 'https://auth.example.com/oauth2/token',
    scopes: { 'write:pets': '' },
  };
  await using server = await serve({ type: 'oauth2', flows: { deviceAuthorization } });
  const config = await discover(server.origin);
  const device = await client.initiateDeviceAuthorization(config, { scope: 'write:pets' });
  expect(device.user_code).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
  expect((await fetch(device.verification_uri_complete ?? '')).status).toBe(200);
  const grant = () =>
    client.genericGrantRequest(config, 'urn:ietf:params:oauth:grant-type:device_code', {
      device_code: device.device_code,
    });
  expect((await grant()).scope).toBe('write:pets');
  await expect(grant()).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('a server that an openIdConnectUrl names is found below its path', async () => {
  const openIdConnectUrl = 'https://id.example.com/realms/pets/.well-known/openid-configuration';
  await using server = await serve({ type: 'openIdConnect', openIdConnectUrl });
  const issuer = `${server.origin}/realms/pets`;
  for (const algorithm of ['oidc', 'oauth2'] as const) {
    const config = await discover(issuer, { secret: 's3cret', algorithm });
    expect(config.serverMetadata().issuer).toBe(issuer);
    expect((await logIn(config, 'openid any:scope')).claims()?.iss).toBe(issuer);
  }
});

test('a world has a server of its own', async () => {
  await using server = await serve();
  const issuer = `${server.origin}/_w/a`;
  for (const algorithm of ['oidc', 'oauth2'] as const) {
    const config = await discover(issuer, { secret: 's3cret', algorithm });
    const tokens = await logIn(config, 'openid write:pets');
    expect(tokens.claims()?.iss).toBe(issuer);
    const pets = await client.fetchProtectedResource(config, tokens.access_token, new URL(`${issuer}/pets`), 'GET');
    expect(pets.status).toBe(200);
  }
});

test('under strict the client that the mock shows gets tokens that open the API, and nobody else does', async () => {
  await using server = await serve(undefined, { auth: 'strict', seed: 'x' });
  const shown = server.mock.credentials
    .map(({ example }) => example)
    .find((example) => example.startsWith('client_id'));
  const [, id, secret] = /^client_id=(\S+) client_secret=(\S+)$/.exec(shown ?? '') ?? [];
  const config = await discover(server.origin, { id, secret });
  const tokens = await client.clientCredentialsGrant(config, { scope: 'write:pets' });
  const pets = new URL('/pets', server.origin);
  expect((await client.fetchProtectedResource(config, tokens.access_token, pets, 'GET')).status).toBe(200);
  const narrow = await client.clientCredentialsGrant(config, { scope: 'read:pets' });
  await expect(client.fetchProtectedResource(config, narrow.access_token, pets, 'GET')).rejects.toMatchObject({
    status: 403,
    cause: [{ scheme: 'bearer', parameters: { error: 'insufficient_scope', scope: 'write:pets' } }],
  });
  const stranger = await discover(server.origin);
  await expect(client.clientCredentialsGrant(stranger)).rejects.toMatchObject({ status: 401 });
});

test('what a client obtained is good after the document was read again', async () => {
  await using server = await serve();
  const config = await discover(server.origin);
  const tokens = await logIn(config, 'openid');
  await server.mock.reload({ ...(server.mock.document.source as object) });
  expect((await client.refreshTokenGrant(config, tokens.refresh_token ?? '')).scope).toBe('openid');
});

test('pages of other origins may use the endpoints', async () => {
  await using server = await serve();
  const headers = { origin: 'https://app.example' };
  const keys = await fetch(`${server.origin}/.well-known/jwks.json`, { headers });
  expect(keys.headers.get('access-control-allow-origin')).toBe('https://app.example');
  const preflight = await fetch(`${server.origin}/oauth2/token`, {
    method: 'OPTIONS',
    headers: { ...headers, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'authorization']);
});
