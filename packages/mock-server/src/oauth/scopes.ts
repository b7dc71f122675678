import type { ApiDocument } from '@mockloop/spec-parser';
import { isOAuth } from './oauth-endpoints.ts';
import { OAuthError } from './oauth-error.ts';

/** OpenID Connect Core §5.4 and §11. */
const OPENID_SCOPES = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'] as const;

/** RFC 6749 §3.3. */
const SCOPES = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;
/** Together, in characters: a token with these still fits into a header field. */
const MAX_DEFAULT_SCOPES = 3_000;

/** The scopes that a document's security schemes know. */
export interface Scopes {
  readonly supported: readonly string[];
  /**
   * The scopes of a request; all of the document's where it names none.
   *
   * @throws {OAuthError} `invalid_scope` for one that the document does not declare. Where it declares none, any will do.
   */
  grant(requested: string | undefined): readonly string[];
}

export function createScopes(document: ApiDocument): Scopes {
  const schemes = [...document.securitySchemes.values()].filter(isOAuth);
  const declared = schemes.flatMap((scheme) =>
    scheme.type === 'oauth2' ? scheme.flows.flatMap(({ scopes }) => scopes) : [],
  );
  const wellFormed = [...new Set(declared)].filter((scope) => SCOPES.test(scope) && !scope.includes(' '));
  const supported = [...new Set([...wellFormed, ...OPENID_SCOPES])];
  const isOpen = wellFormed.length === 0 || schemes.some(({ type }) => type === 'openIdConnect');
  const known = new Set(supported);
  const byDefault = atMost(wellFormed, MAX_DEFAULT_SCOPES);
  return {
    supported,
    grant(requested) {
      if (requested === undefined) return byDefault;
      const scopes = splitScopes(requested);
      if (isOpen || scopes.every((scope) => known.has(scope))) return scopes;
      throw new OAuthError('invalid_scope', 'A scope is not one of those that the document declares.');
    },
  };
}

/** @throws {OAuthError} `invalid_scope` when it is not a list of scopes. */
export function splitScopes(text: string): string[] {
  if (!SCOPES.test(text)) throw new OAuthError('invalid_scope', 'Send scopes with one space between them.');
  return [...new Set(text.split(' '))];
}

function atMost(scopes: readonly string[], maxLength: number): string[] {
  let length = 0;
  return scopes.filter((scope) => {
    length += scope.length + 1;
    return length <= maxLength;
  });
}
