import { several } from '../match/match-method.ts';
import { stateValues } from '../rule/scenario-state.ts';
import type { RuleMatch, ScenarioRule } from '../scenario.ts';
import { worstOf } from './delay-figures.ts';

/** Rules whose delays one request can meet together, and what they come to at worst, in milliseconds. */
export interface DelayChain {
  readonly rules: readonly number[];
  readonly worstMs: number;
}

/** Rules that are looked at together: what comes later is taken to add nothing. */
const MAX_RULES = 1_000;

/**
 * For each rule with a delay, the chain that it ends: delays of rules before it that let the request go on add to its own, unless no
 * request can match both. Of delays that wait for different states, the longest counts.
 */
export function delayChains(rules: readonly ScenarioRule[], draws: number): readonly DelayChain[] {
  const delayed = [...rules.entries()].slice(0, MAX_RULES).filter(([, { delay }]) => delay !== undefined);
  return delayed.map(([index, rule]) => {
    const before = delayed.filter(([other, earlier]) => other < index && !answers(earlier) && canBoth(earlier, rule));
    const byState = Map.groupBy(before, ([, { state }]) => JSON.stringify(stateValues(state?.requires) ?? {}));
    const always = byState.get('{}') ?? [];
    const others = [...byState].filter(([state]) => state !== '{}').map(([, group]) => group);
    const longest = others.toSorted((a, b) => sumOf(b, draws) - sumOf(a, draws))[0] ?? [];
    const chain = [...always, ...longest, [index, rule] as const];
    return { rules: chain.map(([place]) => place), worstMs: sumOf(chain, draws) };
  });
}

function sumOf(chain: readonly (readonly [number, ScenarioRule])[], draws: number): number {
  return chain.reduce((sum, [, { delay, probability = 1 }]) => {
    // A delay that fewer than one request in `draws` meets is not what the worst of them waits for.
    const met = draws * probability;
    return sum + (delay === undefined || met < 1 ? 0 : worstOf(delay, met));
  }, 0);
}

/** Whether a rule ends the search for all that it takes. */
function answers({ respond, sequence, fault }: ScenarioRule): boolean {
  return [respond, sequence, fault].some((answer) => answer !== undefined);
}

/** Whether a request can match both, as far as operations, methods and states tell. */
function canBoth(one: ScenarioRule, other: ScenarioRule): boolean {
  const { match: a = {}, state: stateA } = one;
  const { match: b = {}, state: stateB } = other;
  const isSame = (key: 'operation_id' | 'method'): boolean => overlap(a[key], b[key]);
  return isSame('operation_id') && isSame('method') && samePath(a, b) && sameState(stateA?.requires, stateB?.requires);
}

function overlap(a: RuleMatch['method'], b: RuleMatch['method']): boolean {
  if (a === undefined || b === undefined) return true;
  const names = new Set(several(a).map((name) => name.toLowerCase()));
  return several(b).some((name) => names.has(name.toLowerCase()));
}

/** Paths without anything that varies are told apart. */
function samePath({ path: a }: RuleMatch, { path: b }: RuleMatch): boolean {
  if (a === undefined || b === undefined || /[{*]/.test(a + b)) return true;
  return a === b;
}

function sameState(a: NonNullable<ScenarioRule['state']>['requires'], b: typeof a): boolean {
  const [first, second] = [stateValues(a) ?? {}, stateValues(b) ?? {}];
  return Object.entries(first).every(([name, value]) => !Object.hasOwn(second, name) || second[name] === value);
}
