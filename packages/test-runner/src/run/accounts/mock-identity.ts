import type { ApiDocument } from '@mockloop/spec-parser';
import { type CredentialParts, credentialOf } from '../../target/credential-of.ts';
import type { Identity } from '../../target/identity.ts';
import { schemesInUse } from '../../target/make-identity.ts';

/** Somebody for a mock of MockLoop, which takes any well-formed credential. Of schemes that use the same field, the first counts. */
export function mockIdentity(name: string, document: ApiDocument): Identity {
  const parts = schemesInUse(document).map((scheme) => {
    const isBasic = scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic';
    return credentialOf(scheme, isBasic ? `mockloop-${name}:${name}` : `mockloop-${name}`);
  });
  return {
    name,
    headers: firstOf(parts.flatMap(({ headers }) => headers)),
    query: firstOf(parts.flatMap(({ query }) => query)),
    cookies: firstOf(parts.flatMap(({ cookies }) => cookies)),
    secrets: [],
  };
}

function firstOf(pairs: CredentialParts['headers']): CredentialParts['headers'] {
  return [...new Map(pairs.toReversed().map((pair) => [pair[0].toLowerCase(), pair])).values()];
}
