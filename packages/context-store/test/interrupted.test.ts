import { expect, test } from 'vitest';
import { elsewhere, newClock, newFolder, newStore, RUN } from './support.ts';

test('a run whose process is killed keeps what it had, and is interrupted', async () => {
  const home = await newFolder();
  const other = elsewhere(
    home,
    `const { id } = await store.startRun(${JSON.stringify(RUN)});
    await store.appendToRun(id, 'cases', [{ id: 'c1' }, { id: 'c2' }]);
    await store.updateRun(id, { progress: { done: 2 }, cases_count: 2 });
    say(id);
    setInterval(() => {}, 1_000);`,
  );
  const id = String(await other.next());
  expect((await newStore({ home }).getRun(id))?.status).toBe('running');

  await other.kill();
  const later = newStore({ home, now: () => Date.now() + 60_000 });
  expect(await later.getRun(id)).toMatchObject({ status: 'interrupted', progress: { done: 2 }, cases_count: 2 });
  expect(await later.listRunItems(id, 'cases')).toEqual({ items: [{ id: 'c1' }, { id: 'c2' }], total: 2 });
  expect(await later.listRuns({ status: 'interrupted' })).toMatchObject({ total: 1, runs: [{ id }] });
  expect(await later.listRuns({ status: 'running' })).toEqual({ total: 0, runs: [] });
  expect(await later.deleteRun(id)).toBe(true);
});

test('what was added before a process was killed is there, whole and in order', async () => {
  const home = await newFolder();
  const other = elsewhere(
    home,
    `const { id } = await store.startRun(${JSON.stringify(RUN)});
    say(id);
    for (let next = 0; ; next += 3) {
      await store.appendToRun(id, 'cases', [next, next + 1, next + 2]);
      say(next + 3);
    }`,
  );
  const id = String(await other.next());
  let said = 0;
  while (said < 90) said = Number(await other.next());
  await other.kill();
  const { items, total } = await newStore({ home }).listRunItems(id, 'cases', { limit: 1_000 });
  expect(total).toBeGreaterThanOrEqual(said);
  expect(items.slice(0, 90)).toEqual(Array.from({ length: 90 }, (_, index) => index));
});

test('a run whose store is closed is interrupted at once', async () => {
  const home = await newFolder();
  const store = newStore({ home });
  const { id } = await store.startRun(RUN);
  await store.close();
  expect(await newStore({ home }).getRun(id)).toMatchObject({ status: 'interrupted' });
});

test('a process that was only held up goes on', async () => {
  const home = await newFolder();
  const clock = newClock('2026-11-21T10:00:00Z');
  const [store, watcher] = [newStore({ home, now: clock.now }), newStore({ home, now: clock.now })];
  const { id } = await store.startRun(RUN);
  clock.at += 31_000;
  expect(await watcher.getRun(id)).toMatchObject({ status: 'interrupted' });
  // Says that it is there, as it does every few seconds.
  await store.startRun(RUN);
  expect(await watcher.getRun(id)).toMatchObject({ status: 'running' });
  expect(await store.finishRun(id, { status: 'passed' })).toMatchObject({ status: 'passed' });
});

test('a clock that was set back keeps nothing alive', async () => {
  const home = await newFolder();
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ home, now: clock.now });
  const { id } = await store.startRun(RUN);
  clock.at -= 3_600_000;
  expect(await newStore({ home, now: clock.now }).getRun(id)).toMatchObject({ status: 'interrupted' });
});

test('a process that has something under way says so again and again', async () => {
  const home = await newFolder();
  let beats = 0;
  const beaten = Promise.withResolvers<void>();
  const store = newStore({
    home,
    staleAfterMs: 200,
    now: () => {
      beats++;
      if (beats > 10) beaten.resolve();
      return Date.now();
    },
  });
  const { id } = await store.startRun(RUN);
  await beaten.promise;
  await store.finishRun(id, { status: 'passed' });
});
