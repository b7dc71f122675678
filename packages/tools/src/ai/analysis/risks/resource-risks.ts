import { pathHasAny } from '../name-words.ts';
import { count, operationEvidence, parameterEvidence, type RiskRule } from '../risk.ts';

const PAGE_SIZE = /^(?:page\[)?(?:limit|size|page_?size|per_?page|max_?results|top|\$top|count|first|rows)\]?$/i;

/** What costs money, reaches people, or lets in. */
const BUSINESS: ReadonlySet<string> = new Set([
  'payment',
  'payments',
  'pay',
  'checkout',
  'purchase',
  'purchases',
  'order',
  'orders',
  'transfer',
  'transfers',
  'refund',
  'refunds',
  'withdraw',
  'withdrawal',
  'payout',
  'payouts',
  'charge',
  'charges',
  'coupon',
  'coupons',
  'redeem',
  'vote',
  'votes',
  'invite',
  'invites',
  'invitation',
  'invitations',
  'booking',
  'bookings',
  'reservation',
  'reservations',
  'signup',
  'register',
  'registration',
  'reset',
  'otp',
  'sms',
  'message',
  'messages',
  'comment',
  'comments',
  'review',
  'reviews',
  'ticket',
  'tickets',
]);

export const resourceRisks: readonly RiskRule[] = [
  {
    area: 'no_rate_limit',
    category: 'performance',
    owasp: 'API4:2023',
    cwe: ['CWE-770'],
    mitigations: [
      'Limit what one caller may ask for, answer 429 with Retry-After beyond that, and declare it.',
      'Test that clients wait as they are told (generate_error_scenarios with rate_limit).',
    ],
    find: ({ operations }) => {
      const without = operations.filter((operation) => !operation.declares(429));
      if (without.length === 0) return [];
      if (without.length === operations.length)
        return [{ pointer: '/paths', detail: `none of ${operations.length} operations declares 429` }];
      return without.map((operation) => operationEvidence(operation, 'does not declare 429, where others do'));
    },
    level: (evidence) => (evidence[0]?.pointer === '/paths' ? 'medium' : 'low'),
    describe: (evidence, { operations }) =>
      evidence[0]?.pointer === '/paths'
        ? `None of ${operations.length} operations says what it answers when a caller asks too much.`
        : `${count(evidence, 'operation says', 'operations say')} nothing of callers that ask too much, where others do.`,
  },
  {
    area: 'unbounded_lists',
    category: 'performance',
    owasp: 'API4:2023',
    cwe: ['CWE-770'],
    mitigations: [
      'Page lists, with a largest page that is declared and enforced.',
      'Measure them against as many items as the largest customer has.',
    ],
    find: ({ operations }) =>
      operations
        .filter(({ traits }) => traits.kinds.has('list') && !traits.paged)
        .map((operation) => operationEvidence(operation, 'answers a list and has no parameter for paging')),
    level: () => 'medium',
    describe: (evidence) => `${count(evidence, 'list cannot', 'lists cannot')} be asked for in pages.`,
  },
  {
    area: 'unbounded_pages',
    category: 'performance',
    owasp: 'API4:2023',
    cwe: ['CWE-770'],
    mitigations: [
      'Give the size of a page a maximum, in the document and in the server.',
      'Ask for a page of a million.',
    ],
    find: (facts) =>
      parameterEvidence(
        facts,
        ({ parameter, keywords }) =>
          parameter.in === 'query' &&
          PAGE_SIZE.test(parameter.name) &&
          /^(?:integer|number)$/.test(String(keywords.type)) &&
          keywords.maximum === undefined &&
          keywords.exclusiveMaximum === undefined &&
          keywords.enum === undefined,
        ({ parameter }) => `${parameter.name} has no maximum`,
      ),
    level: () => 'medium',
    describe: (evidence) =>
      `${count(evidence, 'parameter says', 'parameters say')} how large a page is, without a maximum.`,
  },
  {
    area: 'sensitive_business_flows',
    category: 'security',
    owasp: 'API6:2023',
    cwe: ['CWE-799', 'CWE-837'],
    mitigations: [
      'Think of what happens when a program does this a thousand times: limit by person or device, ask for proof, watch for patterns.',
      'Repeat each request, also at the same time, and see that money moves and people hear of it once.',
    ],
    find: ({ operations }) =>
      operations
        .filter(({ entry }) => entry.method === 'POST' && pathHasAny(entry.path, BUSINESS))
        .map((operation) => operationEvidence(operation, 'its path speaks of money, messages, bookings or accounts')),
    level: (evidence, { operations }) => {
      const keys = new Set(evidence.map(({ operation }) => operation));
      return operations.some((operation) => keys.has(operation.key) && !operation.traits.needsAuth) ? 'high' : 'medium';
    },
    describe: (evidence) => `${count(evidence, 'operation does', 'operations do')} what pays to automate, by the path.`,
  },
  {
    area: 'retries_repeat_effects',
    category: 'functional',
    mitigations: [
      'Take an Idempotency-Key, or ids from the client, so that a retry does nothing twice.',
      'Send each of these twice, as a client does whose first answer was lost.',
    ],
    find: ({ operations }) =>
      operations
        .filter(
          ({ traits, parameters }) =>
            traits.kinds.has('create') &&
            !parameters.some(({ parameter }) => /idempoten|request-?id/i.test(parameter.name)),
        )
        .map((operation) =>
          operationEvidence(operation, 'creates, and takes no key that tells a retry from a second request'),
        ),
    level: () => 'low',
    describe: (evidence) =>
      `${count(evidence, 'operation creates', 'operations create')} anew whenever a client tries again.`,
  },
];
