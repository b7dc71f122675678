import { createHash } from 'node:crypto';
import type { Scenario, ScenarioRule } from '@mockloop/scenarios';
import type { Deployed, ScenarioControl } from '../behaviour/scenario-control.ts';
import type { World } from '../worlds/world.ts';
import type { UpdateBody, UpdateTarget } from './override-json.ts';
import { inBody, relocate } from './scenario-json.ts';

/** What became of an update. */
export interface ToldAnswer extends Deployed {
  /** Where the answer was put. */
  readonly kind: 'override' | 'scenario';
  /** Whether it took the place of one for the same method and path. */
  readonly replaced: boolean;
  /** Whether it counts from the next request on; not so in a scenario that is not in force. */
  readonly inForce: boolean;
}

/**
 * Gives an operation another answer: by an override of its own, or by a rule that comes first in a scenario.
 *
 * @throws {ScenarioError} `INVALID_SCENARIO`
 * @throws {WorldLimitError}
 */
export function tellAnswer(scenarios: ScenarioControl, world: World, update: UpdateBody): ToldAnswer {
  const move = toBody(update);
  const told = inBody(move, () => tell(scenarios, world, update));
  return { ...told, warnings: relocate(told.warnings, move) };
}

function tell(scenarios: ScenarioControl, world: World, update: UpdateBody): ToldAnswer {
  const { scenario_name: name } = update;
  if (name !== undefined) return tellScenario(scenarios, world, { ...update, name });
  const override = { name: overrideName(update), type: 'functional_testing', rules: [ruleOf(update)] };
  const replaced = scenarios.overrides(world).some((other) => other.name === override.name);
  return { ...scenarios.override(world, override), kind: 'override', replaced, inForce: true };
}

/** Where in the body of an update that stands which stands in the scenario made of it. */
function toBody({ scenario_name: name }: UpdateBody): (pointer: string) => string {
  return (pointer) =>
    pointer
      .replace(/^\/rules\/0\/respond/, '/new_response')
      .replace(/^\/rules\/0\/match\/path$/, '/endpoint')
      .replace(/^\/rules\/0\/match\/method$/, '/method')
      .replace(/^\/name$/, name === undefined ? '/endpoint' : '/scenario_name');
}

/** As long as the name of a scenario may be. */
const MAX_NAME = 200;

/** `GET /pets/{petId}`; the end of a very long path is told by its digest. */
function overrideName({ method, endpoint }: UpdateTarget): string {
  const name = `${method.toUpperCase()} ${endpoint}`;
  if (name.length <= MAX_NAME) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${name.slice(0, MAX_NAME - 1 - digest.length)}~${digest}`;
}

function tellScenario(
  scenarios: ScenarioControl,
  world: World,
  update: UpdateBody & { readonly name: string },
): ToldAnswer {
  const { name } = update;
  const known = world.state.scenarios.get(name)?.scenario;
  const { rules, ...rest }: Scenario = known ?? { name, type: 'functional_testing', rules: [] };
  const others = rules.filter((rule) => !isFor(rule, update));
  const deployed = scenarios.deploy(world, { ...rest, rules: [ruleOf(update), ...others] });
  const replaced = others.length < rules.length;
  return { ...deployed, kind: 'scenario', replaced, inForce: world.state.active === name };
}

function ruleOf({ method, endpoint, new_response: respond }: UpdateBody): ScenarioRule {
  return { match: { method: method.toUpperCase(), path: endpoint }, respond };
}

/** Rules with further conditions are left alone: they are for some of the requests only. */
function isFor({ match = {} }: ScenarioRule, { method, endpoint }: UpdateTarget): boolean {
  const { method: ruleMethod, path, ...further } = match;
  return (
    path === endpoint &&
    [ruleMethod].flat().every((one) => one?.toUpperCase() === method.toUpperCase()) &&
    Object.values(further).every((condition) => condition === undefined)
  );
}
