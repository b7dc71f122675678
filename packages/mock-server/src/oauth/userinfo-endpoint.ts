import type { Answer } from '../answer.ts';
import { jsonAnswer, tokenNeeded } from './oauth-answer.ts';
import type { OAuthCall } from './oauth-call.ts';
import { OAuthError } from './oauth-error.ts';
import { scopesOf } from './read-token.ts';
import { userClaims } from './user-claims.ts';

/**
 * Who the user of an access token is (OpenID Connect Core §5.3).
 *
 * @throws {OAuthError} `invalid_token`, `insufficient_scope`.
 */
export function answerUserinfo({ server, request, parameters }: OAuthCall): Answer {
  const [, sent] = /^bearer +(\S+)$/i.exec(request.header('authorization') ?? '') ?? [];
  // RFC 6750 §2.2
  const text = sent ?? (request.method === 'POST' ? parameters.get('access_token') : undefined);
  if (text === undefined) return tokenNeeded();
  const token = server.tokens.read(text, request.origin);
  if (token === undefined || !token.isAccessToken)
    throw new OAuthError('invalid_token', 'The token is no access token of this server');
  if (token.problem !== undefined) throw new OAuthError('invalid_token', token.problem);
  const { sub } = token.claims;
  const scopes = scopesOf(token);
  if (typeof sub !== 'string' || !scopes.includes('openid'))
    throw new OAuthError('insufficient_scope', 'The access token was not given for the scope openid.');
  return jsonAnswer(200, { sub, ...userClaims(sub, scopes) });
}
