import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { createCredentials, describeCredentials } from '../../src/credentials.ts';
import { createOAuth } from '../../src/oauth/create-oauth.ts';
import { placeEndpoints } from '../../src/oauth/oauth-endpoints.ts';
import { OAuthMemory } from '../../src/oauth/oauth-memory.ts';
import { fromWebRequest } from '../../src/web-request.ts';
import { errorOf, flows, postForm, serveOAuth } from './oauth-server.ts';

async function documentWith(flow: object, more: { servers?: string[]; paths?: object } = {}) {
  return loadDocument({
    openapi: '3.1.0',
    info: { title: 'A', version: '1' },
    servers: (more.servers ?? []).map((url) => ({ url })),
    components: { securitySchemes: { oauth: { type: 'oauth2', flows: flow } } },
    paths: more.paths ?? {},
  });
}

async function pathsOf(...given: Parameters<typeof documentWith>): Promise<Map<string, string>> {
  const { byPath } = placeEndpoints(await documentWith(...given)) ?? { byPath: new Map() };
  return new Map([...byPath].map(([path, methods]) => [path, [...methods.values()][0]?.kind ?? '']));
}

test.each([
  ['https://auth.example.com/a/token', ['/a/token']],
  ['https://{tenant}.example.com/a/token?b=c#d', ['/a/token']],
  ['/a/token', ['/a/token']],
  ['token', ['/v1/token', '/token']],
  ['../token', ['/token']],
] as const)('the token URL %s is served at %j', async (tokenUrl, expected) => {
  const paths = await pathsOf(
    { clientCredentials: { tokenUrl, scopes: {} } },
    { servers: ['https://api.example/v1'], paths: { '/x': { get: {} } } },
  );
  expect(
    [...paths]
      .filter(([path, kind]) => kind === 'token' && !path.includes('oauth2'))
      .map(([path]) => path)
      .toSorted(),
  ).toEqual([...expected].toSorted());
});

test('a URL that no path can be read from leaves the endpoint where it is by default', async () => {
  for (const tokenUrl of ['https://login.example/{tenant}/token', 'https://[', '']) {
    const paths = await pathsOf({ clientCredentials: { tokenUrl, scopes: {} } });
    expect(paths.get('/oauth2/token')).toBe('token');
  }
});

test('a document without OAuth has no endpoints', async () => {
  const document = await loadDocument({
    openapi: '3.1.0',
    info: { title: 'A', version: '1' },
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    paths: { '/oauth2/token': { post: {} } },
  });
  const options = { document, credentials: createCredentials(''), memory: new OAuthMemory('') };
  expect(createOAuth(options)).toBeUndefined();
});

const token = { post: {}, delete: {} };
const paths = {
  '/token': token,
  '/oauth2/revoke': token,
  '/.well-known/openid-configuration': { get: {} },
  '/{a}/{b}': { get: {} },
};

test('an operation keeps its path, unless that is the very path of the token URL', async () => {
  const servers = ['https://api.example/v1'];
  const document = await documentWith(
    { clientCredentials: { tokenUrl: 'https://api.example/v1/token', scopes: {} } },
    { servers, paths },
  );
  const oauth = createOAuth({ document, credentials: createCredentials(''), memory: new OAuthMemory('') });
  const handled = (method: string, path: string) => oauth?.handles(method, path);
  expect([handled('POST', '/v1/token'), handled('POST', '/token'), handled('DELETE', '/token')]).toEqual([
    true,
    true,
    false,
  ]);
  expect([handled('POST', '/oauth2/revoke'), handled('GET', '/.well-known/openid-configuration')]).toEqual([
    false,
    false,
  ]);
  expect([handled('GET', '/oauth2/userinfo'), handled('GET', '/a/b')]).toEqual([true, false]);
  const metadata = await oauth?.answer(
    fromWebRequest(new Request('http://mock/.well-known/oauth-authorization-server')),
    new Uint8Array(),
  );
  expect(JSON.parse(String(metadata?.body))).toMatchObject({
    token_endpoint: 'http://mock/v1/token',
    revocation_endpoint: 'http://mock/.mockloop/oauth2/revoke',
  });
});

test('a URL that is both takes POST for tokens and GET for the rest', async () => {
  const tokenUrl = 'https://auth.example/oauth';
  const flow = { authorizationCode: { authorizationUrl: tokenUrl, tokenUrl, scopes: {} } };
  const methods = placeEndpoints(await documentWith(flow))?.byPath.get('/oauth');
  expect([methods?.get('GET')?.kind, methods?.get('POST')?.kind]).toEqual(['authorize', 'token']);
});

test('OpenAPI 2.0 and refresh URLs are read too', async () => {
  const document = await loadDocument({
    swagger: '2.0',
    info: { title: 'A', version: '1' },
    securityDefinitions: {
      a: {
        type: 'oauth2',
        flow: 'accessCode',
        authorizationUrl: 'http://a.example/auth',
        tokenUrl: 'http://a.example/token',
        scopes: {},
      },
    },
    paths: {},
  });
  const byPath = placeEndpoints(document)?.byPath;
  expect([byPath?.get('/auth')?.get('GET')?.kind, byPath?.get('/token')?.get('POST')?.kind]).toEqual([
    'authorize',
    'token',
  ]);
  const refreshUrl = 'https://auth.example/refresh';
  expect((await pathsOf({ clientCredentials: { tokenUrl: '/t', refreshUrl, scopes: {} } })).get('/refresh')).toBe(
    'token',
  );
});

test('a world has an issuer of its own, under both ways to ask for its metadata', async () => {
  const oauth = createOAuth({
    document: await documentWith(flows),
    credentials: createCredentials(''),
    memory: new OAuthMemory(''),
  });
  const below = fromWebRequest(new Request('http://mock/.well-known/openid-configuration'));
  below.prefix = '/_w/a';
  const inserted = fromWebRequest(new Request('http://mock/.well-known/oauth-authorization-server/_w/a'));
  expect(oauth?.handles('GET', inserted.path)).toBe(true);
  for (const request of [below, inserted]) {
    const answer = await oauth?.answer(request, new Uint8Array());
    expect(JSON.parse(String(answer?.body))).toMatchObject({
      issuer: 'http://mock/_w/a',
      token_endpoint: 'http://mock/_w/a/oauth2/token',
    });
  }
});

test('another method is answered with those that there are', async () => {
  await using server = await serveOAuth();
  const at = async (method: string, path: string) => {
    const response = await fetch(server.origin + path, { method });
    return [response.status, response.headers.get('allow')];
  };
  expect(await at('GET', '/oauth2/token')).toEqual([405, 'POST, OPTIONS']);
  expect(await at('PUT', '/oauth2/authorize')).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
  expect(await at('OPTIONS', '/.well-known/jwks.json')).toEqual([204, 'GET, HEAD, OPTIONS']);
  expect(await at('HEAD', '/.well-known/openid-configuration')).toEqual([200, null]);
});

test('devices are sent away where the document declares no flow for them', async () => {
  await using server = await serveOAuth();
  const response = await postForm(`${server.origin}/oauth2/device_authorization`, { client_id: 'app' });
  expect(await errorOf(response)).toEqual([400, 'unauthorized_client']);
});

test('the keys hold nothing that is private', async () => {
  await using server = await serveOAuth();
  const keys = await (await fetch(`${server.origin}/.well-known/jwks.json`)).json();
  expect(keys).toEqual({
    keys: [
      {
        kty: 'RSA',
        alg: 'RS256',
        use: 'sig',
        e: 'AQAB',
        n: expect.stringMatching(/^[\w-]{342}$/),
        kid: expect.any(String),
      },
    ],
  });
});

test('logging out leads back to the page that asked, or to a word of farewell', async () => {
  await using server = await serveOAuth();
  const logout = (query: Record<string, string>) =>
    fetch(`${server.origin}/oauth2/logout?${new URLSearchParams(query)}`, { redirect: 'manual' });
  const back = await logout({ post_logout_redirect_uri: 'https://app.example/bye?a=1', state: 'x y' });
  expect([back.status, back.headers.get('location')]).toEqual([302, 'https://app.example/bye?a=1&state=x+y']);
  expect(await (await logout({})).text()).toContain('logged out');
  expect((await logout({ post_logout_redirect_uri: 'javascript:alert(1)' })).status).toBe(400);
  const posted = await postForm(`${server.origin}/oauth2/logout`, {});
  expect(posted.status).toBe(200);
});

test('a mock shows the client that strict takes', async () => {
  const credentials = createCredentials('x');
  const shown = describeCredentials(await documentWith(flows), credentials);
  expect(shown.map(({ example }) => example)).toEqual([
    `Authorization: Bearer ${credentials.token}`,
    `client_id=mock-client client_secret=${credentials.clientSecret}`,
  ]);
});
