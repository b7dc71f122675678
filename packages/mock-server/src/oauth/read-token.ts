import { verify } from 'node:crypto';
import type { MockRequest } from '../mock-request.ts';
import { BoundedMap } from './bounded-map.ts';
import type { OAuthMemory } from './oauth-memory.ts';

/** A JSON Web Token that says that this mock issued it. */
export interface IssuedToken {
  /** Why it is not good, for people; `undefined`: it is. */
  readonly problem?: string | undefined;
  readonly claims: TokenClaims;
  /** `false` for an ID token: it says who the user is and opens no API (RFC 9068 §4). */
  readonly isAccessToken: boolean;
}

/** Says whether a token is one of the mock's, and good; `undefined`: the mock has nothing to do with it. */
export type TokenCheck = (token: string, request: MockRequest) => IssuedToken | undefined;

/** Of a JSON object whose signature may be wrong: anything can be in it. */
type TokenClaims = Readonly<Record<string, unknown>>;

export interface TokenReader {
  /**
   * @param origin Under which the mock was called, e.g. `http://127.0.0.1:8000`: issuers there are the mock.
   * @returns `undefined` for a token that the mock has nothing to do with.
   */
  read(token: string, origin: string): IssuedToken | undefined;
}

/** What a token is whatever the time. */
interface ReadToken {
  readonly claims: TokenClaims;
  readonly keyId: unknown;
  readonly isSigned: boolean;
  readonly isAccessToken: boolean;
}

/** Tokens remembered with the outcome of their signature's check. */
const LIMIT = 1_000;
/** A longer token is read each time. */
const MAX_REMEMBERED = 8_192;

/** Tells the mock's own tokens from others and good ones from bad ones. Synchronous: it is on the way of every request. */
export function createTokenReader(memory: OAuthMemory, now: () => number): TokenReader {
  const known = new BoundedMap<string, ReadToken | 'no token'>(LIMIT);
  return {
    read(token, origin) {
      const found = known.get(token) ?? readToken(token, memory) ?? 'no token';
      if (token.length <= MAX_REMEMBERED && !known.has(token)) known.set(token, found);
      if (found === 'no token') return undefined;
      const { claims, keyId, isAccessToken } = found;
      if (keyId !== memory.keyId && !isUnder(origin, claims.iss)) return undefined;
      return { claims, isAccessToken, problem: problemOf(found, memory, now()) };
    },
  };
}

/** The scopes of a good token. */
export function scopesOf({ claims }: IssuedToken): readonly string[] {
  const scope = claims.scope;
  return typeof scope === 'string' ? scope.split(' ') : [];
}

function isUnder(origin: string, issuer: unknown): boolean {
  return typeof issuer === 'string' && (issuer === origin || issuer.startsWith(`${origin}/`));
}

function problemOf({ claims, isSigned }: ReadToken, memory: OAuthMemory, now: number): string | undefined {
  if (!isSigned) return 'The signature of the token is wrong';
  const { exp, jti } = claims;
  if (typeof exp !== 'number' || exp * 1_000 <= now) return 'The token has expired';
  if (typeof jti !== 'string') return undefined;
  const [grantId = ''] = jti.split('.', 1);
  return memory.revoked.has(jti) || memory.revoked.has(grantId) ? 'The token was revoked' : undefined;
}

function readToken(token: string, memory: OAuthMemory): ReadToken | undefined {
  const [header = '', payload = '', signature, ...more] = token.split('.', 4);
  if (signature === undefined || more.length > 0) return undefined;
  const fields = parsePart(header);
  const claims = parsePart(payload);
  if (fields === undefined || claims === undefined) return undefined;
  const isSigned =
    fields.alg === 'RS256' && fields.kid === memory.keyId && isSignature(signature, `${header}.${payload}`, memory);
  return { claims, keyId: fields.kid, isSigned, isAccessToken: fields.typ === 'at+jwt' };
}

function isSignature(text: string, signed: string, { key }: OAuthMemory): boolean {
  const signature = Buffer.from(text, 'base64url');
  // Reading base64url is forgiving: only one way to write a signature is the right one.
  return signature.toString('base64url') === text && verify('sha256', Buffer.from(signed), key.publicKey, signature);
}

function parsePart(part: string): TokenClaims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as TokenClaims) : undefined;
  } catch {
    return undefined;
  }
}
