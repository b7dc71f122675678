import { OAuthError } from './oauth-error.ts';
import { type OAuthParameters, requireParameter } from './oauth-parameters.ts';

/** An absolute URI without a fragment, in the characters of RFC 3986: nothing in it ends a field or an attribute. */
const ABSOLUTE_URI = /^[a-z][a-z\d+.-]*:[\w.~:/?[\]@!$&'()*+,;=%-]+$/i;
/** Longer ones are more than browsers and proxies take. */
const MAX_LENGTH = 2_000;
/** A browser runs these, or shows what they say, in place of the page that it is on. */
const SCRIPTS = /^(?:javascript|data|vbscript|blob|file|about):/i;

/**
 * Where a browser is sent: to the one who asked, as the mock knows no client beforehand.
 *
 * @throws {OAuthError} `invalid_request` when it is missing, not absolute (RFC 6749 §3.1.2), or would run as a script.
 */
export function readRedirectUri(parameters: OAuthParameters, name: string): string {
  const uri = requireParameter(parameters, name);
  if (uri.length > MAX_LENGTH || !ABSOLUTE_URI.test(uri) || SCRIPTS.test(uri) || !URL.canParse(uri))
    throw new OAuthError(
      'invalid_request',
      `The ${name} must be an absolute URI without a fragment, of at most ${MAX_LENGTH} characters.`,
    );
  return uri;
}
