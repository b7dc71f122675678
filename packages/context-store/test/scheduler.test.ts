import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import {
  type ClaimedOccurrence,
  ContextStoreError,
  createScheduler,
  type Scheduler,
  type SchedulerOptions,
  type ScheduleStore,
} from '../src/index.ts';
import { type Clock, newClock, newFolder, newStore } from './support.ts';

const SUITE = { name: 'suite', suite: { plans: [] } };

/** Timers that go off when a clock is set forward. */
function newTimers(clock: Clock): {
  readonly setTimer: NonNullable<SchedulerOptions['setTimer']>;
  /** Waits until somebody sleeps, says for how long, and lets so many milliseconds go by. */
  sleep(ms?: number): Promise<number>;
} {
  let timers: { callback: () => void; at: number }[] = [];
  let isSet = Promise.withResolvers<void>();
  return {
    setTimer(callback, ms) {
      const timer = { callback, at: clock.at + ms };
      timers.push(timer);
      isSet.resolve();
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    async sleep(ms) {
      while (timers.length === 0) await isSet.promise;
      // Whatever is being done that waits for no timer is done first.
      await setImmediate();
      const [{ at } = { at: 0 }] = timers;
      const slept = at - clock.at;
      clock.at += ms ?? slept;
      const due = timers.filter((timer) => timer.at <= clock.at);
      timers = timers.filter((timer) => timer.at > clock.at);
      isSet = Promise.withResolvers();
      for (const { callback } of due) callback();
      return slept;
    },
  };
}

function start(options: SchedulerOptions): Scheduler {
  const scheduler = createScheduler(options);
  onTestFinished(() => scheduler.close());
  return scheduler;
}

test('it sleeps until something is due, and runs it', async () => {
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  await store.createSchedule({ ...SUITE, id: 'a', interval_seconds: 10 });
  await store.createSchedule({ ...SUITE, id: 'b', interval_seconds: 25 });
  const ran: string[] = [];
  const timers = newTimers(clock);
  start({
    store,
    ...timers,
    run: async ({ schedule, due_at }) => void ran.push(`${schedule.id} ${due_at.slice(17, 19)}`),
  });
  const slept: number[] = [];
  while (ran.length < 6) slept.push(await timers.sleep());
  expect(ran.slice(0, 6).toSorted()).toEqual(['a 10', 'a 20', 'a 30', 'a 40', 'a 50', 'b 25']);
  expect(slept.slice(0, 6)).toEqual([10_000, 10_000, 5_000, 5_000, 10_000, 10_000]);
});

test('it looks from time to time for what other processes have scheduled, and at once when it is woken', async () => {
  const home = await newFolder();
  const clock = newClock('2026-11-21T10:00:00Z');
  const timers = newTimers(clock);
  const ran: ClaimedOccurrence[] = [];
  const scheduler = start({
    store: newStore({ home, now: clock.now }),
    ...timers,
    run: async (occurrence) => void ran.push(occurrence),
  });
  expect(await timers.sleep()).toBe(15_000);
  expect(await timers.sleep(1_000)).toBe(15_000);
  await newStore({ home, now: clock.now }).createSchedule({ ...SUITE, interval_seconds: 3 });
  scheduler.wake();
  while (ran.length === 0) await timers.sleep();
  expect(ran[0]?.due_at).toBe('2026-11-21T10:00:19.000Z');
});

test('two schedulers of one store run each occurrence once', async () => {
  const home = await newFolder();
  const clock = newClock('2026-11-21T10:00:00Z');
  const ran: string[] = [];
  const all = [1, 2].map(() => {
    const timers = newTimers(clock);
    const store = newStore({ home, now: clock.now });
    start({ store, ...timers, run: async ({ schedule, due_at }) => void ran.push(`${schedule.id} ${due_at}`) });
    return { timers, store };
  });
  for (let index = 0; index < 10; index++) await all[0]?.store.createSchedule({ ...SUITE, interval_seconds: 5 });
  while (ran.length < 100) await Promise.all(all.map(({ timers }) => timers.sleep(1_000)));
  expect(new Set(ran).size).toBe(ran.length);
});

test('what fails, also at once, has failed; what comes after is run', async () => {
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  const { id } = await store.createSchedule({ ...SUITE, interval_seconds: 10 });
  const timers = newTimers(clock);
  const ends = [
    () => Promise.reject(new Error('The server is gone.')),
    () => {
      throw new Error('No plan.');
    },
    () => Promise.resolve(),
  ];
  start({ store, ...timers, run: () => ends.shift()?.() ?? Promise.resolve() });
  while (ends.length > 0) await timers.sleep();
  await timers.sleep();
  const { occurrences } = await store.listOccurrences(id);
  expect(occurrences.slice(-3).map(({ status, error }) => [status, error])).toEqual([
    ['done', undefined],
    ['failed', 'No plan.'],
    ['failed', 'The server is gone.'],
  ]);
});

test('no more is run at once than it may', async () => {
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  for (let index = 0; index < 7; index++) await store.createSchedule({ ...SUITE, interval_seconds: 3_600 });
  clock.at += 3_600_000;
  let [now, most, ran] = [0, 0, 0];
  const all = Promise.withResolvers<void>();
  const run = async (): Promise<void> => {
    most = Math.max(most, ++now);
    await store.listRuns();
    now--;
    if (++ran === 7) all.resolve();
  };
  start({ store, ...newTimers(clock), maxConcurrent: 3, run });
  await all.promise;
  expect(most).toBe(3);
});

test('closing it aborts what is being run, waits for it, and starts nothing more', async () => {
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  const { id } = await store.createSchedule({ ...SUITE, interval_seconds: 10 });
  clock.at += 10_000;
  const started = Promise.withResolvers<void>();
  const scheduler = createScheduler({
    store,
    ...newTimers(clock),
    run: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('It was cancelled.')));
        started.resolve();
      }),
  });
  await started.promise;
  await scheduler.close();
  clock.at += 60_000;
  scheduler.wake();
  await scheduler.close();
  expect(await store.listOccurrences(id)).toMatchObject({
    total: 1,
    occurrences: [{ status: 'failed', error: 'It was cancelled.' }],
  });
});

test('trouble with the store is told, and overcome', async () => {
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  const { id } = await store.createSchedule({ ...SUITE, interval_seconds: 10 });
  let troubles = 2;
  const shaky: SchedulerOptions['store'] = {
    msUntilDue: store.msUntilDue,
    claimDue: store.claimDue,
    finishOccurrence: async (...args: Parameters<ScheduleStore['finishOccurrence']>) => {
      if (troubles-- > 0) throw new ContextStoreError('STORE_FAILED', 'The disk is full.');
      await store.finishOccurrence(...args);
    },
  };
  const problems: unknown[] = [];
  const timers = newTimers(clock);
  let ran = 0;
  start({ store: shaky, ...timers, run: async () => void ran++, onProblem: (error) => problems.push(error) });
  while (ran < 2) await timers.sleep();
  expect(problems).toMatchObject([{ message: 'The disk is full.' }, { message: 'The disk is full.' }]);
  expect((await store.listOccurrences(id)).occurrences.at(-1)).toMatchObject({ status: 'done' });
});
