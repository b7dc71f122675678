import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import type { TestRequest } from '../../model/test-request.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { isObject } from '../../succeed/json-value.ts';
import { describeAnswer, isOk } from '../support/answers.ts';
import { hasSameShape } from '../support/baseline.ts';
import { garble, withoutCredentials } from '../support/credentials.ts';
import { observe } from '../support/observe.ts';
import { canAuthorize, someone } from '../support/people.ts';
import { callable } from '../support/requests.ts';
import { closedRequest, findTokens, type TokenUse } from './find-session.ts';
import { crackToken, encode, type JsonWebToken, signToken } from './json-web-token.ts';
import { weakKeys } from './weak-keys.ts';

/** Operations that a JSON Web Token opens: whether a forged one does, too. */
export const TOKEN_KIND: CaseKind = {
  kind: 'jwt',
  phase: 'security',
  checks: ['jwt-none', 'jwt-unsigned', 'jwt-weak-key', 'jwt-expired'],
  *propose(view): Iterable<ProposedCase> {
    if (!canAuthorize(view) || someone(view) === undefined) return;
    const closed = callable(view).filter(({ secured, risk, role }) => secured && risk === 'read' && role !== 'login');
    const simpleFirst = closed.toSorted((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')));
    for (const { key } of simpleFirst.slice(0, 12))
      yield { operation: key, title: 'forged JSON Web Tokens', input: {} };
  },
  async run(testCase, probe) {
    const who = someone(probe);
    const use = who === undefined ? undefined : (await findTokens(probe, who))[0];
    const door = use && who !== undefined ? await openDoor(testCase, { probe, who, use }) : undefined;
    return door === undefined ? [] : forge(door, probe);
  },
};

/** An operation that opens for the right token, and not for none or for nonsense. */
interface Door {
  readonly key: string;
  readonly token: JsonWebToken;
  /** Whether it opens for a token. */
  opens(token: string): Promise<TestExchange | undefined>;
}

interface DoorContext {
  readonly probe: Probe;
  readonly who: string;
  readonly use: TokenUse;
}

async function openDoor(testCase: TestCase, { probe, who, use }: DoorContext): Promise<Door | undefined> {
  const key = testCase.operation ?? '';
  const identity = probe.identities.get(who);
  const request = await closedRequest(probe, key, who);
  if (request === undefined || identity === undefined) return undefined;
  const send = (sent: TestRequest): Promise<TestExchange> => probe.send(sent);
  const withToken = (token: string): Promise<TestExchange> => send(use.put(request, token));
  const rights = [await withToken(use.token.text), await withToken(use.token.text)];
  if (!rights.every(isOk)) return undefined;
  if (isOk(await send(withoutCredentials(request, identity)))) return undefined;
  if (isOk(await withToken(garble('nonsenseWithoutAnyParts1', probe.seed)))) return undefined;
  return {
    key,
    token: use.token,
    async opens(token) {
      const exchange = await withToken(token);
      // Claims that were changed may be shown.
      return rights[0] !== undefined && hasSameShape(rights[0], exchange) ? exchange : undefined;
    },
  };
}

async function forge(door: Door, probe: Probe): Promise<readonly Observation[]> {
  const unsigned = await tryUnsigned(door, probe);
  if (unsigned !== undefined) return [unsigned.observation, ...(await tryExpired(door, unsigned.sign))];
  const none = await tryNone(door);
  if (none !== undefined) return [none.observation, ...(await tryExpired(door, none.sign))];
  const weak = await tryWeakKey(door, probe);
  return weak === undefined ? [] : [weak.observation, ...(await tryExpired(door, weak.sign))];
}

interface Forgery {
  readonly observation: Observation;
  /** Makes tokens that the server takes for its own. */
  sign(claims: object): string;
}

async function tryUnsigned({ key, token, opens }: Door, probe: Probe): Promise<Forgery | undefined> {
  const [head = '', body = ''] = token.text.split('.');
  const other = Buffer.from(`${probe.seed} not the signature, but as long as one`).toString('base64url');
  const random = garble(token.signature === '' ? other : token.signature, `${probe.seed} signature`);
  const forged = await opens(`${head}.${body}.${random}`);
  if (forged === undefined || random === token.signature) return undefined;
  return {
    observation: observe('jwt-unsigned', {
      message: `\`${key}\` takes a token whose signature was replaced by random characters: whoever wants to can write one.`,
      expected: '401',
      observed: describeAnswer(forged),
      signature: 'any signature',
    }),
    sign: (claims) => `${head}.${encode(claims)}.${random}`,
  };
}

async function tryNone({ key, token, opens }: Door): Promise<Forgery | undefined> {
  for (const alg of ['none', 'None', 'NONE', 'nOnE']) {
    const sign = (claims: object): string => `${encode({ ...token.header, alg })}.${encode(claims)}.`;
    const forged = await opens(sign(token.claims));
    if (forged === undefined) continue;
    return {
      observation: observe('jwt-none', {
        message: `\`${key}\` takes a token without a signature, whose header says \`"alg": "${alg}"\`.`,
        expected: '401',
        observed: describeAnswer(forged),
        signature: 'alg none',
      }),
      sign,
    };
  }
  return undefined;
}

async function tryWeakKey({ key, token, opens }: Door, probe: Probe): Promise<Forgery | undefined> {
  const { title } = probe.document.info;
  const issuer = typeof token.claims.iss === 'string' ? [token.claims.iss] : [];
  const word = crackToken(token, weakKeys([title, ...issuer]));
  if (word === undefined) return undefined;
  const claims = { ...token.claims, ...(typeof token.claims.exp === 'number' ? { exp: token.claims.exp + 60 } : {}) };
  const forged = await opens(signToken(token.header, claims, word));
  const wrong = await opens(signToken(token.header, claims, `${word} but not quite`));
  if (forged === undefined || wrong !== undefined) return undefined;
  return {
    observation: observe('jwt-weak-key', {
      message: `Tokens for \`${key}\` are signed with a key from every list of passwords (${word.length} characters): a token signed with it was taken, one signed with another key was not.`,
      expected: 'a random key of at least 256 bits',
      observed: describeAnswer(forged),
      signature: 'weak key',
    }),
    sign: (other) => signToken(token.header, isObject(other) ? other : {}, word),
  };
}

const HOUR = 3_600;
/** Long ago for any leeway, and the same each time. */
const LONG_AGO = 1_500_000_000;

async function tryExpired({ key, token, opens }: Door, sign: Forgery['sign']): Promise<readonly Observation[]> {
  if (typeof token.claims.exp !== 'number') return [];
  const { nbf: _nbf, ...claims } = token.claims;
  const times = { ...(typeof claims.iat === 'number' ? { iat: LONG_AGO - HOUR } : {}), exp: LONG_AGO };
  const later = await opens(sign({ ...claims, exp: token.claims.exp + 1 }));
  const expired = await opens(sign({ ...claims, ...times }));
  if (later === undefined || expired === undefined) return [];
  return [
    observe('jwt-expired', {
      message: `\`${key}\` takes a token that ran out in 2017.`,
      expected: '401',
      observed: describeAnswer(expired),
      signature: 'expired',
    }),
  ];
}
