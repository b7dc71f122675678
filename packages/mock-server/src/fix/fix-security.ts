import type { SecurityRequirement, SecurityScheme } from '@mockloop/spec-parser';
import { compileSecurity } from '../check-security.ts';
import { basicValue, type MockCredentials } from '../credentials.ts';
import type { FixTarget } from './fix-target.ts';
import { requestHead } from './rebuild-request.ts';
import { type RequestDocument, withHeader, withText } from './request-document.ts';

/** Adds the mock's own credentials where they are needed: for the alternative that needs the fewest more. */
export function fixSecurity(document: RequestDocument, target: FixTarget): RequestDocument {
  const { checkSecurity, operation } = target.compiled;
  if (checkSecurity === undefined || checkSecurity(requestHead(document, target.original)) === undefined)
    return document;
  const ways = operation.security.flatMap((requirement) => withCredentials(document, requirement, target) ?? []);
  return ways.toSorted((a, b) => a.added - b.added)[0]?.document ?? document;
}

interface Way {
  readonly document: RequestDocument;
  /** Credentials that were added. */
  readonly added: number;
}

/** @returns `undefined` where an alternative cannot be satisfied, such as one that needs two kinds of `Authorization`. */
function withCredentials(
  document: RequestDocument,
  { schemes }: SecurityRequirement,
  { compiled, context, original }: FixTarget,
): Way | undefined {
  let way: Way = { document, added: 0 };
  for (const needed of schemes) {
    const own = compiled.settings.auth === 'strict' ? context.credentials : undefined;
    const check = compileSecurity([{ schemes: [needed] }], own);
    if (check === undefined || check(requestHead(way.document, original)) === undefined) continue;
    way = { document: addCredential(way.document, needed.scheme, context.credentials), added: way.added + 1 };
  }
  return compiled.checkSecurity?.(requestHead(way.document, original)) === undefined ? way : undefined;
}

function addCredential(
  document: RequestDocument,
  scheme: SecurityScheme,
  credentials: MockCredentials,
): RequestDocument {
  switch (scheme.type) {
    case 'apiKey':
      return addApiKey(document, scheme, credentials);
    case 'http':
      return withHeader(
        document,
        'authorization',
        `${httpScheme(scheme.scheme)} ${httpValue(scheme.scheme, credentials)}`,
      );
    case 'oauth2':
    case 'openIdConnect':
      return withHeader(document, 'authorization', `Bearer ${credentials.token}`);
    case 'mutualTLS':
      return document;
  }
}

function addApiKey(
  document: RequestDocument,
  { in: location, parameterName }: SecurityScheme & { type: 'apiKey' },
  { apiKey }: MockCredentials,
): RequestDocument {
  switch (location) {
    case 'header':
      return withHeader(document, parameterName.toLowerCase(), apiKey);
    case 'query':
      return { ...document, query: withText(document.query, parameterName, apiKey) };
    case 'cookie':
      return { ...document, cookies: withText(document.cookies, parameterName, apiKey) };
  }
}

function httpScheme(scheme: string): string {
  return scheme.charAt(0).toUpperCase() + scheme.slice(1);
}

function httpValue(scheme: string, credentials: MockCredentials): string {
  return scheme === 'basic' ? basicValue(credentials) : credentials.token;
}
