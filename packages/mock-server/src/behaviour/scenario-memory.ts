import type { ScenarioMemory } from '@mockloop/scenarios';
import type { World } from '../worlds/world.ts';
import { forget, type Remembered, remember } from '../worlds/world-state.ts';

/** What one scenario remembers in one world. */
export class WorldMemory implements ScenarioMemory {
  readonly #world: World;
  readonly #scope: string;

  /** @param scope Tells scenarios and overrides apart. */
  constructor(world: World, scope: string) {
    this.#world = world;
    this.#scope = `${scope}\n`;
  }

  get(key: string): Remembered | undefined {
    return this.#world.state.memory.get(this.#scope + key);
  }

  /** @throws {WorldLimitError} when the world is full. */
  set(key: string, value: Remembered): void {
    this.#world.update(remember(this.#world.state, this.#scope + key, value));
  }

  /** Forgets everything, as at the first request. */
  clear(): void {
    const { state } = this.#world;
    const keys = [...state.memory.keys()].filter((key) => key.startsWith(this.#scope));
    if (keys.length > 0) this.#world.update(forget(state, keys));
  }
}
