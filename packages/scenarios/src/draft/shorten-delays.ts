import type { Delay, ScenarioRule } from '../scenario.ts';
import { type DelayChain, delayChains } from './delay-chains.ts';
import { scaleDelay, worstOf } from './delay-figures.ts';
import type { LoadChange, LoadRequirements } from './load-change.ts';

export interface ShortenedRules {
  readonly rules: readonly ScenarioRule[];
  readonly changes: readonly LoadChange[];
}

/** Of the response time that is asked for, what delays of the mock may take; the rest is for the client, the network and the mock's own work. */
const DELAY_SHARE = 0.8;

/** Milliseconds that no timer keeps to. */
const SHORTEST_MS = 1;

interface Bound {
  readonly name: string;
  readonly limitMs: number;
  /** One request in so many may take longer. */
  readonly draws: number;
}

interface Shortening {
  readonly factor: number;
  readonly reason: string;
}

/**
 * Rules whose delays keep to the response times that are asked for. All delays of a chain that does not are shortened by
 * the same factor, so that what was slower than another stays so; of several factors the smallest counts.
 *
 * @param requests Of the whole run: so many draws the longest answer is the worst of.
 */
export function shortenDelays(
  rules: readonly ScenarioRule[],
  requirements: LoadRequirements,
  requests: number,
): ShortenedRules {
  const found = boundsOf(requirements, requests)
    .flatMap((bound) => delayChains(rules, bound.draws).map((chain) => ({ chain, ...shorteningOf(chain, bound) })))
    .filter(({ factor }) => factor < 1)
    .toSorted((a, b) => b.factor - a.factor);
  // Of several for one rule the last one stays, which is the strongest.
  const shortenings = new Map(
    found.flatMap(({ chain, ...shortening }) => chain.rules.map((rule) => [rule, shortening])),
  );
  return apply(rules, shortenings);
}

function boundsOf({ maxResponseMs, p95Ms }: LoadRequirements, requests: number): readonly Bound[] {
  return [
    ...(maxResponseMs === undefined ? [] : [{ name: 'longest answer', limitMs: maxResponseMs, draws: requests }]),
    ...(p95Ms === undefined ? [] : [{ name: '95th percentile', limitMs: p95Ms, draws: 20 }]),
  ];
}

function shorteningOf({ rules, worstMs }: DelayChain, { name, limitMs }: Bound): Shortening {
  const which = rules.length === 1 ? 'This delay alone comes' : `The delays of rules ${rules.join(', ')} together come`;
  return {
    factor: (limitMs * DELAY_SHARE) / worstMs,
    reason: `${which} to about ${Math.round(worstMs)} ms at the ${name}, of ${limitMs} ms that are allowed, ${DELAY_SHARE * 100} % of which are for delays.`,
  };
}

function apply(rules: readonly ScenarioRule[], shortenings: ReadonlyMap<number, Shortening>): ShortenedRules {
  const changes: LoadChange[] = [];
  const shortened = rules.map((rule, index) => {
    const { delay: before, ...rest } = rule;
    const shortening = shortenings.get(index);
    if (before === undefined || shortening === undefined) return rule;
    const after = shorten(before, shortening.factor, rest);
    const place = { pointer: `/rules/${index}/delay`, before, reason: shortening.reason };
    changes.push(after === undefined ? place : { ...place, after });
    return after === undefined ? rest : { ...rest, delay: after };
  });
  return { rules: shortened, changes };
}

/** Undefined where nothing worth waiting for would be left, and the rule does something else. */
function shorten(delay: Delay, factor: number, rest: Omit<ScenarioRule, 'delay'>): Delay | undefined {
  const shorter = scaleDelay(delay, factor);
  const { respond, sequence, fault, rate_limit, state } = rest;
  const doesMore = [respond, sequence, fault, rate_limit, state?.set].some((effect) => effect !== undefined);
  return doesMore && worstOf(shorter, 20) < SHORTEST_MS ? undefined : shorter;
}
