import { WorldMemory } from '../../behaviour/scenario-memory.ts';
import type { World } from '../../worlds/world.ts';
import { FIRST_STATE, STUBS, Stubs, stateKey } from './stubs.ts';

/** A scenario in WireMock's sense: a state machine that stubs share by its name. */
export interface StubScenario {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly possibleStates: readonly string[];
}

export function listScenarios(world: World, seed: string): StubScenario[] {
  const memory = memoryOf(world);
  const mappings = Map.groupBy(Stubs.of(world, seed).mappings, ({ scenarioName }) => scenarioName);
  return [...mappings].flatMap(([name, stubs]) => {
    if (name === undefined) return [];
    const states = stubs.flatMap(({ requiredScenarioState, newScenarioState }) => [
      requiredScenarioState,
      newScenarioState,
    ]);
    const possibleStates = [...new Set([FIRST_STATE, ...states.filter((state) => state !== undefined)])];
    return [{ id: name, name, state: String(memory.get(stateKey(name)) ?? FIRST_STATE), possibleStates }];
  });
}

/** Puts every scenario back to its first state. */
export function resetScenarios(world: World): void {
  memoryOf(world).clear();
}

/** @param state Default: the first one. */
export function setScenarioState(world: World, name: string, state: string = FIRST_STATE): void {
  memoryOf(world).set(stateKey(name), state);
}

function memoryOf(world: World): WorldMemory {
  return new WorldMemory(world, `override:${STUBS}`);
}
