import { createHash } from 'node:crypto';
import { BoundedMap } from './bounded-map.ts';
import { deriveSigningKey, keyIdOf, type SigningKey } from './signing-key.ts';

/** What somebody was allowed. Every token that comes of it carries its id. */
export interface Grant {
  readonly id: string;
  readonly clientId: string;
  readonly subject: string;
  readonly scopes: readonly string[];
  /** The API that the tokens are for, where the client named one. */
  readonly audience?: string | undefined;
  /** When the user logged in, in seconds since the epoch; absent where there is no user. */
  readonly authTime?: number | undefined;
  readonly nonce?: string | undefined;
}

/** Stands for a grant until its client fetches the tokens. */
export interface IssuedCode {
  readonly grant: Grant;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface AuthorizationCode extends IssuedCode {
  readonly redirectUri: string;
  /** S256 (RFC 7636 §4.2). Absent: the client asked without PKCE. */
  readonly codeChallenge?: string | undefined;
  readonly isUsed: boolean;
}

export interface RefreshToken extends IssuedCode {
  /** Another took its place. */
  readonly isUsed: boolean;
}

/** How many of each are remembered. The oldest go first. */
const LIMIT = 10_000;

/** What an authorization server remembers: all of it is gone with the process, except that the key comes again. */
export class OAuthMemory {
  readonly codes: BoundedMap<string, AuthorizationCode> = new BoundedMap(LIMIT);
  readonly deviceCodes: BoundedMap<string, IssuedCode> = new BoundedMap(LIMIT);
  readonly refreshTokens: BoundedMap<string, RefreshToken> = new BoundedMap(LIMIT);
  /** Ids of access tokens, and of grants of which no token is good any more. */
  readonly revoked: BoundedMap<string, true> = new BoundedMap(LIMIT);
  /** As in the header of tokens. */
  readonly keyId: string;
  readonly #seed: string;
  #key: SigningKey | undefined;
  #ids = 0;

  constructor(seed: string) {
    this.#seed = seed;
    this.keyId = keyIdOf(seed);
  }

  /** Worked out when it is first needed. */
  get key(): SigningKey {
    this.#key ??= deriveSigningKey(this.#seed);
    return this.#key;
  }

  /** @param now Keeps ids of one run from coming again in the next. */
  nextId(now: number): string {
    return createHash('sha256')
      .update(`id:${now}:${this.#ids++}:${this.#seed}`)
      .digest('base64url');
  }
}
