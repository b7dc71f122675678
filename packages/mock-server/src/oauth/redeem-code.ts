import { createHash } from 'node:crypto';
import type { Client } from './authenticate-client.ts';
import type { OAuthCall } from './oauth-call.ts';
import { OAuthError } from './oauth-error.ts';
import type { AuthorizationCode, Grant } from './oauth-memory.ts';
import { requireParameter } from './oauth-parameters.ts';

/**
 * The grant of an authorization code (RFC 6749 §4.1.3). A code is good once: when it comes again, every token that it
 * gave is revoked (§4.1.2).
 *
 * @throws {OAuthError} `invalid_grant`, with `invalid_request` for missing parameters.
 */
export function redeemCode({ server, parameters }: OAuthCall, client: Client): Grant {
  const { codes, revoked } = server.memory;
  const text = requireParameter(parameters, 'code');
  const code = codes.get(text);
  if (code === undefined || code.grant.clientId !== client.id)
    throw new OAuthError('invalid_grant', 'The authorization code was not given to this client.');
  if (code.isUsed) {
    revoked.set(code.grant.id, true);
    throw new OAuthError('invalid_grant', 'The authorization code was used before: its tokens are revoked.');
  }
  if (code.expiresAt <= server.now()) throw new OAuthError('invalid_grant', 'The authorization code has expired.');
  if (requireParameter(parameters, 'redirect_uri') !== code.redirectUri)
    throw new OAuthError('invalid_grant', 'The redirect_uri is not that of the authorization request.');
  checkVerifier(code, client, parameters.get('code_verifier'));
  codes.set(text, { ...code, isUsed: true });
  return code.grant;
}

/** RFC 7636 §4.6; a verifier without a challenge is refused too (RFC 9700 §2.1.1). */
function checkVerifier({ codeChallenge }: AuthorizationCode, client: Client, verifier: string | undefined): void {
  if (codeChallenge === undefined) {
    if (verifier !== undefined)
      throw new OAuthError(
        'invalid_grant',
        'There is a code_verifier, but the authorization request had no code_challenge.',
      );
    if (!client.isConfidential)
      throw new OAuthError('invalid_grant', 'A client without a secret needs PKCE: send a code_challenge first.');
    return;
  }
  if (verifier === undefined) throw new OAuthError('invalid_grant', 'The code_verifier is missing.');
  const isWellFormed = /^[\w.~-]{43,128}$/.test(verifier);
  if (!isWellFormed || createHash('sha256').update(verifier).digest('base64url') !== codeChallenge)
    throw new OAuthError('invalid_grant', 'The code_verifier does not belong to the code_challenge.');
}
