import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { aliveIn, elsewhere, newFolder, newRegistry, pidsIn } from './support.ts';

const CALLS = 334;

/** One of the processes: calls at random, of which it says how they ended. */
const calls = (seed: number): string => `
  let state = ${seed};
  // mulberry32
  const random = (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296 * bound);
  };
  const ended = {};
  const note = (what) => { ended[what] = (ended[what] ?? 0) + 1; };
  const call = () => {
    const name = 'mock-' + random(4);
    switch (random(6)) {
      case 0: return registry.start(fake({ name, isAttached: random(3) === 0 })).then(() => note('started'));
      case 1: return registry.stop(name).then(() => note('stopped'));
      case 2: return registry.find(name).then(() => note('found'));
      default: return registry.list().then((records) => {
        if (new Set(records.map(({ name }) => name)).size < records.length) note('A NAME TWICE');
        note('listed');
      });
    }
  };
  let left = ${CALLS};
  const work = async () => {
    while (left-- > 0) await call().catch((error) => note(error.code ?? error.stack));
  };
  await Promise.all([work(), work(), work()]);
  await registry.close();
  return ended;`;

test('three processes that start, stop and list a thousand times never run two mocks of a name, and leave none behind', {
  timeout: 300_000,
}, async () => {
  const home = await newFolder();
  const processes = [1, 2, 3].map((seed) => elsewhere(home, calls(seed)));
  const counts: Record<string, number>[] = await Promise.all(
    processes.map(async ({ output }) => JSON.parse(await output)),
  );
  const total = (what: string): number => counts.reduce((sum, count) => sum + (count[what] ?? 0), 0);
  const known = ['started', 'stopped', 'found', 'listed', 'EXISTS', 'UNKNOWN'];
  expect(new Set(counts.flatMap((count) => Object.keys(count)))).toEqual(new Set(known));
  expect(known.reduce((sum, what) => sum + total(what), 0)).toBe(3 * CALLS);
  expect(await pidsIn(home)).toHaveLength(total('started'));

  const registry = newRegistry(home);
  const left = await registry.list();
  expect((await aliveIn(home)).toSorted()).toEqual(left.map(({ pid }) => pid).toSorted());
  expect(left.every(({ isAttached }) => !isAttached)).toBe(true);
  for (const { name } of left) await registry.stop(name);
  expect(await aliveIn(home)).toEqual([]);
  expect((await readdir(home)).filter((file) => /\.(clash|told-twice|runs)$/.test(file))).toEqual([]);
});
