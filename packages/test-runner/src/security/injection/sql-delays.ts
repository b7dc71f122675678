import type { Observation } from '../../model/observation.ts';
import type { Probe } from '../../run/probe.ts';
import { statusOf } from '../support/answers.ts';
import type { Injector } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { describePoint } from '../support/points.ts';

/** How databases are told to wait, for a number of seconds. None of it changes anything. */
const WAITS: readonly ((value: string, seconds: number) => string)[] = [
  (value, seconds) => `${value}' AND (SELECT 1 FROM (SELECT SLEEP(${seconds}))mlc) AND '1'='1`,
  (value, seconds) => `${value}' AND (SELECT 1 FROM PG_SLEEP(${seconds})) IS NOT NULL AND '1'='1`,
];

/** Requests of one wait that are worth the time, in a run. */
const MAX_POINTS = 6;
const used = new WeakMap<object, Set<string>>();

/**
 * Where nothing else shows: the answer takes as long as the database was told to wait: none, one and two seconds, twice.
 */
export async function tryDelays(probe: Probe, injector: Injector): Promise<readonly Observation[]> {
  const points = used.get(probe.plan) ?? new Set<string>();
  used.set(probe.plan, points);
  const place = describePoint(injector.point);
  const name = `${injector.operation.key} ${place}`;
  if (!points.has(name) && points.size >= MAX_POINTS) return [];
  points.add(name);
  const usual = await timeOf(injector, String(injector.value));
  for (const wait of WAITS) {
    if (!(await waits(injector, wait, usual))) continue;
    return [
      observe('sqli-time', {
        message: `The ${place} is read as SQL: the answer takes as many seconds longer as the database was told to wait, 0, 1 and 2, each time.`,
        expected: 'the text is searched for as it stands',
        observed: 'delays of 0, 1 and 2 seconds',
        signature: place,
      }),
    ];
  }
  return [];
}

async function waits(injector: Injector, wait: (typeof WAITS)[number], usual: number): Promise<boolean> {
  const value = String(injector.value).replaceAll("'", '');
  for (const seconds of [1, 0, 2, 0, 1]) {
    const longer = (await timeOf(injector, wait(value, seconds))) - usual;
    if (Math.abs(longer - seconds * 1000) > 350) return false;
  }
  return true;
}

/** In milliseconds; endless where no answer came. */
async function timeOf(injector: Injector, value: string): Promise<number> {
  const exchange = await injector.send(value, { timeoutMs: 8_000 });
  return statusOf(exchange) === 0 ? Number.POSITIVE_INFINITY : exchange.durationMs;
}
