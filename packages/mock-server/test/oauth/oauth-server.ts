import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadDocument } from '@mockloop/spec-parser';
import type { Answer } from '../../src/answer.ts';
import { compileSecurity } from '../../src/check-security.ts';
import { createCredentials, type MockCredentials } from '../../src/credentials.ts';
import type { MockRequest } from '../../src/mock-request.ts';
import { createNodeListener } from '../../src/node-listener.ts';
import { createOAuth } from '../../src/oauth/create-oauth.ts';
import { OAuthMemory } from '../../src/oauth/oauth-memory.ts';

/** One second after the other: tests turn the clock themselves. */
interface Clock {
  now: number;
}

export interface OAuthServer extends AsyncDisposable {
  readonly origin: string;
  readonly credentials: MockCredentials;
  readonly clock: Clock;
}

export interface OAuthServerOptions {
  readonly securitySchemes?: object;
  readonly paths?: object;
  readonly servers?: readonly object[];
  readonly isStrict?: boolean;
  readonly seed?: string;
  readonly memory?: OAuthMemory;
}

/** The flows of most documents. */
export const flows = {
  authorizationCode: {
    authorizationUrl: 'https://auth.example.com/oauth2/authorize',
    tokenUrl: 'https://auth.example.com/oauth2/token',
    scopes: { 'read:pets': '', 'write:pets': '' },
  },
  clientCredentials: { tokenUrl: 'https://auth.example.com/oauth2/token', scopes: { 'read:pets': '' } },
};

/** The authorization server of a document on a real port, with a clock to turn and one protected operation, `GET /pets`. */
export async function serveOAuth(options: OAuthServerOptions = {}): Promise<OAuthServer> {
  const {
    securitySchemes = { oauth: { type: 'oauth2', flows } },
    paths = {},
    servers,
    isStrict,
    seed = 'test',
  } = options;
  const document = await loadDocument({
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    ...(servers && { servers }),
    components: { securitySchemes },
    paths: {
      '/pets': { get: { security: [{ oauth: ['write:pets'] }], responses: { 200: { description: 'Pets' } } } },
      ...paths,
    },
  });
  const credentials = createCredentials(seed);
  const clock: Clock = { now: Date.now() };
  const memory = options.memory ?? new OAuthMemory(seed);
  const oauth = createOAuth({ document, credentials, isStrict, memory, now: () => clock.now });
  const [pets] = document.operations;
  if (oauth === undefined || pets === undefined) throw new Error('The document has no OAuth scheme');
  const check = compileSecurity(
    document.readOperation(pets).security,
    isStrict ? credentials : undefined,
    oauth.checkToken,
  );
  const server = createServer(
    createNodeListener(
      (request) => (oauth.handles(request.method, request.path) ? answer(request) : answerOperation(request)),
      { maxBodyBytes: 1_000_000 },
    ),
  );
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials,
    clock,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: MockRequest): Promise<Answer> {
    return oauth?.answer(
      request,
      request.hasBody ? await request.body(1_000_000) : new Uint8Array(),
    ) as Promise<Answer>;
  }

  function answerOperation(request: MockRequest): Answer {
    if (request.path !== '/pets') return { status: 404, headers: [] };
    const refused = check?.(request);
    if (refused === undefined) return { status: 200, headers: [], body: 'pets' };
    const headers = refused.challenges.flatMap((challenge) => ['www-authenticate', challenge]);
    return { status: refused.status, headers, body: refused.detail };
  }
}

/** Follows an authorization URL as a browser would, up to where it is sent. */
export async function authorize(url: URL | string): Promise<URL> {
  const response = await fetch(url, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`No redirect: ${response.status} ${await response.text()}`);
  return new URL(location);
}

export function postForm(
  url: string,
  form: Record<string, string> | string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(form), headers });
}

/** Of a request that an endpoint refused. */
export async function errorOf(response: Response): Promise<[status: number, error: string]> {
  const { error } = (await response.json()) as { error: string };
  return [response.status, error];
}
