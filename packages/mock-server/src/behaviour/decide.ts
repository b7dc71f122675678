import type { CompiledScenario, Decision } from '@mockloop/scenarios';
import type { Answer } from '../answer.ts';
import type { CompiledOperation } from '../compiled-operation.ts';
import type { Exchange } from '../exchange.ts';
import type { World } from '../worlds/world.ts';
import { WorldMemory } from './scenario-memory.ts';
import { ScenarioView } from './scenario-view.ts';

/** A decision that brings its answer along. */
export interface ReadyDecision extends Decision {
  readonly answer: Answer;
  /** Instead of the rule's number. */
  readonly why: string;
}

/** What the mock was told to do with a request. */
export interface Told {
  /** What answers it; absent where something else has to. */
  readonly source?: ToldSource | undefined;
  readonly decision: Decision | ReadyDecision;
  readonly view: ScenarioView;
}

interface ToldSource {
  readonly kind: 'override' | 'scenario';
  readonly name: string;
  readonly memory: WorldMemory;
}

export interface DecideOptions {
  /** Applies to all requests of all worlds, before anything else. */
  readonly latency: CompiledScenario | undefined;
  /** Of the operation that the request reached, if any. */
  readonly compiled?: CompiledOperation | undefined;
  /** Whether overrides alone are asked: scenarios may be for all requests. Default `false`. */
  readonly overridesOnly?: boolean | undefined;
}

/**
 * Asks the overrides of the request's world, the newest first, then its scenario in force, or the one that `X-Test-Scenario`
 * names. What only delays adds up until one answers.
 *
 * @returns `undefined` where the mock was told nothing.
 */
export function decide(
  exchange: Exchange,
  { latency, compiled, overridesOnly = false }: DecideOptions,
): Told | undefined {
  const { world } = exchange;
  const { overrides, scenarios, memory } = world.state;
  const scenario = overridesOnly || scenarios.size === 0 ? undefined : scenarioFor(exchange);
  if (overrides.size === 0 && scenario === undefined && latency === undefined) return undefined;
  const view = new ScenarioView(exchange, compiled);
  const asked: [ToldSource['kind'], CompiledScenario][] = [];
  if (latency !== undefined) asked.push(['scenario', latency]);
  for (const override of overrides) asked.push(['override', override]);
  if (scenario !== undefined) asked.push(['scenario', scenario]);
  try {
    return askInTurn(asked, view, world);
  } catch (error) {
    // A request that fails has changed nothing.
    world.update({ memory });
    throw error;
  }
}

/** The scenario that decides over a request, if any does. */
function scenarioFor({ request, world }: Exchange): CompiledScenario | undefined {
  const { scenarios, active } = world.state;
  const wanted = request.header('x-test-scenario');
  const named = wanted === undefined ? undefined : scenarios.get(wanted);
  return named ?? (active === undefined ? undefined : scenarios.get(active));
}

function askInTurn(
  asked: readonly (readonly [ToldSource['kind'], CompiledScenario])[],
  view: ScenarioView,
  world: World,
): Told {
  const headers: string[] = [];
  const passed: string[] = [];
  let delayMs = 0;
  for (const [kind, compiled] of asked) {
    const { name } = compiled.scenario;
    const memory = new WorldMemory(world, `${kind}:${name}`);
    const decision = compiled.decide(view, memory);
    delayMs += decision.delayMs;
    headers.push(...decision.headers);
    passed.push(...decision.passed.slice(0, MAX_PASSED).map((why) => `${kind} "${name}", ${why}`));
    if (decision.rule !== undefined)
      return { source: { kind, name, memory }, decision: { ...decision, delayMs, headers, passed }, view };
  }
  return { decision: { delayMs, headers, passed, isLimited: false }, view };
}

/** Enough to see why; a scenario may have thousands of rules. */
const MAX_PASSED = 20;
