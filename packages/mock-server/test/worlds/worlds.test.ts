import { compileScenario } from '@mockloop/scenarios';
import { List } from 'immutable';
import { expect, test } from 'vitest';
import { WorldMemory } from '../../src/behaviour/scenario-memory.ts';
import { createHandlerState } from '../../src/handlers/handler-state.ts';
import { EMPTY_STORAGE } from '../../src/storage/storage-state.ts';
import { World, WorldLimitError } from '../../src/worlds/world.ts';
import { WorldError, Worlds, type WorldsOptions } from '../../src/worlds/worlds.ts';

const limits = { maxStorageBytes: 1_000, maxEntries: 3 };

function create(options: Partial<WorldsOptions> = {}): Worlds {
  return new Worlds({ ...limits, maxWorlds: 10, idleMs: 1_000, now: () => 0, ...options });
}

test('a world begins as the default world is, and neither sees what the other does after that', () => {
  const worlds = create();
  worlds.default.update({ active: 'first' });
  const mine = worlds.named('mine');
  expect(mine.state.active).toBe('first');
  mine.update({ active: 'second' });
  worlds.default.update({ active: 'third' });
  expect(worlds.named('mine').state.active).toBe('second');
  expect(worlds.named('other').state.active).toBe('third');
  expect(worlds.default.state.active).toBe('third');
});

test('a snapshot is put back as it was, and a fork begins with it', () => {
  const worlds = create();
  const mine = worlds.named('mine');
  mine.update({ active: 'before' });
  worlds.snapshot('mine', 'start');
  mine.update({ active: 'after' });
  expect(worlds.fork('copy', { world: 'mine', snapshot: 'start' }).state.active).toBe('before');
  expect(worlds.fork('copy2', { world: 'mine' }).state.active).toBe('after');
  worlds.restore('mine', 'start');
  expect(mine.state.active).toBe('before');
  worlds.restore('mine');
  expect(mine.state.active).toBeUndefined();
});

test('what the default world was told at the start is what a world is put back to', () => {
  const worlds = create();
  worlds.default.update({ active: 'from the start', storage: { ...EMPTY_STORAGE, bytes: 10 } });
  worlds.keepBeginning();
  worlds.default.update({ active: 'later' });
  worlds.restore('default');
  expect(worlds.default.state).toMatchObject({ active: 'from the start', storage: EMPTY_STORAGE });
});

test.each(['', '.', '..', '../up', 'a b', 'a/b', 'x'.repeat(129), 'ü', '__proto__\n'])(
  '%j is no name of a world',
  (id) => {
    expect(() => create().named(id)).toThrow(expect.objectContaining({ code: 'INVALID_ID' }));
  },
);

test('names of object members are names of worlds like any other', () => {
  const worlds = create();
  worlds.named('__proto__').update({ active: 'x' });
  expect(worlds.named('constructor').state.active).toBeUndefined();
  expect(worlds.list().map(({ id }) => id)).toEqual(['constructor', '__proto__']);
});

test('a dropped world begins anew; the default world cannot be dropped', () => {
  const worlds = create();
  worlds.named('mine').update({ active: 'x' });
  worlds.drop('mine');
  expect(worlds.has('mine')).toBe(false);
  expect(worlds.named('mine').state.active).toBeUndefined();
  expect(() => worlds.drop('default')).toThrow(WorldError);
  expect(() => worlds.drop('nowhere')).toThrow(expect.objectContaining({ code: 'UNKNOWN_WORLD' }));
});

test('when there are too many, those that nobody named for long make room; those in use never do', () => {
  let now = 0;
  const worlds = create({ maxWorlds: 2, idleMs: 1_000, now: () => now });
  worlds.named('old');
  now = 900;
  worlds.named('new');
  expect(() => worlds.named('more')).toThrow(expect.objectContaining({ code: 'TOO_MANY_WORLDS' }));
  now = 1_001;
  worlds.named('more');
  expect(worlds.list().map(({ id }) => id)).toEqual(['more', 'new']);
});

test('a world refuses what it has no room for, as a whole, and stays as it was', () => {
  const world = new World('small', limits);
  world.update({ storage: { ...EMPTY_STORAGE, bytes: 1_000 } });
  expect(() => world.update({ active: 'x', storage: { ...EMPTY_STORAGE, bytes: 1_001 } })).toThrow(WorldLimitError);
  expect(world.state).toMatchObject({ active: undefined, storage: { bytes: 1_000 } });
  const scenario = compileScenario({ name: 'x', type: 'chaos', rules: [{ delay: 1 }] });
  world.update({ overrides: List([scenario, scenario, scenario]) });
  expect(() => world.update({ overrides: List([scenario, scenario, scenario, scenario]) })).toThrow(WorldLimitError);
  expect(world.state.overrides.size).toBe(3);
  // What makes it smaller is always taken.
  world.update({ overrides: List() });
});

test('what is remembered counts by its size, and is given back when it is forgotten', () => {
  const world = new World('small', limits);
  const state = createHandlerState(world);
  const memory = new WorldMemory(world, 'scenario:x');
  state.set('key', 'x'.repeat(800));
  expect(() => memory.set('long', 'y'.repeat(300))).toThrow(WorldLimitError);
  expect(() => state.set('key', 'x'.repeat(1_000))).toThrow(WorldLimitError);
  expect(state.delete('key')).toBe(true);
  expect(world.state.memoryBytes).toBe(0);
  memory.set('long', 'y'.repeat(300));
  memory.set('long', 1);
  memory.clear();
  expect(world.state.memoryBytes).toBe(0);
});

test('all worlds together hold no more than four may, beside what they share with the default world', () => {
  let now = 0;
  const worlds = create({ now: () => now });
  worlds.default.update({ storage: { ...EMPTY_STORAGE, bytes: 500 } });
  const fill = (id: string, bytes = 1_000): void => worlds.named(id).update({ storage: { ...EMPTY_STORAGE, bytes } });
  for (let index = 0; index < 8; index++) fill(`w${index}`);
  expect(() => fill('more', 501)).toThrow(/All worlds together hold 4000 bytes/);
  expect(worlds.named('more').state.storage.bytes).toBe(500);
  // The default world is not kept from anything by the others.
  worlds.default.update({ storage: { ...EMPTY_STORAGE, bytes: 1_000 } });
  worlds.drop('w0');
  fill('more');
  expect(() => fill('most', 1_001)).toThrow(WorldLimitError);
  // What nobody named for long makes room.
  now = 1_001;
  worlds.named('w1');
  fill('more', 999);
  fill('new');
  expect(worlds.list().map(({ id }) => id)).toContain('w1');
});

test('a snapshot of a name that is taken is replaced, one too many is refused', () => {
  const worlds = create();
  for (let index = 0; index < 100; index++) worlds.snapshot('default', `s${index}`);
  worlds.snapshot('default', 's0');
  expect(() => worlds.snapshot('default', 'more')).toThrow(WorldError);
  expect(() => worlds.restore('default', 'none')).toThrow(expect.objectContaining({ code: 'UNKNOWN_SNAPSHOT' }));
  expect(worlds.snapshotsOf('default')).toHaveLength(100);
});
