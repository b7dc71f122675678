import type { World } from '../worlds/world.ts';
import { forget, remember } from '../worlds/world-state.ts';
import type { HandlerState } from './handler.ts';

const PREFIX = 'handler:';

/** Keeps values as JSON text, so that nothing that a handler holds is shared between worlds. */
export function createHandlerState(world: World): HandlerState {
  return {
    get: <Value>(key: string) => {
      const text = world.state.memory.get(PREFIX + key);
      return text === undefined ? undefined : (JSON.parse(String(text)) as Value);
    },
    has: (key) => world.state.memory.has(PREFIX + key),
    set(key, value) {
      const text = JSON.stringify(value);
      if (text === undefined)
        throw new TypeError(`state.set(${JSON.stringify(key)}) takes JSON values, not ${typeof value}.`);
      world.update(remember(world.state, PREFIX + key, text));
    },
    delete(key) {
      const name = PREFIX + key;
      if (!world.state.memory.has(name)) return false;
      world.update(forget(world.state, [name]));
      return true;
    },
    keys: () =>
      [...world.state.memory.keys()].filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length)),
  };
}
