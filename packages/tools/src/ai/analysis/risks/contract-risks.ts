import type { DocumentFacts, OperationFacts } from '../document-facts.ts';
import { wordsOf } from '../name-words.ts';
import { count, operationEvidence, type RiskEvidence, type RiskRule } from '../risk.ts';

const CHANGING =
  /^(?:delete|remove|create|add|update|set|reset|revoke|disable|enable|cancel|send|destroy|purge|approve|reject)\b/;

const LOOPBACK =
  /^http:\/\/(?:localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0|[^/:]*\.(?:local|localhost|test|example))(?=[:/]|$)/i;

/** What an operation of some kind should declare among its errors. */
const EXPECTED: readonly {
  readonly holds: (operation: OperationFacts) => boolean;
  readonly statuses: readonly number[];
  readonly words: string;
}[] = [
  {
    holds: ({ traits }) => traits.needsAuth,
    statuses: [401, 403],
    words: 'needs credentials and declares neither 401 nor 403',
  },
  { holds: ({ traits }) => traits.takesId, statuses: [404, 410], words: 'takes an id and does not declare 404' },
  {
    holds: ({ traits }) => traits.hasBody,
    statuses: [400, 422],
    words: 'takes a body and declares neither 400 nor 422',
  },
];

export const contractRisks: readonly RiskRule[] = [
  {
    area: 'missing_error_responses',
    category: 'functional',
    owasp: 'API8:2023',
    cwe: ['CWE-755'],
    mitigations: [
      'Declare the errors of each operation with their bodies, or a default response.',
      'A mock answers what is not declared with problem details (RFC 9457): compare with what the API does.',
    ],
    find: ({ operations }) =>
      operations
        .flatMap((operation): RiskEvidence[] => {
          if (operation.traits.statuses.every((status) => !/^[45]/.test(status)) && !operation.traits.hasDefaultError)
            return [operationEvidence(operation, 'declares no error at all')];
          const missing = EXPECTED.find(
            ({ holds, statuses }) => holds(operation) && !statuses.some((status) => operation.declares(status)),
          );
          return missing === undefined ? [] : [operationEvidence(operation, missing.words)];
        })
        .toSorted(
          (a, b) => Number(b.detail === 'declares no error at all') - Number(a.detail === 'declares no error at all'),
        ),
    level: (evidence) => (evidence.some(({ detail }) => detail === 'declares no error at all') ? 'medium' : 'low'),
    describe: (evidence) =>
      `${count(evidence, 'operation leaves', 'operations leave')} out errors that can hardly not occur.`,
  },
  {
    area: 'unencrypted_servers',
    category: 'security',
    owasp: 'API8:2023',
    cwe: ['CWE-319'],
    mitigations: ['Serve HTTPS alone, and redirect or refuse the rest.'],
    find: ({ document }) => [
      ...document.servers.flatMap(({ url }, index) =>
        isPlainHttp(url)
          ? [{ pointer: document.version === '2.0' ? '/schemes' : `/servers/${index}/url`, detail: url.slice(0, 200) }]
          : [],
      ),
      ...[...document.securitySchemes.values()].flatMap((scheme) =>
        scheme.type === 'openIdConnect' && isPlainHttp(scheme.openIdConnectUrl)
          ? [{ pointer: scheme.pointer, detail: scheme.openIdConnectUrl.slice(0, 200) }]
          : [],
      ),
    ],
    level: (_, { operations }) => (operations.some(({ traits }) => traits.needsAuth) ? 'high' : 'medium'),
    describe: (evidence) => `${count(evidence, 'address is', 'addresses are')} served without encryption.`,
  },
  {
    area: 'deprecated_operations',
    category: 'functional',
    owasp: 'API9:2023',
    cwe: ['CWE-1104'],
    mitigations: [
      'Say until when they work (Deprecation and Sunset fields), and see who still calls them.',
      'Test clients against a mock that answers 410 for them (pack 4xx-client-errors, retired-operations).',
    ],
    find: ({ operations }) =>
      operations
        .filter(({ entry }) => entry.deprecated)
        .map((operation) => operationEvidence(operation, 'is deprecated, and still there')),
    level: () => 'low',
    describe: (evidence) => `${count(evidence, 'operation is', 'operations are')} deprecated and still served.`,
  },
  {
    area: 'versions_side_by_side',
    category: 'functional',
    owasp: 'API9:2023',
    mitigations: ['Know which versions are reachable, and hold the old ones to the same rules.'],
    find: ({ operations }) => versionsOf(operations),
    level: () => 'low',
    describe: (evidence) => `${evidence.length} versions are served side by side, by the paths.`,
  },
  {
    area: 'get_changes_state',
    category: 'functional',
    owasp: 'API8:2023',
    cwe: ['CWE-650', 'CWE-352'],
    mitigations: [
      'Change things by POST, PUT, PATCH or DELETE: caches, crawlers and prefetching call GET at will (RFC 9110 §9.2.1).',
    ],
    find: ({ operations }) =>
      operations
        .filter(changesByGet)
        .map((operation) =>
          operationEvidence(
            operation,
            `is GET, and named "${(operation.entry.operationId ?? operation.entry.path).slice(0, 100)}"`,
          ),
        ),
    level: () => 'medium',
    describe: (evidence) =>
      `${count(evidence, 'GET operation seems', 'GET operations seem')} to change something, by the name.`,
  },
  {
    area: 'lost_updates',
    category: 'functional',
    cwe: ['CWE-362'],
    mitigations: ['Answer with ETag and take If-Match, so that the second of two changes is told of the first.'],
    find: ({ operations }) =>
      operations
        .filter(
          ({ traits, parameters, declares }) =>
            (traits.kinds.has('replace') || traits.kinds.has('update')) &&
            traits.takesId &&
            !parameters.some(({ parameter }) =>
              /^(?:if-match|if-unmodified-since|version|revision|etag)$/i.test(parameter.name),
            ) &&
            ![409, 412, 428].some(declares),
        )
        .map((operation) => operationEvidence(operation, 'changes without a version, and declares no conflict')),
    level: () => 'low',
    describe: (evidence) =>
      `${count(evidence, 'operation changes', 'operations change')} an object whatever has become of it since it was read.`,
  },
  {
    area: 'undescribed_answers',
    category: 'functional',
    mitigations: ['Give the success of each operation a schema: what is not described cannot be compared.'],
    find: ({ operations }) =>
      operations
        .filter(hasUndescribedAnswer)
        .map((operation) => operationEvidence(operation, 'its success has a media type and no schema')),
    level: () => 'low',
    describe: (evidence) => `${count(evidence, 'answer is', 'answers are')} not described, and cannot be checked.`,
  },
  {
    area: 'unreadable_operations',
    category: 'functional',
    mitigations: ['Mend the references that lead nowhere; mockloop validate names each with its line.'],
    find: ({ broken }) =>
      broken.map(({ key, pointer }) => ({
        pointer,
        operation: key,
        detail: 'cannot be read: a reference leads nowhere',
      })),
    level: () => 'high',
    describe: (evidence) => `${count(evidence, 'operation cannot', 'operations cannot')} be read, served or tested.`,
  },
  {
    area: 'unsafe_consumption',
    category: 'security',
    owasp: 'API10:2023',
    cwe: ['CWE-20'],
    mitigations: ['Check what others send as strictly as what callers send: schema, size, signature, time.'],
    find: ({ document }) =>
      document.webhooks.map(({ name, method, pointer }) => ({
        pointer,
        detail: `webhook ${name.slice(0, 100)} (${method})`,
      })),
    level: () => 'low',
    describe: (evidence) =>
      `${count(evidence, 'webhook is', 'webhooks are')} sent to receivers that have to check what arrives.`,
  },
];

function isPlainHttp(url: string): boolean {
  return /^http:\/\//i.test(url) && !LOOPBACK.test(url);
}

function changesByGet({ entry }: OperationFacts): boolean {
  if (entry.method !== 'GET') return false;
  const last = entry.path.split('/').findLast((segment) => segment !== '' && !segment.includes('{')) ?? '';
  return (
    CHANGING.test(wordsOf(entry.operationId?.split(/[/.]/).at(-1) ?? '')) ||
    /^(?:delete|remove|revoke|reset|cancel|send)$/i.test(last)
  );
}

function versionsOf(operations: DocumentFacts['operations']): readonly RiskEvidence[] {
  const versions = new Map<string, OperationFacts>();
  for (const operation of operations) {
    const version = operation.entry.path.split('/').find((segment) => /^v\d+(?:(?:alpha|beta)\d*)?$/i.test(segment));
    if (version !== undefined && !versions.has(version)) versions.set(version, operation);
  }
  if (versions.size < 2) return [];
  return [...versions].map(([version, operation]) => operationEvidence(operation, `is of ${version}`));
}

function hasUndescribedAnswer({ operation }: OperationFacts): boolean {
  const success = operation.responses.filter(({ status }) => status.startsWith('2'));
  return success.some(({ content }) =>
    content.some(
      ({ mediaType, schema, itemSchema }) =>
        /json/i.test(mediaType) && schema === undefined && itemSchema === undefined,
    ),
  );
}
