import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewSchedule } from '../src/index.ts';
import { newClock, newFolder, newStore, RUN } from './support.ts';

const SUITE = { name: 'nightly', suite: { plans: ['smoke'] } };

/** When each of the next occurrences is due, as somebody sees it who is always there. */
async function dueTimes(
  schedule: Pick<NewSchedule, 'cron' | 'time_zone'>,
  from: string,
  count: number,
): Promise<string[]> {
  const clock = newClock(from);
  const store = newStore({ url: ':memory:', now: clock.now });
  await store.createSchedule({ ...SUITE, ...schedule });
  const times: string[] = [];
  while (times.length < count) {
    clock.at += (await store.msUntilDue()) ?? 0;
    for (const { id, due_at, missed_since } of await store.claimDue()) {
      expect(missed_since).toBeUndefined();
      await store.finishOccurrence(id);
      times.push(due_at);
    }
  }
  return times;
}

test('a time that summer time leaves out is run at the first moment after it', async () => {
  const berlin = { cron: '30 2 * * *', time_zone: 'Europe/Berlin' };
  expect(await dueTimes(berlin, '2026-03-28T00:00:00Z', 4)).toEqual([
    '2026-03-28T01:30:00.000Z',
    '2026-03-29T01:00:00.000Z',
    '2026-03-30T00:30:00.000Z',
    '2026-03-31T00:30:00.000Z',
  ]);
});

test('a time that comes twice at the end of summer time is run once', async () => {
  const berlin = { cron: '30 2 * * *', time_zone: 'Europe/Berlin' };
  expect(await dueTimes(berlin, '2026-10-24T00:00:00Z', 4)).toEqual([
    '2026-10-24T00:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
    '2026-10-27T01:30:00.000Z',
  ]);
  const twiceADay = { cron: '30 2,14 * * *', time_zone: 'Europe/Berlin' };
  expect(await dueTimes(twiceADay, '2026-10-24T22:00:00Z', 2)).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T13:30:00.000Z',
  ]);
});

test('what is run every hour goes on through both', async () => {
  const hourly = { cron: '30 * * * *', time_zone: 'Europe/Berlin' };
  expect(await dueTimes(hourly, '2026-10-24T23:00:00Z', 3)).toEqual([
    '2026-10-24T23:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T01:30:00.000Z',
  ]);
});

test('of what nobody was there to run, the newest is run, once', async () => {
  const home = await newFolder();
  const clock = newClock('2026-11-21T10:00:30Z');
  const before = newStore({ home, now: clock.now });
  const { id } = await before.createSchedule({ ...SUITE, cron: '0 * * * *', notification: { url: 'https://x' } });
  await before.close();

  clock.at = Date.parse('2026-11-23T08:20:00Z');
  const store = newStore({ home, now: clock.now });
  expect(await store.getSchedule(id)).toMatchObject({ status: 'active', next_run_at: '2026-11-21T11:00:00.000Z' });
  const [claimed, ...more] = await store.claimDue(10);
  expect(more).toEqual([]);
  expect(claimed).toMatchObject({
    due_at: '2026-11-23T08:00:00.000Z',
    missed_since: '2026-11-21T11:00:00.000Z',
    schedule: { id, suite: SUITE.suite, notification: { url: 'https://x' }, next_run_at: '2026-11-23T09:00:00.000Z' },
  });
  await store.finishOccurrence(claimed?.id ?? '');
  expect(await store.claimDue()).toEqual([]);
  expect(await store.msUntilDue()).toBe(40 * 60_000);
});

test('every moment is that of the newest occurrence, and the next is later', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('*/7 * * * *', '15 3 * * 1-5', '0 0 L * *', '59 23 31 12 *', '*/20 * * * * *', '@weekly'),
      fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'),
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
      fc.integer({ min: 1, max: 400 * 86_400_000 }),
      async (cron, time_zone, from, awayMs) => {
        const clock = newClock(from.toISOString());
        await using store = newStore({ url: ':memory:', now: clock.now });
        const { next_run_at = '' } = await store.createSchedule({ ...SUITE, cron, time_zone });
        expect(Date.parse(next_run_at)).toBeGreaterThan(clock.at);
        clock.at += awayMs;
        const [claimed] = await store.claimDue();
        expect(claimed === undefined).toBe(Date.parse(next_run_at) > clock.at);
        if (claimed === undefined) return;
        expect(Date.parse(claimed.due_at)).toBeLessThanOrEqual(clock.at);
        expect(Date.parse(claimed.schedule.next_run_at ?? '')).toBeGreaterThan(clock.at);
        // Nothing lies between the two.
        clock.at = Date.parse(claimed.due_at);
        const again = await store.createSchedule({ ...SUITE, cron, time_zone });
        expect(again.next_run_at).toBe(claimed.schedule.next_run_at);
      },
    ),
    { seed: 9, numRuns: 60 },
  );
});

test('intervals are counted from the schedule on, whoever was late', async () => {
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  await store.createSchedule({ ...SUITE, interval_seconds: 60 });
  const dueAt: (string | undefined)[] = [];
  for (const seconds of [60, 67, 61, 180]) {
    clock.at += seconds * 1_000;
    const [claimed] = await store.claimDue();
    dueAt.push(claimed?.due_at.slice(11, 19));
    await store.finishOccurrence(claimed?.id ?? '');
  }
  expect(dueAt).toEqual(['10:01:00', '10:02:00', '10:03:00', '10:06:00']);
});

test('what comes due while the one before is being run waits for its end', async () => {
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  const { id } = await store.createSchedule({ ...SUITE, interval_seconds: 10 });
  clock.at += 10_000;
  const [first] = await store.claimDue();
  clock.at += 25_000;
  await store.saveRun({ ...RUN, status: 'passed', id: 'r1', occurrence_id: first?.id });
  expect(await store.claimDue()).toEqual([]);
  expect(await store.msUntilDue()).toBeUndefined();
  await store.finishOccurrence(first?.id ?? '', 'It went wrong.');
  const [second] = await store.claimDue();
  expect(second).toMatchObject({ due_at: '2026-11-21T10:00:30.000Z', missed_since: '2026-11-21T10:00:20.000Z' });
  expect(await store.listOccurrences(id)).toMatchObject({
    total: 2,
    occurrences: [{ status: 'running' }, { status: 'failed', error: 'It went wrong.', run_ids: ['r1'] }],
  });
  expect(await store.listRuns({ scheduleId: id })).toMatchObject({ total: 1, runs: [{ id: 'r1' }] });
  await expect(store.finishOccurrence(first?.id ?? '')).rejects.toMatchObject({ code: 'ENDED' });
  await expect(store.finishOccurrence('none')).rejects.toMatchObject({ code: 'UNKNOWN' });
});

test('one whose process died is interrupted and not run again; the next one is', async () => {
  const home = await newFolder();
  const clock = newClock('2026-11-21T10:00:00Z');
  const dead = newStore({ home, now: clock.now });
  const { id } = await dead.createSchedule({ ...SUITE, interval_seconds: 60 });
  clock.at += 60_000;
  await dead.claimDue();
  await dead.close();

  const store = newStore({ home, now: clock.now });
  expect(await store.claimDue()).toEqual([]);
  expect(await store.getSchedule(id)).toMatchObject({ last_run: { status: 'interrupted' } });
  clock.at += 60_000;
  expect(await store.claimDue()).toMatchObject([{ due_at: '2026-11-21T10:02:00.000Z' }]);
});

test('a clock that was set back makes nothing happen twice', async () => {
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  const { id } = await store.createSchedule({ ...SUITE, cron: '*/5 * * * *' });
  const dueAt: string[] = [];
  for (const minutes of [5, -4, 4, 1, -60, 60, 5]) {
    clock.at += minutes * 60_000;
    for (const claimed of await store.claimDue()) {
      dueAt.push(claimed.due_at.slice(11, 16));
      await store.finishOccurrence(claimed.id);
    }
  }
  expect(dueAt).toEqual(['10:05', '10:10']);
  expect(await store.listOccurrences(id)).toMatchObject({ total: 2 });
});

test('one that is cancelled is not run again', async () => {
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  const { id } = await store.createSchedule({ ...SUITE, cron: '* * * * *' });
  expect(await store.cancelSchedule(id)).toMatchObject({
    status: 'cancelled',
    cancelled_at: '2026-11-21T10:00:00.000Z',
  });
  clock.at += 120_000;
  expect(await store.claimDue()).toEqual([]);
  expect(await store.msUntilDue()).toBeUndefined();
  expect(await store.listSchedules({ status: 'active' })).toEqual({ schedules: [], total: 0 });
  const { schedules, total } = await store.listSchedules({ status: 'cancelled' });
  expect([schedules[0]?.id, schedules[0]?.next_run_at, total]).toEqual([id, undefined, 1]);
  await expect(store.cancelSchedule(id)).rejects.toMatchObject({ code: 'ENDED' });
  await expect(store.cancelSchedule('none')).rejects.toMatchObject({ code: 'UNKNOWN' });
});

test('one moment is run once, and the schedule has ended', async () => {
  const clock = newClock('2026-11-21T10:00:00Z');
  const store = newStore({ url: ':memory:', now: clock.now });
  const { id } = await store.createSchedule({ ...SUITE, cron: '2026-12-01T02:30:00', time_zone: 'Europe/Berlin' });
  clock.at = Date.parse('2026-12-05T00:00:00Z');
  expect(await store.claimDue()).toMatchObject([{ due_at: '2026-12-01T01:30:00.000Z' }]);
  expect(await store.getSchedule(id)).toMatchObject({ status: 'ended' });
});

test.each([
  ['nothing', {}],
  ['both kinds', { cron: '* * * * *', interval_seconds: 60 }],
  ['an empty expression', { cron: '' }],
  ['words', { cron: 'every day' }],
  ['minute 60', { cron: '60 * * * *' }],
  ['four parts', { cron: '* * * *' }],
  ['the 30th of February', { cron: '0 0 30 2 *' }],
  ['the past', { cron: '2020-01-01T00:00:00' }],
  ['@reboot', { cron: '@reboot' }],
  ['a zone elsewhere', { cron: '* * * * *', time_zone: 'Mars/Olympus' }],
  ['an empty zone', { cron: '* * * * *', time_zone: '' }],
  ['a long expression', { cron: `${'1,'.repeat(200)}1 * * * *` }],
  ['an interval of nothing', { interval_seconds: 0 }],
  ['half a second', { interval_seconds: 0.5 }],
  ['a time back', { interval_seconds: -60 }],
  ['no end', { interval_seconds: Number.POSITIVE_INFINITY }],
  ['30,000 years', { interval_seconds: 1e12 }],
])('%s is no schedule', async (_, wrong) => {
  const code = expect.stringMatching(/^INVALID_(SCHEDULE|INPUT)$/);
  await expect(newStore().createSchedule({ ...SUITE, ...wrong })).rejects.toMatchObject({ code });
});

test('what is long or secret about schedules is not in their list', async () => {
  const store = newStore();
  const { id } = await store.createSchedule({
    ...SUITE,
    id: 's1',
    interval_seconds: 60,
    notification: { secret: 'x' },
  });
  const { schedules } = await store.listSchedules();
  expect(JSON.stringify(schedules)).not.toMatch(/secret|plans/);
  expect(await store.getSchedule(id)).toMatchObject({ suite: SUITE.suite, notification: { secret: 'x' } });
  await expect(store.createSchedule({ ...SUITE, id, interval_seconds: 1 })).rejects.toMatchObject({ code: 'EXISTS' });
});
