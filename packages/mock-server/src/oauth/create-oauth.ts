import type { ApiDocument } from '@mockloop/spec-parser';
import type { Answer } from '../answer.ts';
import type { MockCredentials } from '../credentials.ts';
import type { MockRequest } from '../mock-request.ts';
import { problemAnswer } from '../problem.ts';
import { type AuthorizationServer, DEVICE_CODE } from './oauth-call.ts';
import { isOAuth, placeEndpoints, SERVER_METADATA } from './oauth-endpoints.ts';
import type { OAuthMemory } from './oauth-memory.ts';
import { createTokenReader, type TokenCheck } from './read-token.ts';
import { createScopes } from './scopes.ts';

export interface OAuthOptions {
  readonly document: ApiDocument;
  readonly credentials: MockCredentials;
  /** Takes the mock's own client and user only (`auth: 'strict'`). Default `false`: any. */
  readonly isStrict?: boolean | undefined;
  /** Codes, refresh tokens and the key; the same one again keeps them when the document changes. */
  readonly memory: OAuthMemory;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** The authorization server that a document's security schemes tell of. */
export interface OAuth {
  /** Where it answers. */
  readonly paths: readonly string[];
  /** Whether a request is meant for it, before the operations of the document are asked. */
  handles(method: string, path: string): boolean;
  /** @param body All of it. */
  answer(request: MockRequest, body: Uint8Array): Answer | Promise<Answer>;
  readonly checkToken: TokenCheck;
}

/** `undefined` for a document whose security schemes have nothing to do with OAuth. */
export function createOAuth(options: OAuthOptions): OAuth | undefined {
  const { document, credentials, isStrict = false, memory, now = Date.now } = options;
  const endpoints = placeEndpoints(document);
  if (endpoints === undefined) return undefined;
  const tokens = createTokenReader(memory, now);
  const server: AuthorizationServer = {
    ...flowsOf(document),
    endpoints,
    tokens,
    memory,
    now,
    scopes: createScopes(document),
    own: isStrict ? credentials : undefined,
    username: credentials.username,
  };
  const { byPath, shared } = endpoints;
  return {
    paths: [...byPath.keys()],
    handles(method, path) {
      const methods = byPath.get(path.startsWith(METADATA_OF_WORLD) ? locate(path).path : path);
      return methods !== undefined && (!shared.has(path) || methods.has(endpointMethod(method)));
    },
    answer(request, body) {
      const { path, prefix } = request.path.startsWith(METADATA_OF_WORLD) ? locate(request.path) : request;
      const methods = byPath.get(path);
      const endpoint = methods?.get(endpointMethod(request.method));
      if (endpoint === undefined) return methodNotAllowed(request, [...(methods?.keys() ?? [])]);
      const { kind, issuerPath } = endpoint;
      const baseUrl = request.origin + prefix;
      const call = { server, request, baseUrl, issuerPath, issuer: baseUrl + issuerPath };
      // Loaded with the first request: most mocks are never asked for a token.
      return import('./oauth-answers.ts').then(({ answerOAuthCall }) => answerOAuthCall(kind, call, body));
    },
    checkToken: (token, request) => tokens.read(token, request.origin),
  };
}

const METADATA_OF_WORLD = `${SERVER_METADATA}/_w/`;

/** RFC 8414 §3.1 has the path of an issuer last, and so the prefix of a world in the middle. */
function locate(path: string): { readonly path: string; readonly prefix: string } {
  const end = path.indexOf('/', METADATA_OF_WORLD.length);
  const last = end === -1 ? path.length : end;
  return { path: SERVER_METADATA + path.slice(last), prefix: path.slice(SERVER_METADATA.length, last) };
}

function endpointMethod(method: string): string {
  return method === 'HEAD' ? 'GET' : method;
}

/** Code, refresh and client credentials always (they are what OAuth 2.1 keeps), the others where the document has them. */
function flowsOf(document: ApiDocument): Pick<AuthorizationServer, 'grantTypes' | 'responseTypes'> {
  const schemes = [...document.securitySchemes.values()].filter(isOAuth);
  const flows = new Set(
    schemes.flatMap((scheme) => (scheme.type === 'oauth2' ? scheme.flows : [])).map(({ type }) => type),
  );
  const hasOpenId = schemes.some(({ type }) => type === 'openIdConnect');
  return {
    grantTypes: new Set([
      ...['authorization_code', 'refresh_token', 'client_credentials'],
      ...(flows.has('password') ? ['password'] : []),
      ...(flows.has('deviceAuthorization') || hasOpenId ? [DEVICE_CODE] : []),
    ]),
    responseTypes: new Set(['code', ...(flows.has('implicit') ? ['token', 'id_token', 'id_token token'] : [])]),
  };
}

function methodNotAllowed({ method, path }: MockRequest, known: readonly string[]): Answer {
  const allow = [...known, ...(known.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
  const headers = ['allow', allow.join(', ')];
  if (method === 'OPTIONS') return { status: 204, headers };
  const detail = `${path} takes ${known.join(', ')}, not ${method}.`;
  // The fix of the document's operations is none for these endpoints.
  return { ...problemAnswer({ name: 'NO_METHOD_MATCHED_ERROR', detail, headers }), problem: undefined };
}
