import type { SecurityScheme } from '@mockloop/spec-parser';
import type { DocumentFacts, OperationFacts } from '../document-facts.ts';
import { isSecretName, pathHasAny } from '../name-words.ts';
import { count, operationEvidence, parameterEvidence, type RiskEvidence, type RiskRule } from '../risk.ts';
import { allows } from '../schema-fields.ts';

const ADMINISTRATIVE: ReadonlySet<string> = new Set([
  'admin',
  'admins',
  'administration',
  'internal',
  'management',
  'debug',
  'sudo',
  'impersonate',
  'impersonation',
  'actuator',
  'backup',
  'backups',
  'maintenance',
  'superuser',
]);

/** Where people come from who have no credentials yet, and machines that ask whether somebody is there. */
const OPEN_BY_NATURE: ReadonlySet<string> = new Set([
  'login',
  'signin',
  'signup',
  'register',
  'registration',
  'token',
  'tokens',
  'oauth',
  'oauth2',
  'authorize',
  'auth',
  'health',
  'healthz',
  'ping',
  'status',
  'version',
  'ready',
  'live',
  'jwks',
  'forgot',
  'reset',
  'logout',
]);

const isWrite = ({ traits }: OperationFacts): boolean => traits.kinds.has('write');

const isUnsecured = ({ traits }: OperationFacts): boolean => !traits.needsAuth;

/** The schemes that operations ask for. */
function usedSchemes({ operations }: DocumentFacts): readonly SecurityScheme[] {
  const schemes = operations.flatMap(({ operation }) => operation.security.flatMap((one) => one.schemes));
  return [...new Map(schemes.map(({ scheme }) => [scheme.name, scheme])).values()];
}

function schemeEvidence(
  facts: DocumentFacts,
  tell: (scheme: SecurityScheme) => string | undefined,
): readonly RiskEvidence[] {
  return usedSchemes(facts).flatMap((scheme) => {
    const detail = tell(scheme);
    return detail === undefined ? [] : [{ pointer: scheme.pointer, detail }];
  });
}

const IDS = /^(?:integer|number)$/;

export const accessRisks: readonly RiskRule[] = [
  {
    area: 'object_level_authorization',
    category: 'security',
    owasp: 'API1:2023',
    cwe: ['CWE-639'],
    mitigations: [
      'Check on every request that the caller may use the object that its id names.',
      'Test each of these with the id of an object that belongs to another account.',
    ],
    find: (facts) =>
      facts.operations.flatMap((operation) => {
        const ids = operation.parameters.filter(({ parameter }) => parameter.in === 'path');
        if (ids.length === 0 || !operation.entry.path.includes('{')) return [];
        const guessable = ids.filter(({ keywords }) => IDS.test(String(keywords.type)));
        const names = ids.map(({ parameter }) => parameter.name).join(', ');
        const detail = guessable.length > 0 ? `takes ${names}; numbers can be guessed` : `takes ${names}`;
        return [operationEvidence(operation, detail)];
      }),
    level: (evidence) => (evidence.some(({ detail }) => detail.endsWith('guessed')) ? 'high' : 'medium'),
    describe: (evidence) =>
      `${count(evidence, 'operation takes', 'operations take')} the id of an object from the caller.`,
  },
  {
    area: 'no_authentication',
    category: 'security',
    owasp: 'API2:2023',
    cwe: ['CWE-306'],
    mitigations: [
      'Declare security schemes, and security for each operation or for all.',
      'If something before the API asks for credentials, say so in the document.',
    ],
    find: (facts) =>
      facts.operations.length > 0 && facts.operations.every(isUnsecured)
        ? [{ pointer: '', detail: `none of ${facts.operations.length} operations needs credentials` }]
        : [],
    level: (_, { operations }) => (operations.some(isWrite) ? 'high' : 'medium'),
    describe: (_, { operations }) =>
      `None of ${operations.length} operations needs credentials, as far as the document says.`,
  },
  {
    area: 'operations_without_security',
    category: 'security',
    owasp: 'API2:2023',
    cwe: ['CWE-306', 'CWE-862'],
    mitigations: [
      'Give these operations security, or say in their description why they are open.',
      'Call each without credentials and see what it gives away.',
    ],
    find: ({ operations }) => {
      if (operations.every(isUnsecured)) return [];
      return operations
        .filter((operation) => isUnsecured(operation) && !pathHasAny(operation.entry.path, OPEN_BY_NATURE))
        .toSorted((a, b) => Number(isWrite(b)) - Number(isWrite(a)))
        .map((operation) =>
          operationEvidence(
            operation,
            `${isWrite(operation) ? 'writes' : 'reads'} without credentials, where others need them`,
          ),
        );
    },
    level: (evidence) => (evidence.some(({ detail }) => detail.startsWith('writes')) ? 'high' : 'medium'),
    describe: (evidence) =>
      `${count(evidence, 'operation works', 'operations work')} without credentials, where others need them.`,
  },
  {
    area: 'function_level_authorization',
    category: 'security',
    owasp: 'API5:2023',
    cwe: ['CWE-285'],
    mitigations: [
      'Refuse these to callers without the role, whatever the client shows them.',
      'Test each with the credentials of an ordinary user.',
    ],
    find: ({ operations }) =>
      operations
        .filter(({ entry }) => pathHasAny(entry.path, ADMINISTRATIVE))
        .map((operation) => operationEvidence(operation, 'its path speaks of administration')),
    level: (_, facts) =>
      facts.operations.some((one) => isUnsecured(one) && pathHasAny(one.entry.path, ADMINISTRATIVE))
        ? 'high'
        : 'medium',
    describe: (evidence) => `${count(evidence, 'operation is', 'operations are')} for administrators, by the path.`,
  },
  {
    area: 'scopes_missing',
    category: 'security',
    owasp: 'API5:2023',
    cwe: ['CWE-285'],
    mitigations: ['Name the scopes that each operation needs, so that a token for little does not do for all.'],
    find: ({ operations }) =>
      operations
        .filter(asksForNoScope)
        .map((operation) => operationEvidence(operation, 'takes any token of its OAuth scheme: it names no scope')),
    level: (evidence, { operations }) => (evidence.length === operations.length ? 'low' : 'medium'),
    describe: (evidence) =>
      `${count(evidence, 'operation asks', 'operations ask')} for an OAuth token without naming a scope, though the scheme has some.`,
  },
  {
    area: 'weak_authentication',
    category: 'security',
    owasp: 'API2:2023',
    cwe: ['CWE-522', 'CWE-287'],
    mitigations: [
      'Use tokens that expire in place of passwords, and the authorization code flow with PKCE in place of the implicit and password flows (RFC 9700).',
    ],
    find: (facts) => schemeEvidence(facts, weakness),
    level: () => 'medium',
    describe: (evidence) =>
      `${count(evidence, 'security scheme is', 'security schemes are')} of a kind that is easy to misuse.`,
  },
  {
    area: 'secrets_in_urls',
    category: 'security',
    owasp: 'API8:2023',
    cwe: ['CWE-598'],
    mitigations: ['Take secrets from header fields or bodies: URLs end up in logs, histories and referrers.'],
    find: (facts) => [
      ...schemeEvidence(facts, (scheme) =>
        scheme.type === 'apiKey' && scheme.in === 'query'
          ? `the key is in the query parameter ${scheme.parameterName}`
          : undefined,
      ),
      ...parameterEvidence(
        facts,
        ({ parameter, keywords }) =>
          (parameter.in === 'query' || parameter.in === 'path') &&
          allows(keywords, 'string') &&
          isSecretName(parameter.name),
        ({ parameter }) => `the ${parameter.in} parameter ${parameter.name} is named like a secret`,
      ),
    ],
    level: () => 'high',
    describe: (evidence) => `${count(evidence, 'secret is', 'secrets are')} part of URLs.`,
  },
  {
    area: 'cross_site_requests',
    category: 'security',
    owasp: 'API8:2023',
    cwe: ['CWE-352'],
    mitigations: ['Send the cookie with SameSite, and want a token or a header field that other sites cannot set.'],
    find: (facts) =>
      facts.operations
        .filter(
          (operation) =>
            isWrite(operation) &&
            operation.operation.security.some(({ schemes }) =>
              schemes.some(({ scheme }) => scheme.type === 'apiKey' && scheme.in === 'cookie'),
            ),
        )
        .map((operation) => operationEvidence(operation, 'writes for whoever holds the cookie')),
    level: () => 'medium',
    describe: (evidence) =>
      `${count(evidence, 'operation writes', 'operations write')} with a cookie as credential, which browsers send along for other sites.`,
  },
];

function weakness(scheme: SecurityScheme): string | undefined {
  if (scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic')
    return 'basic authentication: the password goes with every request';
  if (scheme.type !== 'oauth2') return undefined;
  const flows = scheme.flows.map(({ type }) => type).filter((type) => type === 'implicit' || type === 'password');
  return flows.length === 0
    ? undefined
    : `OAuth 2 with the flow ${flows.join(' and ')}, which RFC 9700 advises against`;
}

function asksForNoScope({ operation }: OperationFacts): boolean {
  return operation.security.some(({ schemes }) =>
    schemes.some(
      ({ scheme, scopes }) =>
        scheme.type === 'oauth2' && scopes.length === 0 && scheme.flows.some((flow) => flow.scopes.length > 0),
    ),
  );
}
