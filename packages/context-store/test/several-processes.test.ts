import { expect, test } from 'vitest';
import { elsewhere, newFolder, newStore } from './support.ts';

test('four processes that claim two hundred due occurrences claim each once', { timeout: 120_000 }, async () => {
  const home = await newFolder();
  const past = newStore({ home, now: () => Date.now() - 3_600_000 });
  for (let index = 0; index < 200; index++) {
    await past.createSchedule({ id: `s${index}`, name: 'due', interval_seconds: 3_000, suite: {} });
  }
  const claimAll = `
    const claimed = [];
    say('ready');
    for (let none = 0; none < 3; ) {
      const due = await store.claimDue(3);
      none = due.length === 0 ? none + 1 : 0;
      for (const { id, schedule } of due) claimed.push(schedule.id);
      for (const { id } of due) await store.finishOccurrence(id);
    }
    say(claimed);
    await store.close();`;
  const processes = [1, 2, 3, 4].map(() => elsewhere(home, claimAll));
  await Promise.all(processes.map((one) => one.next()));
  const claims = (await Promise.all(processes.map((one) => one.next()))) as string[][];
  const all = claims.flat();
  expect(all).toHaveLength(200);
  expect(new Set(all).size).toBe(200);
});

test('four processes that begin at once with no database share one', { timeout: 120_000 }, async () => {
  const home = await newFolder();
  const run = { kind: 'load', server_url: 'http://127.0.0.1:1', plan: {}, status: 'passed' };
  const save = `
    for (let index = 0; index < 20; index++) await store.saveRun(${JSON.stringify(run)});
    say((await store.listRuns()).total >= 20);
    await store.close();`;
  const processes = [1, 2, 3, 4].map(() => elsewhere(home, save));
  expect(await Promise.all(processes.map((one) => one.next()))).toEqual([true, true, true, true]);
  expect(await newStore({ home }).listRuns()).toMatchObject({ total: 80 });
});

test('a schedule fires in a process that was killed and started again', { timeout: 120_000 }, async () => {
  const home = await newFolder();
  const { id } = await newStore({ home }).createSchedule({ name: 'often', interval_seconds: 1, suite: { a: 1 } });
  const runAll = (end: string): string => `
    createScheduler({ store, run: async ({ id, schedule, due_at }) => {
      const plan = schedule.suite;
      const run = await store.startRun({ kind: 'functional', server_url: 'http://127.0.0.1:1', plan, occurrence_id: id });
      ${end}
    } });
    setInterval(() => {}, 1_000);`;
  const first = elsewhere(home, runAll('say({ due_at, run: run.id }); await new Promise(() => {});'));
  const interrupted = (await first.next()) as { due_at: string; run: string };
  await first.kill();

  const finish = "await store.finishRun(run.id, { status: 'passed' }); say({ due_at, run: run.id });";
  const second = elsewhere(home, runAll(finish));
  const next = [await second.next(), await second.next()] as { due_at: string; run: string }[];
  await second.kill();

  const dueAt = [interrupted, ...next].map(({ due_at }) => Date.parse(due_at));
  expect(dueAt).toEqual(dueAt.toSorted((a, b) => a - b));
  expect(new Set(dueAt).size).toBe(3);
  const store = newStore({ home, staleAfterMs: 1_000, now: () => Date.now() + 5_000 });
  expect(await store.getRun(interrupted.run)).toMatchObject({ status: 'interrupted', plan: { a: 1 } });
  const { occurrences } = await store.listOccurrences(id);
  expect(occurrences.at(-1)).toMatchObject({ status: 'interrupted', run_ids: [interrupted.run] });
  expect(occurrences.at(-2)).toMatchObject({ status: 'done', run_ids: [next[0]?.run] });
});
