import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHandlerState } from '../../src/handlers/handler-state.ts';
import { newWorld } from './handler-folder.ts';

test('what was set is got, whatever the key and the JSON value, and worlds share nothing of it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 20 }), (entries) => {
      const world = newWorld('a');
      const state = createHandlerState(world);
      for (const [key, value] of Object.entries(entries)) state.set(key, value);
      const before = world.state;
      for (const [key, value] of Object.entries(entries)) {
        expect(state.has(key)).toBe(true);
        expect(state.get(key)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(state.delete(key)).toBe(true);
        expect(state.delete(key)).toBe(false);
        expect(state.get(key)).toBe(undefined);
      }
      expect(state.keys()).toEqual([]);
      world.update(before);
      expect(state.keys().toSorted()).toEqual(Object.keys(entries).toSorted());
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('what scenarios remember is not seen', () => {
  const world = newWorld('a');
  world.update({ memory: world.state.memory.set('scenario:x\ncount', 1) });
  const state = createHandlerState(world);
  state.set('scenario:x\ncount', 2);
  expect(state.keys()).toEqual(['scenario:x\ncount']);
  expect(world.state.memory.get('scenario:x\ncount')).toBe(1);
});
