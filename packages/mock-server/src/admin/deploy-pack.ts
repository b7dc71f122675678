import {
  type BoundRule,
  bindPack,
  type Scenario,
  type ScenarioPack,
  type ScenarioProblem,
  type UnboundRule,
} from '@mockloop/scenarios';
import type { World } from '../worlds/world.ts';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem } from './admin-problem.ts';
import { type ScenarioSummary, toSummary } from './scenario-json.ts';

export interface DeployPackOptions {
  readonly host: AdminHost;
  readonly world: World;
  /** Of its scenarios. Default: all. */
  readonly names?: readonly string[] | undefined;
  /** The name of the one to put in force. */
  readonly activate?: string | undefined;
}

/** What became of a pack. */
export interface DeployedPack {
  readonly uri: string;
  readonly world: string;
  readonly deployed: readonly ScenarioSummary[];
  readonly active: string | null;
  readonly bound: readonly BoundRule[];
  readonly unbound: readonly UnboundRule[];
  readonly warnings: readonly (ScenarioProblem & { readonly scenario: string })[];
}

/**
 * Deploys scenarios of a pack for the document that is served: all of them, or none.
 *
 * @throws {AdminProblem} `NOT_FOUND` for names that the pack does not have, `CONFLICT` where the document offers nothing for one of them.
 * @throws {WorldLimitError}
 */
export function deployPack(pack: ScenarioPack, { host, world, names, activate }: DeployPackOptions): DeployedPack {
  const { scenarios, bound, unbound } = bindPack(pack, host.document());
  const wanted = names ?? scenarios.map(({ name }) => name);
  const chosen = [...new Set([...wanted, ...(activate === undefined ? [] : [activate])])].map(
    (name) => scenarios.find((scenario) => scenario.name === name) ?? refuse(name, pack, unbound),
  );
  const warnings = deployAll(chosen, host, world);
  if (activate !== undefined) host.scenarios.activate(world, activate);
  const isChosen = ({ scenario }: { readonly scenario: string }): boolean =>
    names === undefined || chosen.some(({ name }) => name === scenario);
  return {
    uri: pack.uri,
    world: world.id,
    deployed: chosen.map((scenario) => toSummary(scenario, world)),
    active: world.state.active ?? null,
    bound: bound.filter(isChosen),
    unbound: unbound.filter(isChosen),
    warnings,
  };
}

function deployAll(
  scenarios: readonly Scenario[],
  { scenarios: control }: AdminHost,
  world: World,
): DeployedPack['warnings'] {
  const before = world.state;
  try {
    return scenarios.flatMap((scenario) =>
      control.deploy(world, scenario).warnings.map((warning) => ({ ...warning, scenario: scenario.name })),
    );
  } catch (error) {
    world.update(before);
    throw error;
  }
}

function refuse(name: string, pack: ScenarioPack, unbound: readonly UnboundRule[]): never {
  if (!pack.scenarios.some((scenario) => scenario.name === name)) {
    const known = pack.scenarios.map((scenario) => scenario.name).join(', ');
    throw new AdminProblem('NOT_FOUND', `The pack has no scenario ${JSON.stringify(name)}. It has ${known}.`);
  }
  const reasons = new Set(unbound.filter(({ scenario }) => scenario === name).map(({ reason }) => reason));
  throw new AdminProblem(
    'CONFLICT',
    `The document offers nothing for the scenario ${JSON.stringify(name)}: ${[...reasons].join('; ')}.`,
  );
}
