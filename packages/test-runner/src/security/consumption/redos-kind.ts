import type { Observation } from '../../model/observation.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import { injectionCases } from '../injection/injection-cases.ts';
import { statusOf } from '../support/answers.ts';
import { type Injector, openInjector } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { describePoint } from '../support/points.ts';

/** Texts that regular expressions with two ways for every character take exponentially long for. */
export const REDOS_KIND: CaseKind = {
  kind: 'redos',
  phase: 'security',
  checks: ['redos'],
  last: true,
  alone: true,
  *propose(view) {
    const cases = injectionCases(view, {
      what: 'texts of growing length that almost match',
      points: ({ value, point }) => typeof value === 'string' && point.in !== 'header',
      rank: ({ name, isFree }) =>
        /mail|phone|regex|pattern|match|search|reference|name|url|slug|code/i.test(name) ? 0 : isFree ? 1 : 2,
    });
    yield* cases.take(MAX_POINTS);
  },
  async run(testCase, probe) {
    const injector = await openInjector(testCase, probe);
    if (injector === undefined || typeof injector.value !== 'string') return [];
    for (const family of FAMILIES) {
      const found = await tryFamily(injector, family);
      if (found !== undefined) return [found];
    }
    return [];
  },
};

const MAX_POINTS = 40;

type Family = (length: number) => string;

const FAMILIES: readonly Family[] = [
  (length) => `${'a'.repeat(length)}!`,
  (length) => `${'1'.repeat(length)}!`,
  (length) => `a@${'a'.repeat(length)}!`,
  (length) => `${'a '.repeat(length / 2)}!`,
];

/** What one more character of an exponential expression costs at least, for two of them. */
const RATIO = 2.2;
const LONG_MS = 250;
/** It is not taken any further than this. */
const CAP_MS = 700;

async function tryFamily(injector: Injector, family: Family): Promise<Observation | undefined> {
  const usual = await timeOf(injector, family(4));
  // 2^26 steps take longer than this anywhere.
  let longest = 0;
  for (const length of [16, 20, 24, 26]) {
    longest = (await timeOf(injector, family(length))) - usual;
    if (longest > 20) break;
  }
  if (longest <= 20) return undefined;
  const times: number[] = [];
  for (let length = 14; length <= 40; length += 2) {
    const time = (await leastTimeOf(injector, family(length))) - usual;
    times.push(Math.max(time, 1));
    if (time > LONG_MS) break;
  }
  const last = times.at(-1) ?? 0;
  const grown = times.slice(-4);
  const steps = grown.filter((time, index) => index > 0 && time >= RATIO * (grown[index - 1] ?? time));
  if (last <= LONG_MS || last > 10 * CAP_MS || steps.length < 2) return undefined;
  return observe('redos', {
    message: `A text in the ${describePoint(injector.point)} takes several times as long with every two characters more: ${grown.map((time) => `${Math.round(time)} ms`).join(', ')}.`,
    expected: 'a time that grows with the length',
    observed: `${Math.round(last)} ms for ${family(14 + 2 * (times.length - 1)).length} characters`,
    signature: describePoint(injector.point),
  });
}

/** Where it is short, something else may have been in between. */
async function leastTimeOf(injector: Injector, value: string): Promise<number> {
  const time = await timeOf(injector, value);
  return time > LONG_MS ? time : Math.min(time, await timeOf(injector, value));
}

async function timeOf(injector: Injector, value: string): Promise<number> {
  const exchange = await injector.send(value, { timeoutMs: 10 * CAP_MS });
  return statusOf(exchange) === 0 ? 10 * CAP_MS + 1 : exchange.durationMs;
}
