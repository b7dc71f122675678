import { expect, test } from 'vitest';
import { newClock, newFolder, newStore } from './support.ts';

const MESSAGE = { target: { url: 'https://example.com/hook', secret: 's3cret' }, payload: { findings: 2 } };

test('a message is kept until it is delivered, however often that is tried', async () => {
  const home = await newFolder();
  const clock = newClock('2026-11-21T10:00:00Z');
  const before = newStore({ home, now: clock.now });
  const { id } = await before.addNotification({ ...MESSAGE, run_id: 'r1' });
  await before.close();

  const store = newStore({ home, now: clock.now });
  expect(await store.claimNotifications()).toMatchObject([{ id, attempts: 1, ...MESSAGE }]);
  expect(await store.claimNotifications()).toEqual([]);
  await store.recordAttempt(id, { delivered: false, status: 503, error: 'Busy.', retry_at: '2026-11-21T10:01:00Z' });
  expect(await store.claimNotifications()).toEqual([]);
  clock.at += 60_000;
  expect(await store.claimNotifications()).toMatchObject([{ id, attempts: 2, last_status: 503, last_error: 'Busy.' }]);
  expect(await store.recordAttempt(id, { delivered: true, status: 200 })).toMatchObject({ status: 'delivered' });
  await expect(store.recordAttempt(id, { delivered: true })).rejects.toMatchObject({ code: 'ENDED' });
  clock.at += 60_000;
  expect(await store.claimNotifications()).toEqual([]);

  const { notifications, total } = await store.listNotifications({ status: 'delivered', runId: 'r1' });
  expect(total).toBe(1);
  expect(notifications[0]).toMatchObject({
    id,
    attempts: 2,
    last_status: 200,
    finished_at: '2026-11-21T10:01:00.000Z',
  });
  expect(JSON.stringify(notifications)).not.toContain('s3cret');
});

test('one that nobody tries again is given up', async () => {
  const store = newStore();
  const { id } = await store.addNotification({ ...MESSAGE, schedule_id: 's1' });
  await store.claimNotifications();
  await store.recordAttempt(id, { delivered: false, error: 'Gone.' });
  expect(await store.listNotifications({ scheduleId: 's1' })).toMatchObject({
    notifications: [{ status: 'failed', last_error: 'Gone.' }],
  });
  expect(await store.listNotifications({ status: 'pending' })).toEqual({ notifications: [], total: 0 });
  await expect(store.recordAttempt('none', { delivered: true })).rejects.toMatchObject({ code: 'UNKNOWN' });
});

test('one whose process is gone is given to the next, the oldest first', async () => {
  const home = await newFolder();
  const clock = newClock('2026-11-21T10:00:00Z');
  const [dead, store] = [newStore({ home, now: clock.now }), newStore({ home, now: clock.now })];
  const ids: string[] = [];
  for (let index = 0; index < 3; index++) {
    clock.at++;
    ids.push((await store.addNotification(MESSAGE)).id);
  }
  await dead.claimNotifications(2);
  expect((await store.claimNotifications()).map(({ id }) => id)).toEqual(ids.slice(2));
  clock.at += 31_000;
  expect((await store.claimNotifications()).map(({ id }) => id)).toEqual(ids);
});

test('what cannot be kept is refused', async () => {
  const store = newStore();
  await expect(store.addNotification({ ...MESSAGE, target: undefined })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  const payload = 'x'.repeat(1024 * 1024);
  await expect(store.addNotification({ ...MESSAGE, payload })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  await expect(store.addNotification({ ...MESSAGE, run_id: '' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
