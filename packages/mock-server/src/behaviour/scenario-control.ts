import {
  type CompiledScenario,
  compileScenario,
  readScenario,
  type Scenario,
  type ScenarioProblem,
  validateScenario,
} from '@mockloop/scenarios';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { World } from '../worlds/world.ts';
import type { WorldState } from '../worlds/world-state.ts';
import { WorldMemory } from './scenario-memory.ts';

/** A scenario could not be taken; the mock goes on as it was. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly code: 'INVALID_SCENARIO' | 'UNKNOWN_SCENARIO' | 'EXISTS' | 'NOT_ACTIVE';
  /** What is wrong with it, and where; empty where it was not looked at. */
  readonly problems: readonly ScenarioProblem[];

  constructor(code: ScenarioError['code'], message: string, problems: readonly ScenarioProblem[] = []) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}

export interface DeployOptions {
  /** Whether one of the same name may be replaced. Default `true`. */
  readonly replace?: boolean | undefined;
}

export interface Deployed {
  readonly scenario: Scenario;
  /** What is odd about it, though it works. */
  readonly warnings: readonly ScenarioProblem[];
}

/** Tells the worlds of a mock how to behave. What is told counts from the next request on. */
export class ScenarioControl {
  readonly #document: () => ApiDocument;
  readonly #seed: string;
  /** Those that were compiled from their rules here. */
  readonly #own = new WeakSet<CompiledScenario>();

  constructor(options: { readonly document: () => ApiDocument; readonly seed: string }) {
    this.#document = options.document;
    this.#seed = options.seed;
  }

  /**
   * Takes a scenario of either shape. One of the same name is replaced and begins anew; it stays in force if it was.
   *
   * @throws {ScenarioError} `INVALID_SCENARIO`, `EXISTS`
   * @throws {WorldLimitError}
   */
  deploy(world: World, value: unknown, { replace = true }: DeployOptions = {}): Deployed {
    const { compiled, warnings } = this.#compile(value);
    const { name } = compiled.scenario;
    if (!replace && world.state.scenarios.has(name)) {
      throw new ScenarioError(
        'EXISTS',
        `There is a scenario "${name}" already. Replace it (\`replace\`, --replace), or choose another name.`,
      );
    }
    world.update({ scenarios: world.state.scenarios.set(name, compiled) });
    new WorldMemory(world, `scenario:${name}`).clear();
    return { scenario: compiled.scenario, warnings };
  }

  /** @throws {ScenarioError} `UNKNOWN_SCENARIO` */
  find(world: World, name: string): Scenario {
    const compiled = world.state.scenarios.get(name);
    if (compiled !== undefined) return compiled.scenario;
    const known = [...world.state.scenarios.keys()];
    const hint = known.length === 0 ? 'None is deployed.' : `Deployed are ${known.slice(0, 20).join(', ')}.`;
    throw new ScenarioError('UNKNOWN_SCENARIO', `There is no scenario "${name}". ${hint}`);
  }

  list(world: World): Scenario[] {
    return [...world.state.scenarios.values()].map(({ scenario }) => scenario);
  }

  /** Puts a deployed scenario in force, from its beginning; the one before is not any more. */
  activate(world: World, name: string): Scenario {
    const scenario = this.find(world, name);
    new WorldMemory(world, `scenario:${name}`).clear();
    world.update({ active: name });
    return scenario;
  }

  /** @throws {ScenarioError} `UNKNOWN_SCENARIO`, `NOT_ACTIVE` */
  deactivate(world: World, name: string): Scenario {
    const scenario = this.find(world, name);
    if (world.state.active !== name) throw new ScenarioError('NOT_ACTIVE', `The scenario "${name}" is not in force.`);
    world.update({ active: undefined });
    return scenario;
  }

  /** Forgets a scenario; were it in force, none is. */
  remove(world: World, name: string): void {
    this.find(world, name);
    new WorldMemory(world, `scenario:${name}`).clear();
    const { scenarios, active } = world.state;
    world.update({ scenarios: scenarios.delete(name), active: active === name ? undefined : active });
  }

  /**
   * Sets answers that come before any scenario, e.g. that of one endpoint. One of the same name is replaced; the newest
   * is asked first.
   *
   * @throws {ScenarioError} `INVALID_SCENARIO`
   */
  override(world: World, value: unknown): Deployed {
    const { compiled, warnings } = this.#compile(value);
    this.place(world, compiled);
    new WorldMemory(world, `override:${compiled.scenario.name}`).clear();
    return { scenario: compiled.scenario, warnings };
  }

  /** Sets an override that is ready to decide; one of the same name is replaced. */
  place(world: World, compiled: CompiledScenario): void {
    const { name } = compiled.scenario;
    const others = world.state.overrides.filterNot((one) => one.scenario.name === name);
    world.update({ overrides: others.unshift(compiled) });
  }

  overrides(world: World): Scenario[] {
    return [...world.state.overrides].map(({ scenario }) => scenario);
  }

  /** @returns Whether there was one. */
  removeOverride(world: World, name: string): boolean {
    const others = world.state.overrides.filterNot((one) => one.scenario.name === name);
    if (others.size === world.state.overrides.size) return false;
    world.update({ overrides: others });
    new WorldMemory(world, `override:${name}`).clear();
    return true;
  }

  /** The same scenarios for the document that is served now. */
  recompile(): (state: WorldState) => WorldState {
    const known = new Map<CompiledScenario, CompiledScenario>();
    const again = (old: CompiledScenario): CompiledScenario => {
      const compiled = known.get(old) ?? (this.#own.has(old) ? this.#ready(old.scenario) : old);
      known.set(old, compiled);
      return compiled;
    };
    return (state) => ({ ...state, scenarios: state.scenarios.map(again), overrides: state.overrides.map(again) });
  }

  #compile(value: unknown): { compiled: CompiledScenario; warnings: readonly ScenarioProblem[] } {
    const problems = validateScenario(value, { document: this.#document() });
    const errors = problems.filter(({ severity }) => severity === 'error');
    const read = readScenario(value);
    if (errors.length > 0 || read.scenario === undefined) {
      const first = errors.slice(0, 3).map(({ pointer, message, advice }) => `${pointer || '/'}: ${message} ${advice}`);
      throw new ScenarioError(
        'INVALID_SCENARIO',
        `This is no scenario that could be followed. ${first.join(' ')}`,
        problems,
      );
    }
    return { compiled: this.#ready(read.scenario), warnings: problems };
  }

  #ready(scenario: Scenario): CompiledScenario {
    const compiled = compileScenario(scenario, { seed: this.#seed, document: this.#document() });
    this.#own.add(compiled);
    return compiled;
  }
}
