import type { Answer } from '../answer.ts';
import type { OAuthError, OAuthErrorCode } from './oauth-error.ts';

/** Tokens and what leads to them are kept by nobody on the way (RFC 6749 §5.1). */
export const NO_STORE: readonly string[] = ['cache-control', 'no-store', 'pragma', 'no-cache'];

export function jsonAnswer(status: number, value: unknown, headers: readonly string[] = NO_STORE): Answer {
  return { status, headers: ['content-type', 'application/json', ...headers], body: JSON.stringify(value) };
}

const STATUSES: Partial<Record<OAuthErrorCode, number>> = {
  invalid_client: 401,
  invalid_token: 401,
  insufficient_scope: 403,
};

/** RFC 6749 §5.2; with a challenge where credentials are at fault (RFC 6750 §3). */
export function errorAnswer({ code, message }: OAuthError): Answer {
  const status = STATUSES[code] ?? 400;
  const reason =
    code === 'invalid_client' ? 'Basic realm="mock"' : `${BEARER}, error="${code}", error_description="${message}"`;
  const headers = status === 400 ? NO_STORE : [...NO_STORE, 'www-authenticate', reason];
  return jsonAnswer(status, { error: code, error_description: message }, headers);
}

/** Where no token was sent, nothing is said to be wrong with it (RFC 6750 §3.1). */
export function tokenNeeded(): Answer {
  const value = { error: 'invalid_token', error_description: 'Send an access token as Bearer.' };
  return jsonAnswer(401, value, [...NO_STORE, 'www-authenticate', BEARER]);
}

const BEARER = 'Bearer realm="mock"';
