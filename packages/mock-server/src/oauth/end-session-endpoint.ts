import type { Answer } from '../answer.ts';
import { redirectAnswer } from './authorization-response.ts';
import type { OAuthCall } from './oauth-call.ts';
import { requireSound } from './oauth-parameters.ts';
import { readRedirectUri } from './redirect-uri.ts';

/**
 * Ends a session that nobody keeps: sends the browser back where it wants to go (OpenID Connect RP-Initiated Logout §3).
 *
 * @throws {OAuthError} `invalid_request` for a redirect URI that nothing may be sent to.
 */
export function answerEndSession({ parameters, request }: OAuthCall): Answer {
  requireSound(parameters);
  if (!parameters.has('post_logout_redirect_uri'))
    return { status: 200, headers: ['content-type', 'text/plain; charset=utf-8'], body: 'You are logged out.\n' };
  const uri = readRedirectUri(parameters, 'post_logout_redirect_uri');
  const state = parameters.get('state');
  const suffix = state === undefined ? '' : `${uri.includes('?') ? '&' : '?'}${new URLSearchParams({ state })}`;
  return redirectAnswer(request.method === 'POST' ? 303 : 302, uri + suffix);
}
