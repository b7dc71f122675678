import type { MockCredentials } from '../credentials.ts';
import type { MockRequest } from '../mock-request.ts';
import type { IssuedToken, TokenCheck } from './read-token.ts';

/** What a bearer token is good for; an object says why it is worthless. */
export type BearerResult = 'satisfied' | 'insufficient' | { readonly problem: string };

export interface BearerContext {
  readonly request: MockRequest;
  /** Given: only these and what the mock issued are good. */
  readonly own: MockCredentials | undefined;
  readonly checkToken: TokenCheck | undefined;
}

const NO_SCOPES: ReadonlySet<string> = new Set();

/** Whether a bearer token opens an operation that needs these scopes. */
export function checkBearerToken(token: string, scopes: readonly string[], context: BearerContext): BearerResult {
  const { request, own, checkToken } = context;
  if (token === own?.token) return 'satisfied';
  if (token === own?.tokenWithoutScopes) return scopes.length === 0 ? 'satisfied' : 'insufficient';
  const issued = checkToken?.(token, request);
  const problem = issued?.problem ?? (own && strangeness(issued));
  if (problem !== undefined) return { problem };
  if (scopes.length === 0) return 'satisfied';
  const stated = scopesOf(issued?.claims ?? claimsOf(token)) ?? (own && NO_SCOPES);
  return stated === undefined || scopes.every((scope) => stated.has(scope)) ? 'satisfied' : 'insufficient';
}

/** Why a token is none of those that `auth: 'strict'` takes. */
function strangeness(issued: IssuedToken | undefined): string | undefined {
  if (issued === undefined) return 'The mock did not issue the token';
  return issued.isAccessToken ? undefined : 'The token is no access token';
}

/** The scopes that a JSON Web Token states in `scope` (RFC 8693 §4.2) or `scp`. */
function scopesOf(claims: object | undefined): ReadonlySet<string> | undefined {
  if (claims === undefined) return undefined;
  const stated = 'scope' in claims ? claims.scope : 'scp' in claims ? claims.scp : undefined;
  if (typeof stated === 'string') return new Set(stated.split(' '));
  return Array.isArray(stated) ? new Set(stated.map(String)) : undefined;
}

/** The claims of a JSON Web Token; its signature is not looked at. */
function claimsOf(token: string): object | undefined {
  const payload = token.split('.', 2)[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}
