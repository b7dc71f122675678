import { createHash } from 'node:crypto';
import type { OAuthCall } from './oauth-call.ts';
import type { Grant, OAuthMemory } from './oauth-memory.ts';
import { userClaims } from './user-claims.ts';

/** Of access and ID tokens, in seconds. */
const LIFETIME = 3_600;
/** Of refresh tokens, in milliseconds; each use gives another. */
const REFRESH_LIFETIME = 14 * 24 * 3_600_000;

/** RFC 6749 §5.1. */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly scope?: string | undefined;
  readonly refresh_token?: string | undefined;
  readonly id_token?: string | undefined;
}

/**
 * The tokens of a grant: an access token, and where there is a user a refresh token, and an ID token for the scope `openid`.
 *
 * @param renewed What the refresh token is good for.
 */
export async function issueTokens(call: OAuthCall, grant: Grant, renewed: Grant = grant): Promise<TokenResponse> {
  const accessToken = await issueAccessToken(call, grant);
  const hasUser = grant.authTime !== undefined;
  return {
    ...accessToken,
    ...(hasUser && { refresh_token: issueRefreshToken(call, renewed) }),
    ...(hasUser &&
      grant.scopes.includes('openid') && { id_token: await issueIdToken(call, grant, accessToken.access_token) }),
  };
}

/** A JWT access token (RFC 9068 §2.2). */
export async function issueAccessToken({ server, issuer, baseUrl }: OAuthCall, grant: Grant): Promise<TokenResponse> {
  const { memory } = server;
  const now = server.now();
  const scope = grant.scopes.length === 0 ? undefined : grant.scopes.join(' ');
  const claims = {
    iss: issuer,
    sub: grant.subject,
    aud: grant.audience ?? baseUrl,
    client_id: grant.clientId,
    ...(scope !== undefined && { scope }),
    ...(grant.authTime !== undefined && { auth_time: grant.authTime }),
    ...lifetime(now),
    jti: `${grant.id}.${memory.nextId(now).slice(0, 16)}`,
  };
  return {
    access_token: await signToken(memory, 'at+jwt', claims),
    token_type: 'Bearer',
    expires_in: LIFETIME,
    ...(scope !== undefined && { scope }),
  };
}

/** OpenID Connect Core §2. */
export function issueIdToken(
  { server, issuer }: OAuthCall,
  grant: Grant,
  accessToken: string | undefined,
): Promise<string> {
  return signToken(server.memory, 'JWT', {
    iss: issuer,
    sub: grant.subject,
    aud: grant.clientId,
    ...lifetime(server.now()),
    auth_time: grant.authTime,
    ...(grant.nonce !== undefined && { nonce: grant.nonce }),
    ...(accessToken !== undefined && { at_hash: leftHalfHash(accessToken) }),
    ...userClaims(grant.subject, grant.scopes),
  });
}

function issueRefreshToken({ server }: OAuthCall, grant: Grant): string {
  const now = server.now();
  const token = server.memory.nextId(now);
  server.memory.refreshTokens.set(token, { grant, expiresAt: now + REFRESH_LIFETIME, isUsed: false });
  return token;
}

/** The library is loaded with the first token: most mocks never sign one. */
async function signToken(memory: OAuthMemory, typ: string, claims: Record<string, unknown>): Promise<string> {
  const { SignJWT } = await import('jose');
  const header = { alg: 'RS256', typ, kid: memory.keyId };
  return new SignJWT(claims).setProtectedHeader(header).sign(memory.key.privateKey);
}

/** @param now Milliseconds since the epoch. */
function lifetime(now: number): { readonly iat: number; readonly exp: number } {
  const iat = Math.floor(now / 1_000);
  return { iat, exp: iat + LIFETIME };
}

/** `at_hash` (OpenID Connect Core §3.1.3.6). */
function leftHalfHash(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');
}
