import { expect, test } from 'vitest';
import { newStore, RUN } from './support.ts';

test('a session adds up its runs, and says which are under way', async () => {
  const store = newStore();
  const { id } = await store.createSession({ name: 'Release', plan: { runs: 3 }, config: { retries: 1 } });
  expect(await store.getSession(id)).toMatchObject({
    status: 'active',
    plan: { runs: 3 },
    config: { retries: 1 },
    progress: { runs: 0, statuses: {} },
    current: [],
  });
  const run = { ...RUN, session_id: id };
  await store.saveRun({ ...run, status: 'passed', requests_count: 10, findings_count: 0 });
  await store.saveRun({ ...run, status: 'failed', requests_count: 20, findings_count: 3 });
  await store.saveRun({ ...run, status: 'failed', requests_count: 1 });
  const { id: current } = await store.startRun(run);
  await store.updateRun(current, { progress: { done: 5 } });
  await store.saveRun({ ...RUN, status: 'passed', requests_count: 1_000 });

  const session = await store.getSession(id);
  expect(session?.progress).toEqual({
    runs: 4,
    statuses: { passed: 1, failed: 2, running: 1 },
    requests_count: 31,
    findings_count: 3,
  });
  expect(session?.current).toMatchObject([{ id: current, progress: { done: 5 } }]);
  expect((await store.listSessions()).sessions).toMatchObject([{ id, progress: session?.progress }]);
});

test('what happens in a session is read from where one was', async () => {
  const store = newStore();
  const { id } = await store.createSession({ name: 'Watched', plan: {} });
  const run = await store.startRun({ ...RUN, session_id: id });
  const alert = await store.addSessionEvent(id, {
    type: 'alert',
    severity: 'critical',
    message: 'Every request fails.',
    data: { error_rate: 1 },
  });
  await store.finishRun(run.id, { status: 'failed', findings_count: 2 });

  const { events, total } = await store.listSessionEvents(id);
  expect(total).toBe(3);
  expect(events.map(({ type }) => type)).toEqual(['run_started', 'alert', 'run_finished']);
  expect(events[1]).toEqual(alert);
  expect(events[2]?.data).toEqual({ run_id: run.id, status: 'failed', findings_count: 2 });
  expect(await store.listSessionEvents(id, { after: alert.id })).toEqual({ events: [events[2]], total: 1 });
  expect(await store.listSessionEvents(id, { type: 'alert' }, { limit: 5 })).toEqual({ events: [alert], total: 1 });
  expect(await store.getSession(id)).toMatchObject({ alerts_count: 1 });
});

test('a session ends once, and no run joins it then', async () => {
  const store = newStore();
  const { id } = await store.createSession({ name: 'Short', plan: {} });
  const ends = await Promise.allSettled([store.endSession(id, { score: 1 }), store.endSession(id, { score: 2 })]);
  expect(ends).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'ENDED' } }]);
  expect(await store.getSession(id)).toMatchObject({ status: 'ended', summary: { score: 1 } });
  await expect(store.startRun({ ...RUN, session_id: id })).rejects.toMatchObject({ code: 'ENDED' });
  expect(await store.listSessions({ status: 'active' })).toEqual({ sessions: [], total: 0 });
  expect(await store.listSessions({ status: 'ended' })).toMatchObject({ total: 1 });
});

test('a run that was under way when its session ended is part of it', async () => {
  const store = newStore();
  const { id } = await store.createSession({ name: 'Short', plan: {} });
  const run = await store.startRun({ ...RUN, session_id: id });
  await store.endSession(id);
  await store.finishRun(run.id, { status: 'passed' });
  expect(await store.getSession(id)).toMatchObject({ progress: { statuses: { passed: 1 } } });
});

test('what is no session, name or event is refused', async () => {
  const store = newStore();
  await store.createSession({ id: 's', name: 'One', plan: {} });
  await expect(store.createSession({ id: 's', name: 'Two', plan: {} })).rejects.toMatchObject({ code: 'EXISTS' });
  await expect(store.createSession({ name: '', plan: {} })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(store.createSession({ name: 'x'.repeat(201), plan: {} })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  const event = { type: 'alert', message: 'm' };
  await expect(store.addSessionEvent('t', event)).rejects.toMatchObject({ code: 'UNKNOWN' });
  await expect(store.addSessionEvent('s', { ...event, type: 'A B' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(store.addSessionEvent('s', { ...event, message: '' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(store.endSession('t')).rejects.toMatchObject({ code: 'UNKNOWN' });
  expect(await store.getSession('t')).toBeUndefined();
  expect(await store.listSessionEvents('t')).toEqual({ events: [], total: 0 });
});
