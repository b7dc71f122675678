import type { ScenarioMemory } from '../../src/index.ts';

export interface TestMemory extends ScenarioMemory {
  readonly entriesByKey: ReadonlyMap<string, string | number | boolean>;
}

/** What a world keeps for scenarios, without the world. */
export function createMemory(initial: TestMemory['entriesByKey'] = new Map()): TestMemory {
  const entriesByKey = new Map(initial);
  return {
    entriesByKey,
    get: (key) => entriesByKey.get(key),
    set: (key, value) => {
      entriesByKey.set(key, value);
    },
  };
}
