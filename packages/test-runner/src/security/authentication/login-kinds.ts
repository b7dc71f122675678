import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase } from '../../model/test-case.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { createToken } from '../../succeed/token.ts';
import type { Identity } from '../../target/identity.ts';
import { describeAnswer, fieldOf, isOk, statusOf } from '../support/answers.ts';
import { baselineOf } from '../support/baseline.ts';
import { digitsFor } from '../support/canary.ts';
import { expendable, logIn, loginOf } from '../support/logins.ts';
import { observe } from '../support/observe.ts';
import { canAuthorize } from '../support/people.ts';

/** Whether logging in tells who has an account. */
export const ENUMERATION_KIND: CaseKind = {
  kind: 'user-enumeration',
  phase: 'security',
  checks: ['user-enumeration'],
  last: true,
  alone: true,
  propose: (view) => loginCases(view, 'a name that exists and one that does not, with a wrong password'),
  async run(_testCase, probe) {
    const identity = await expendable(probe);
    return identity === undefined ? [] : compareNames(probe, identity);
  },
};

/** Whether passwords can be tried without end. */
export const BRUTE_FORCE_KIND: CaseKind = {
  kind: 'brute-force',
  phase: 'security',
  checks: ['brute-force'],
  last: true,
  alone: true,
  propose: (view) => loginCases(view, 'forty wrong passwords in a row'),
  async run(_testCase, probe) {
    const identity = await expendable(probe);
    return identity === undefined ? [] : tryPasswords(probe, identity);
  },
};

function* loginCases(view: RunView, title: string): Generator<ProposedCase> {
  if (!canAuthorize(view)) return;
  for (const { key } of view.operations.filter(({ role, risk }) => role === 'login' && risk !== 'environment'))
    yield { operation: key, title, input: {} };
}

async function compareNames(probe: Probe, identity: Identity): Promise<readonly Observation[]> {
  const login = loginOf(identity);
  if (login === undefined) return [];
  const password = wrongPassword(probe, login.password, 'both');
  const stranger = strangerLike(login.name, probe.seed);
  const known: TestExchange[] = [];
  const unknown: TestExchange[] = [];
  for (let time = 0; time < 2; time++) {
    const one = await logIn(probe, identity, { password, asItIs: true });
    const other = await logIn(probe, identity, { name: stranger, password, asItIs: true });
    if (one === undefined || other === undefined || [one, other].some(isUnfit)) return [];
    known.push(one);
    unknown.push(other);
  }
  const [mine, theirs] = [baselineOf(known, [login.name, password]), baselineOf(unknown, [stranger, password])];
  const isSteady = known.every((one) => mine.isLike(one)) && unknown.every((one) => theirs.isLike(one));
  const differs = unknown.every((one) => !mine.isLike(one, [stranger, password]));
  if (!isSteady || !differs || !known.every((one) => !theirs.isLike(one, [login.name, password]))) return [];
  return [
    observe('user-enumeration', {
      operation: login.operation,
      message: `With the same wrong password, \`${login.operation}\` answers a name that exists with ${describeAnswer(known[0] ?? NOTHING)} and one that does not with ${describeAnswer(unknown[0] ?? NOTHING)}, or in other words.`,
      expected: 'the same answer',
      observed: `${mine.status} and ${theirs.status}`,
      signature: mine.status === theirs.status ? 'by body' : 'by status',
    }),
  ];
}

const NOTHING: TestExchange = {
  request: { method: 'POST', target: '/', headers: [], identity: 'anonymous' },
  startedAt: 0,
  durationMs: 0,
};

function isUnfit(exchange: TestExchange): boolean {
  return isOk(exchange) || statusOf(exchange) === 0 || statusOf(exchange) === 429 || statusOf(exchange) >= 500;
}

/** A name of the same form that nobody has. */
function strangerLike(name: string, seed: string): string {
  const { letters, digits } = createToken(`${seed} stranger`);
  const [local = '', domain] = name.split('@', 2);
  const changed = [...local]
    .map((character, index) => {
      if (/[a-z]/.test(character)) return letters.charAt(index % letters.length);
      if (/[A-Z]/.test(character)) return letters.charAt(index % letters.length).toUpperCase();
      return /\d/.test(character) ? digits.charAt(index % digits.length) : character;
    })
    .join('');
  return domain === undefined ? changed : `${changed}@${domain}`;
}

function wrongPassword(probe: Probe, password: string, name: string): string {
  const digits = digitsFor(probe, `password ${name}`, 6);
  return `Wr0ng-${digits}${'x'.repeat(Math.max(0, Math.min(password.length, 40) - 12))}`;
}

const TRIES = 40;
/** Once so many went through, a repetition has to show only that nothing was learnt from them. */
const TRIES_AGAIN = 12;

async function tryPasswords(probe: Probe, identity: Identity): Promise<readonly Observation[]> {
  const login = loginOf(identity);
  const first = await logIn(probe, identity, { asItIs: true });
  if (login === undefined || first === undefined || !isOk(first) || hasLimit(first)) return [];
  const tries = probe.attempt === 0 ? TRIES : TRIES_AGAIN;
  const answers: TestExchange[] = [];
  for (let count = 0; count < tries; count++) {
    const password = wrongPassword(probe, login.password, `${count}`);
    const answer = await logIn(probe, identity, { password, asItIs: true });
    if (answer === undefined || isUnfit(answer) || hasLimit(answer)) return [];
    if (statusOf(answer) !== statusOf(answers[0] ?? answer)) return [];
    answers.push(answer);
    if (isSlowedDown(answers)) return [];
  }
  const right = await logIn(probe, identity, { asItIs: true });
  if (right === undefined || !isOk(right) || hasLimit(right)) return [];
  return [
    observe('brute-force', {
      operation: login.operation,
      message: `\`${login.operation}\` answered ${tries} wrong passwords for one account in a row alike (${statusOf(answers[0] ?? right)}), and took the right one right after.`,
      expected: '429, a lock, or longer and longer delays',
      observed: `${tries} tries in ${Math.round(answers.reduce((sum, { durationMs }) => sum + durationMs, 0))} ms`,
      signature: 'no limit',
    }),
  ];
}

function hasLimit(exchange: TestExchange): boolean {
  const { response } = exchange;
  return (
    [423, 429].includes(statusOf(exchange)) ||
    fieldOf(exchange, 'retry-after') !== undefined ||
    (response?.headers.some(([name]) => /^(?:x-)?rate-?limit/i.test(name)) ?? false)
  );
}

/** Later tries take much longer than the first ones. */
function isSlowedDown(answers: readonly TestExchange[]): boolean {
  if (answers.length < 6) return false;
  const mean = (list: readonly TestExchange[]): number =>
    list.reduce((sum, { durationMs }) => sum + durationMs, 0) / list.length;
  const late = mean(answers.slice(-3));
  return late > 800 && late > 3 * mean(answers.slice(0, 3));
}
