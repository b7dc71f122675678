import type { ApiDocument } from '@mockloop/spec-parser';
import { type CredentialParts, credentialOf } from '../../target/credential-of.ts';
import { schemesInUse } from '../../target/make-identity.ts';
import type { FoundCredentials } from './find-tokens.ts';

const MAX_CANDIDATES = 8;

/** How somebody may prove who they are with what they were given, the likeliest first. Always in the same order for the same document. */
export function credentialCandidates(
  document: ApiDocument,
  { tokens, cookies }: FoundCredentials,
  userAndPassword: string | undefined,
): readonly CredentialParts[] {
  const schemes = schemesInUse(document);
  const declared = schemes.flatMap((scheme) => {
    if (scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic')
      return userAndPassword === undefined ? [] : [credentialOf(scheme, userAndPassword)];
    if (scheme.type === 'apiKey' && scheme.in === 'cookie') {
      const set = cookies.find(([name]) => name === scheme.parameterName)?.[1] ?? tokens[0];
      return set === undefined ? [] : [withCookies(credentialOf(scheme, set), cookies)];
    }
    return tokens.slice(0, 2).map((token) => withCookies(credentialOf(scheme, token), cookies));
  });
  const bearer = tokens.slice(0, 2).map((token) => bearerOf(token, cookies));
  const cookiesAlone = cookies.length === 0 ? [] : [{ headers: [], query: [], cookies }];
  const all = [...declared, ...bearer, ...cookiesAlone].filter(
    ({ headers, query, cookies: sent }) => headers.length + query.length + sent.length > 0,
  );
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()].slice(0, MAX_CANDIDATES);
}

function bearerOf(token: string, cookies: CredentialParts['cookies']): CredentialParts {
  return { headers: [['Authorization', `Bearer ${token}`]], query: [], cookies };
}

/** A session often needs its cookies beside the token. */
function withCookies(parts: CredentialParts, cookies: CredentialParts['cookies']): CredentialParts {
  const own = new Set(parts.cookies.map(([name]) => name));
  return { ...parts, cookies: [...parts.cookies, ...cookies.filter(([name]) => !own.has(name))] };
}
