import type { SecurityRequirement, SecurityScheme } from '@mockloop/spec-parser';
import { basicValue, type MockCredentials } from './credentials.ts';
import type { MockRequest } from './mock-request.ts';
import { type BearerContext, type BearerResult, checkBearerToken } from './oauth/check-bearer-token.ts';
import type { TokenCheck } from './oauth/read-token.ts';

/** Why a request's credentials do not do. */
export interface SecurityFailure {
  readonly status: 401 | 403;
  /** Values for `WWW-Authenticate` (RFC 9110 §11.6.1, RFC 6750 §3). */
  readonly challenges: readonly string[];
  readonly detail: string;
}

export type SecurityCheck = (request: MockRequest) => SecurityFailure | undefined;

type SchemeResult = BearerResult | 'missing';

/**
 * Prepares the check of an operation's security. Any well-formed credential satisfies its scheme, except that a JSON Web
 * Token which states its scopes must state those needed, and that one of the mock's own must be good.
 *
 * @param own Given: only these satisfy a scheme, and tokens that the mock issued (`auth: 'strict'`).
 * @param checkToken Knows the tokens that the mock issued.
 */
export function compileSecurity(
  security: readonly SecurityRequirement[],
  own: MockCredentials | undefined,
  checkToken?: TokenCheck,
): SecurityCheck | undefined {
  if (security.length === 0 || security.some(({ schemes }) => schemes.length === 0)) return undefined;
  const schemes = [...new Set(security.flatMap((requirement) => requirement.schemes.map(({ scheme }) => scheme)))];
  const challenges = [...new Set(schemes.map(challengeOf))];
  const wanted = security
    .map((requirement) => requirement.schemes.map(({ scheme }) => describe(scheme)).join(' and '))
    .join(', or ');
  const insufficientScope: SecurityFailure = {
    status: 403,
    challenges: [`Bearer realm="mock", error="insufficient_scope"${scopeAttribute(security)}`],
    detail: `The token lacks a scope that this operation needs: ${neededScopes(security)}.`,
  };
  return (request) => {
    let insufficient = false;
    let problem: string | undefined;
    for (const requirement of security) {
      const results = requirement.schemes.map(({ scheme, scopes }) =>
        checkScheme(scheme, scopes, { request, own, checkToken }),
      );
      if (results.every((result) => result === 'satisfied')) return undefined;
      problem ??= results.find((result) => typeof result === 'object')?.problem;
      insufficient ||= results.every((result) => result === 'satisfied' || result === 'insufficient');
    }
    if (insufficient) return insufficientScope;
    const advice = `Send ${wanted}.${own === undefined ? ' Any well-formed value does.' : ' Only the credentials shown when the mock started do.'}`;
    return problem === undefined
      ? { status: 401, challenges, detail: advice }
      : { status: 401, challenges: withReason(challenges, problem), detail: `${problem}. ${advice}` };
  };
}

const BEARER = 'Bearer realm="mock"';

function withReason(challenges: readonly string[], problem: string): string[] {
  const reason = `error="invalid_token", error_description="${problem}"`;
  return challenges.map((challenge) => (challenge === BEARER ? `${BEARER}, ${reason}` : challenge));
}

function checkScheme(scheme: SecurityScheme, scopes: readonly string[], context: BearerContext): SchemeResult {
  switch (scheme.type) {
    case 'apiKey':
      return checkValue(readApiKey(scheme, context.request), context.own?.apiKey);
    case 'http':
      return checkHttp(scheme.scheme, scopes, context);
    case 'oauth2':
    case 'openIdConnect':
      return checkBearer(scopes, context);
    case 'mutualTLS':
      // The mock speaks plain HTTP: there is no certificate that it could look at.
      return 'satisfied';
  }
}

function checkValue(value: string | undefined, own: string | undefined): SchemeResult {
  return value !== undefined && value !== '' && (own === undefined || value === own) ? 'satisfied' : 'missing';
}

function checkHttp(scheme: string, scopes: readonly string[], context: BearerContext): SchemeResult {
  if (scheme === 'bearer') return checkBearer(scopes, context);
  const value = readAuthorization(context.request, scheme);
  if (scheme !== 'basic') return checkValue(value, context.own?.token);
  const isWellFormed = value !== undefined && Buffer.from(value, 'base64').includes(':');
  return isWellFormed && (context.own === undefined || value === basicValue(context.own)) ? 'satisfied' : 'missing';
}

function checkBearer(scopes: readonly string[], context: BearerContext): SchemeResult {
  const token = readAuthorization(context.request, 'bearer');
  return token === undefined || token === '' ? 'missing' : checkBearerToken(token, scopes, context);
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
      : BEARER;
  if (scheme.type === 'apiKey') return 'ApiKey realm="mock"';
  return BEARER;
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

/** Of the first alternative that needs any; a document may name scopes that the attribute cannot hold. */
function scopeAttribute(security: readonly SecurityRequirement[]): string {
  const alternatives = security.map(({ schemes }) => [...new Set(schemes.flatMap(({ scopes }) => scopes))]);
  const scopes = alternatives.find(({ length }) => length > 0) ?? [];
  const safe = scopes.filter((scope) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope));
  return safe.length === 0 ? '' : `, scope="${safe.join(' ')}"`;
}

function neededScopes(security: readonly SecurityRequirement[]): string {
  return security
    .map((requirement) => requirement.schemes.flatMap(({ scopes }) => scopes).join(' '))
    .filter(Boolean)
    .join(', or ');
}
