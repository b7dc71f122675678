import type { Client } from './authenticate-client.ts';
import type { OAuthCall } from './oauth-call.ts';
import { OAuthError } from './oauth-error.ts';
import type { Grant } from './oauth-memory.ts';
import { requireParameter } from './oauth-parameters.ts';
import { splitScopes } from './scopes.ts';

export interface RefreshedGrant {
  /** With the scopes that were asked for this time. */
  readonly grant: Grant;
  /** With all its scopes: the next refresh token is for these (RFC 6749 §6). */
  readonly renewed: Grant;
}

/**
 * The grant of a refresh token (RFC 6749 §6). A refresh token is good once: when it comes again, every token of its grant
 * is revoked (RFC 9700 §4.14.2).
 *
 * @throws {OAuthError} `invalid_grant`, or `invalid_scope` for a scope that was not granted before.
 */
export function redeemRefreshToken({ server, parameters }: OAuthCall, client: Client): RefreshedGrant {
  const { refreshTokens, revoked } = server.memory;
  const text = requireParameter(parameters, 'refresh_token');
  const token = refreshTokens.get(text);
  if (token === undefined || token.grant.clientId !== client.id)
    throw new OAuthError('invalid_grant', 'The refresh token was not given to this client.');
  const { grant } = token;
  if (token.isUsed) revoked.set(grant.id, true);
  if (revoked.has(grant.id)) throw new OAuthError('invalid_grant', 'The refresh token was used before, or revoked.');
  if (token.expiresAt <= server.now()) throw new OAuthError('invalid_grant', 'The refresh token has expired.');
  const scope = parameters.get('scope');
  const scopes = scope === undefined ? grant.scopes : splitScopes(scope);
  if (scopes.some((wanted) => !grant.scopes.includes(wanted)))
    throw new OAuthError('invalid_scope', 'A refresh gives no scope that was not granted before.');
  refreshTokens.set(text, { ...token, isUsed: true });
  // The nonce belongs to the authentication alone (OpenID Connect Core §12.2).
  const renewed = { ...grant, nonce: undefined };
  return { grant: { ...renewed, scopes }, renewed };
}
