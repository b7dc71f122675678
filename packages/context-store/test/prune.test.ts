import { expect, test } from 'vitest';
import { newClock, newStore, RUN } from './support.ts';

test('what ended before a time goes; what is under way, active or pending stays', async () => {
  const clock = newClock('2026-01-01T00:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  await store.saveRun({ ...RUN, id: 'old', status: 'passed' });
  await store.startRun({ ...RUN, id: 'long' });
  await store.createSession({ id: 'ended', name: 'ended', plan: {} });
  await store.endSession('ended');
  await store.createSession({ id: 'active', name: 'active', plan: {} });
  await store.createSchedule({ id: 'cancelled', name: 'cancelled', interval_seconds: 60, suite: {} });
  await store.createSchedule({ id: 'daily', name: 'daily', cron: '@daily', suite: {} });
  clock.at += 60_000;
  const [claimed] = await store.claimDue();
  await store.finishOccurrence(claimed?.id ?? '');
  await store.cancelSchedule('cancelled');
  const { id } = await store.addNotification({ target: {}, payload: {} });
  await store.addNotification({ target: {}, payload: {} });
  await store.recordAttempt(id, { delivered: true });
  clock.at = Date.parse('2026-06-01T00:00:00Z');
  // Says that it is there: so the other one is under way still.
  await store.startRun({ ...RUN, id: 'new' });

  expect(await store.prune({ before: '2025-01-01T00:00:00Z' })).toMatchObject({ runs: 0, sessions: 0, schedules: 0 });
  expect(await store.prune({ before: '2026-03-01T00:00:00Z' })).toEqual({
    runs: 1,
    sessions: 1,
    occurrences: 1,
    schedules: 1,
    notifications: 1,
  });
  expect((await store.listRuns()).runs.map((run) => run.id)).toEqual(['new', 'long']);
  expect((await store.listSessions()).sessions.map((session) => session.id)).toEqual(['active']);
  expect((await store.listSchedules()).schedules.map((schedule) => schedule.id)).toEqual(['daily']);
  expect(await store.listNotifications()).toMatchObject({ total: 1, notifications: [{ status: 'pending' }] });
});

test('of runs that have ended, as many of the newest stay as are to be kept', async () => {
  const clock = newClock('2026-01-01T00:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  for (let index = 0; index < 10; index++) {
    clock.at += 1_000;
    await store.saveRun({ ...RUN, id: `r${index}`, status: 'passed' });
  }
  expect(await store.prune({ keepRuns: 3 })).toMatchObject({ runs: 7 });
  expect((await store.listRuns()).runs.map(({ id }) => id)).toEqual(['r9', 'r8', 'r7']);
  await store.startRun({ ...RUN, id: 'now' });
  expect(await store.prune({ keepRuns: 0 })).toMatchObject({ runs: 3 });
  expect((await store.listRuns()).runs.map(({ id }) => id)).toEqual(['now']);
  expect(await store.prune({})).toMatchObject({ runs: 0 });
  await expect(store.prune({ before: 'long ago' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(store.prune({ keepRuns: -1 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
