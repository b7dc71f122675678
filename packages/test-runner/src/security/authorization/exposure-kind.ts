import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import { wordsOf } from '../../plan/words.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { leavesOf } from '../../succeed/json-value.ts';
import { describeAnswer, isOk, jsonOf, textOf } from '../support/answers.ts';
import { observe } from '../support/observe.ts';
import { canAuthorize, someone, twoPeople } from '../support/people.ts';
import { callable, sendParts } from '../support/requests.ts';

/** Answers that show what nobody should see: passwords and their hashes, and secrets of others. */
export const EXPOSURE_KIND: CaseKind = {
  kind: 'data-exposure',
  phase: 'security',
  checks: ['data-exposure'],
  *propose(view): Iterable<ProposedCase> {
    // What a mock shows, its document says.
    if (!canAuthorize(view)) return;
    for (const { key } of callable(view).filter(({ method, risk }) => method === 'GET' && risk === 'read'))
      yield { operation: key, title: 'secrets in what is shown', input: {} };
  },
  run: lookForSecrets,
};

async function lookForSecrets(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const key = testCase.operation ?? '';
  const success = await probe.succeed(key);
  if (success === undefined) return [];
  const readers: readonly (string | undefined)[] = ['anonymous', twoPeople(probe)?.b];
  for (const reader of readers) {
    if (reader === undefined) continue;
    const exchange = await sendParts(probe, { operation: key, parts: success.parts, identity: reader });
    if (exchange === undefined || !isOk(exchange)) continue;
    return [
      ...credentialsIn(exchange, { probe, key, reader }),
      ...membersIn(exchange, { key, reader, isOthers: true }),
    ];
  }
  return membersIn(success.exchange, { key, reader: success.request.identity, isOthers: false });
}

interface Reading {
  readonly key: string;
  readonly reader: string;
  /** What is read is not the reader's own. */
  readonly isOthers: boolean;
}

/** What we know to be somebody's credential. */
function credentialsIn(
  exchange: TestExchange,
  { probe, key, reader }: { readonly probe: Probe; readonly key: string; readonly reader: string },
): readonly Observation[] {
  const text = textOf(exchange);
  const owner = someone(probe);
  const secrets = owner === undefined || owner === reader ? [] : (probe.identities.get(owner)?.secrets ?? []);
  if (!secrets.some((secret) => secret.length >= 8 && text.includes(secret))) return [];
  return [
    observe('data-exposure', {
      message: `\`${key}\` shows "${reader}" a credential of "${owner}".`,
      observed: describeAnswer(exchange),
      signature: 'credential of another',
      severity: 'critical',
    }),
  ];
}

function membersIn(exchange: TestExchange, { key, reader, isOthers }: Reading): readonly Observation[] {
  const members = new Map<string, string>();
  for (const { path, value } of leavesOf(jsonOf(exchange))) {
    const name = path.findLast((step) => !/^\d+$/.test(step)) ?? '';
    if (typeof value !== 'string' || !isPlain(value)) continue;
    if (isPassword(name) || (isOthers && reader === 'anonymous' && isSecret(name))) members.set(name, value);
  }
  return [...members].map(([name, value]) =>
    observe('data-exposure', {
      message: `\`${key}\` shows "${reader}" \`${name}\`: ${value.length} characters, ${isHash(value) ? 'a hash by its form' : 'in plain text'}.`,
      expected: 'the member is left out or masked',
      observed: describeAnswer(exchange),
      signature: name,
      severity: isHash(value) ? undefined : 'critical',
    }),
  );
}

/** Masked, empty and made-up values show nothing. */
function isPlain(value: string): boolean {
  return (
    value.length >= 4 &&
    !/^[*•x#.\-_]+$|redacted|hidden|masked|filtered|removed|^\W*(?:null|none|string|secret|password|true|false)\W*$/i.test(
      value,
    ) &&
    !/\*{3,}|•{3,}/.test(value)
  );
}

function isHash(value: string): boolean {
  return /^\$(?:2[abxy]?|argon2\w*|scrypt|pbkdf2\S*|[156])\$|^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[\da-f]{128})$|^(?:pbkdf2|scrypt|bcrypt|sha\d+)[:$_]|^[\w+/=-]{8,}[:.$][\w+/=-]{24,}$/i.test(
    value,
  );
}

const PASSWORDS: ReadonlySet<string> = new Set('password passwd pwd passphrase passhash pwhash'.split(' '));
const ABOUT: ReadonlySet<string> = new Set(
  'policy expires expired expiry url link reset hint changed updated at date required type strength min max length rules set has is id status'.split(
    ' ',
  ),
);

function isPassword(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => PASSWORDS.has(word)) && !words.some((word) => ABOUT.has(word));
}

const SECRETS =
  /^(?:api_?key|secret_?key|private_?key|client_?secret|access_?token|refresh_?token|session_?token|auth_?token|ssn|cvv|cvc|card_?number|credit_?card(?:_?number)?|otp_?secret|mfa_?secret|totp_?secret)$/i;

function isSecret(name: string): boolean {
  return SECRETS.test(name);
}
