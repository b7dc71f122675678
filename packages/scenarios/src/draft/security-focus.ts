import type { OperationSelector, PackRule, Payload, PayloadSelector } from '../packs/pack.ts';

/** What security tests are about, by the names that drafts know. */
export type SecurityFocus =
  | 'authentication'
  | 'authorization'
  | 'input_validation'
  | 'injection'
  | 'xss'
  | 'csrf'
  | 'ssrf'
  | 'mass_assignment'
  | 'rate_limiting'
  | 'data_exposure';

/** How an API behaves that withstands what a focus is about, and one that does not. */
export interface FocusBehaviour {
  /** The operations that the focus means something for: those that any of these selects. */
  readonly for: readonly OperationSelector[];
  /** The built-in pack that has its payloads. */
  readonly pack?: string | undefined;
  readonly select?: PayloadSelector;
  /** Payloads of its own, where no pack has them. */
  readonly payloads?: readonly Payload[] | undefined;
  /** Scenarios of the pack, by name, or rules. */
  readonly hardened: readonly (string | PackRule)[];
  readonly vulnerable: readonly (string | PackRule)[];
}

const TAKES_TEXT: readonly OperationSelector[] = [{ accepts_text: true }];
const named = { 'X-MockLoop-Payload': '[[payload.id]]' };
const SECURITY = 'scenario-pack://security-testing';

const SSRF_PAYLOADS: readonly Payload[] = [
  {
    id: 'url-metadata',
    class: 'internal-url',
    in: ['query', 'body'],
    value: 'http://169.254.169.254/',
    effect: 'Gets what only the machine itself may read',
  },
  {
    id: 'url-loopback',
    class: 'internal-url',
    in: ['query', 'body'],
    value: 'http://127.0.0.1',
    effect: 'Reaches servers that trust their own machine',
  },
  {
    id: 'url-file',
    class: 'internal-url',
    in: ['query', 'body'],
    value: 'file:///etc/passwd',
    effect: 'Reads files of the server',
  },
];

const BROKEN_INPUT: readonly Payload[] = [
  { id: 'quote', class: 'broken-input', in: ['query', 'body', 'path'], value: "'", effect: 'Fails, and says how' },
];

export const FOCUS_BEHAVIOURS: Readonly<Record<SecurityFocus, FocusBehaviour>> = {
  authentication: {
    for: [{ needs_auth: true }],
    pack: `${SECURITY}/auth-bypass`,
    select: { classes: ['missing-credentials', 'placeholder-token', 'forged-token', 'default-credentials'] },
    hardened: ['hardened-against-bypass'],
    vulnerable: ['vulnerable-to-bypass'],
  },
  authorization: {
    for: [{ needs_auth: true }, { takes_id: true }],
    pack: `${SECURITY}/auth-bypass`,
    select: { classes: ['foreign-object', 'trusted-header', 'path-trick'] },
    hardened: ['hardened-against-bypass'],
    vulnerable: ['vulnerable-to-bypass'],
  },
  input_validation: {
    for: [{ has_body: true }, { takes_id: true }, { accepts_text: true }],
    pack: 'scenario-pack://business-logic/edge-cases',
    select: { classes: ['text', 'unicode', 'number', 'date'] },
    hardened: ['careful-server'],
    vulnerable: ['naive-server'],
  },
  injection: {
    for: TAKES_TEXT,
    pack: `${SECURITY}/injection-attacks`,
    hardened: ['hardened-against-injection'],
    // A quote breaks a query too, so what is looked for by a quote alone comes last.
    vulnerable: ['vulnerable-sql-data', 'vulnerable-nosql', 'vulnerable-commands', 'vulnerable-sql-errors'],
  },
  xss: {
    for: TAKES_TEXT,
    pack: `${SECURITY}/xss-attacks`,
    hardened: ['hardened-refuses'],
    vulnerable: ['vulnerable-reflected'],
  },
  csrf: {
    for: [{ kind: 'write' }],
    pack: `${SECURITY}/csrf-attacks`,
    hardened: ['hardened-origin-check'],
    vulnerable: ['vulnerable-cross-site'],
  },
  ssrf: {
    for: [{ has_body: true }, { accepts_text: true }],
    payloads: SSRF_PAYLOADS,
    hardened: [{ payloads: {}, respond: { status: [400, 422], headers: named } }],
    vulnerable: [{ payloads: {}, respond: { headers: named } }],
  },
  mass_assignment: {
    for: [{ has_body: true }],
    pack: `${SECURITY}/auth-bypass`,
    select: { ids: ['is-admin-field', 'admin-flag'] },
    hardened: ['hardened-against-bypass'],
    vulnerable: ['vulnerable-to-bypass'],
  },
  rate_limiting: {
    for: [{}],
    hardened: [{ rate_limit: { limit: 20, window_seconds: 10, per: 'client' } }],
    // A mock limits nothing unless it is told to.
    vulnerable: [],
  },
  data_exposure: {
    for: [{}],
    payloads: BROKEN_INPUT,
    hardened: [{ payloads: {}, respond: { status: [400, 422, 404], headers: named } }],
    vulnerable: [
      {
        payloads: {},
        respond: {
          status: 500,
          headers: { 'X-Powered-By': 'ExampleFramework/1.2.3', ...named },
          body: {
            error: 'QueryFailedError: unterminated quoted string',
            query: "SELECT id, email, password_hash FROM users WHERE name = '",
            stack: ['at UserRepository.find (/srv/app/src/users/repository.js:42:11)'],
          },
        },
      },
    ],
  },
};

/** Every focus, in the order in which their rules stand: those that look for little come last. */
export const SECURITY_FOCUSES: readonly SecurityFocus[] = Object.keys(FOCUS_BEHAVIOURS) as SecurityFocus[];
