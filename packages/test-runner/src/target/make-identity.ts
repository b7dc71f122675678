import type { ApiDocument, SecurityScheme } from '@mockloop/spec-parser';
import { tryReadOperation } from '@mockloop/spec-parser';
import { TestRunError } from '../model/test-run-error.ts';
import { type CredentialParts, credentialOf } from './credential-of.ts';
import type { GivenIdentity } from './given-identity.ts';
import type { Identity } from './identity.ts';

type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * The identity that a caller described, but for what only logging in gives.
 *
 * @throws {TestRunError} `IDENTITY_INVALID` where the document has no such security scheme.
 */
export function makeIdentity(given: GivenIdentity, document: ApiDocument): Identity {
  if (given.name === '' || given.name === 'anonymous')
    throw new TestRunError('IDENTITY_INVALID', `An identity needs a name other than ${JSON.stringify(given.name)}.`);
  const own: CredentialParts = {
    headers: Object.entries(given.headers ?? {}),
    query: Object.entries(given.query ?? {}),
    cookies: Object.entries(given.cookies ?? {}),
  };
  const parts = [own, ...schemeParts(given, document)];
  const headers = parts.flatMap((part) => part.headers);
  const query = parts.flatMap((part) => part.query);
  const cookies = parts.flatMap((part) => part.cookies);
  return {
    name: given.name,
    headers,
    query,
    cookies,
    secrets: secretsOf({ headers, query, cookies }, [given.token, ...Object.values(given.credentials ?? {})]),
    login: given.login && { operation: loginKey(given.login.operation, document), body: given.login.body },
  };
}

/** What must not leave a run: values, those of fields without their scheme, and what else is given. */
export function secretsOf(
  { headers, query, cookies }: CredentialParts,
  more: readonly unknown[] = [],
): readonly string[] {
  const values = [...headers, ...query, ...cookies].map(([, value]) => value.replace(/^\S+ (?=\S+$)/, ''));
  const texts = [...more, ...values].filter((value) => typeof value === 'string' && value !== '');
  return [...new Set(texts as readonly string[])];
}

function schemeParts(given: GivenIdentity, document: ApiDocument): readonly CredentialParts[] {
  const named = Object.entries(given.credentials ?? {}).map(([name, value]) => {
    const scheme = document.securitySchemes.get(name);
    if (scheme !== undefined) return credentialOf(scheme, value);
    const known = [...document.securitySchemes.keys()].join(', ');
    throw new TestRunError(
      'IDENTITY_INVALID',
      `The document has no security scheme ${JSON.stringify(name)}. It has: ${known === '' ? 'none' : known}.`,
    );
  });
  if (given.token === undefined) return named;
  const [scheme] = schemesInUse(document);
  const token: Pairs = [['Authorization', `Bearer ${given.token}`]];
  return [
    ...named,
    scheme === undefined ? { headers: token, query: [], cookies: [] } : credentialOf(scheme, given.token),
  ];
}

/** The security schemes that operations ask for, those that most ask for first. */
export function schemesInUse(document: ApiDocument): readonly SecurityScheme[] {
  const counts = new Map<string, { readonly scheme: SecurityScheme; count: number }>();
  for (const entry of document.operations)
    for (const { schemes } of tryReadOperation(document, entry)?.security ?? [])
      for (const { scheme } of schemes) {
        const known = counts.get(scheme.name) ?? { scheme, count: 0 };
        counts.set(scheme.name, known);
        known.count += 1;
      }
  return [...counts.values()].toSorted((a, b) => b.count - a.count).map(({ scheme }) => scheme);
}

function loginKey(name: string, document: ApiDocument): string {
  const entry = document.operations.find(({ key, operationId }) => key === name || operationId === name);
  if (entry !== undefined) return entry.key;
  throw new TestRunError('IDENTITY_INVALID', `There is no operation ${JSON.stringify(name)} to log in with.`);
}
