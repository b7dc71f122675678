import type { SecurityRequirement, SecurityScheme } from '@mockloop/spec-parser';
import { basicValue, type MockCredentials } from './credentials.ts';
import type { MockRequest } from './mock-request.ts';

/** Why a request's credentials do not do. */
export interface SecurityFailure {
  readonly status: 401 | 403;
  /** Values for `WWW-Authenticate` (RFC 9110 §11.6.1); empty with 403. */
  readonly challenges: readonly string[];
  readonly detail: string;
}

export type SecurityCheck = (request: MockRequest) => SecurityFailure | undefined;

type SchemeResult = 'satisfied' | 'missing' | 'insufficient';

/**
 * Prepares the check of an operation's security. Any well-formed credential satisfies its scheme, except that a JSON Web
 * Token which states its scopes must state those needed.
 *
 * @param own Given: only these satisfy a scheme (`auth: 'strict'`).
 */
export function compileSecurity(
  security: readonly SecurityRequirement[],
  own: MockCredentials | undefined,
): SecurityCheck | undefined {
  if (security.length === 0 || security.some(({ schemes }) => schemes.length === 0)) return undefined;
  const schemes = [...new Set(security.flatMap((requirement) => requirement.schemes.map(({ scheme }) => scheme)))];
  const challenges = [...new Set(schemes.map(challengeOf))];
  const wanted = security
    .map((requirement) => requirement.schemes.map(({ scheme }) => describe(scheme)).join(' and '))
    .join(', or ');
  return (request) => {
    let insufficient = false;
    for (const requirement of security) {
      const results = requirement.schemes.map(({ scheme, scopes }) => checkScheme(scheme, scopes, { request, own }));
      if (results.every((result) => result === 'satisfied')) return undefined;
      insufficient ||= results.includes('insufficient') && !results.includes('missing');
    }
    if (insufficient)
      return {
        status: 403,
        challenges: [],
        detail: `The token lacks a scope that this operation needs: ${scopesOf(security)}.`,
      };
    return {
      status: 401,
      challenges,
      detail: `Send ${wanted}.${own === undefined ? ' Any well-formed value does.' : ' Only the credentials shown when the mock started do.'}`,
    };
  };
}

interface CheckContext {
  readonly request: MockRequest;
  readonly own: MockCredentials | undefined;
}

function checkScheme(scheme: SecurityScheme, scopes: readonly string[], context: CheckContext): SchemeResult {
  switch (scheme.type) {
    case 'apiKey':
      return checkValue(readApiKey(scheme, context.request), context.own?.apiKey);
    case 'http':
      return checkHttp(scheme.scheme, scopes, context);
    case 'oauth2':
    case 'openIdConnect':
      return checkToken(scopes, context);
    case 'mutualTLS':
      // The mock speaks plain HTTP: there is no certificate that it could look at.
      return 'satisfied';
  }
}

function checkValue(value: string | undefined, own: string | undefined): SchemeResult {
  return value !== undefined && value !== '' && (own === undefined || value === own) ? 'satisfied' : 'missing';
}

function checkHttp(scheme: string, scopes: readonly string[], context: CheckContext): SchemeResult {
  if (scheme === 'bearer') return checkToken(scopes, context);
  const value = readAuthorization(context.request, scheme);
  if (scheme !== 'basic') return checkValue(value, context.own?.token);
  const isWellFormed = value !== undefined && Buffer.from(value, 'base64').includes(':');
  return isWellFormed && (context.own === undefined || value === basicValue(context.own)) ? 'satisfied' : 'missing';
}

function checkToken(scopes: readonly string[], { request, own }: CheckContext): SchemeResult {
  const token = readAuthorization(request, 'bearer');
  if (token === undefined || token === '') return 'missing';
  if (own !== undefined) {
    if (token === own.tokenWithoutScopes) return scopes.length === 0 ? 'satisfied' : 'insufficient';
    return token === own.token ? 'satisfied' : 'missing';
  }
  const stated = scopes.length === 0 ? undefined : scopesOfToken(token);
  return stated === undefined || scopes.every((scope) => stated.has(scope)) ? 'satisfied' : 'insufficient';
}

/** The scopes that a JSON Web Token states in `scope` (RFC 8693 §4.2) or `scp`; its signature is not looked at. */
function scopesOfToken(token: string): Set<string> | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    if (typeof claims !== 'object' || claims === null) return undefined;
    const stated = 'scope' in claims ? claims.scope : 'scp' in claims ? claims.scp : undefined;
    if (typeof stated === 'string') return new Set(stated.split(' '));
    return Array.isArray(stated) ? new Set(stated.map(String)) : undefined;
  } catch {
    return undefined;
  }
}

function readApiKey(scheme: SecurityScheme & { type: 'apiKey' }, request: MockRequest): string | undefined {
  switch (scheme.in) {
    case 'header':
      return request.header(scheme.parameterName.toLowerCase());
    case 'query':
      return new URLSearchParams(request.query).get(scheme.parameterName) ?? undefined;
    case 'cookie':
      return readCookie(request.header('cookie') ?? '', scheme.parameterName);
  }
}

function readCookie(field: string, name: string): string | undefined {
  const prefix = `${name}=`;
  return field
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}

function readAuthorization(request: MockRequest, scheme: string): string | undefined {
  const field = request.header('authorization');
  if (field === undefined || field.length <= scheme.length || field.slice(0, scheme.length).toLowerCase() !== scheme)
    return undefined;
  return field.charAt(scheme.length) === ' ' ? field.slice(scheme.length + 1).trim() : undefined;
}

function challengeOf(scheme: SecurityScheme): string {
  if (scheme.type === 'http' && scheme.scheme === 'basic') return 'Basic realm="mock", charset="UTF-8"';
  if (scheme.type === 'http' && scheme.scheme === 'digest') return 'Digest realm="mock", qop="auth", nonce="mock"';
  if (scheme.type === 'http')
    return /^[\w-]+$/.test(scheme.scheme)
      ? `${scheme.scheme.charAt(0).toUpperCase()}${scheme.scheme.slice(1)} realm="mock"`
      : 'Bearer realm="mock"';
  if (scheme.type === 'apiKey') return 'ApiKey realm="mock"';
  return 'Bearer realm="mock"';
}

function describe(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case 'apiKey':
      return `the API key "${scheme.parameterName}" in ${scheme.in === 'header' ? 'a header' : scheme.in === 'query' ? 'the query' : 'a cookie'}`;
    case 'http':
      return `HTTP ${scheme.scheme} credentials in Authorization`;
    case 'mutualTLS':
      return 'a client certificate';
    default:
      return 'a bearer token in Authorization';
  }
}

function scopesOf(security: readonly SecurityRequirement[]): string {
  return security
    .map((requirement) => requirement.schemes.flatMap(({ scopes }) => scopes).join(' '))
    .filter(Boolean)
    .join(', or ');
}
