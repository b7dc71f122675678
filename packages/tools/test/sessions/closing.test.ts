import { expect, onTestFinished, test, vi } from 'vitest';
import { createToolbox } from '../../src/index.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { smallApi, startSmallApi } from '../support/small-api.ts';
import { startMock } from '../support/start-mock.ts';

const often = (url: string): object => ({
  test_suite: {
    name: 'often',
    steps: [{ tool: 'execute_test_plan', arguments: { server_url: url, openapi_spec: smallApi } }],
  },
  schedule_config: { interval_seconds: 1 },
});

test('what a schedule does when the toolbox is closed ends first, and is written down', async () => {
  const { url, requests } = await startSmallApi({ delayMs: 20 });
  const toolbox = await openToolbox();
  await toolbox.callUnchecked('schedule_test_suite', often(url));
  await vi.waitFor(() => expect(requests.length).toBeGreaterThan(5), { timeout: 20_000 });
  await toolbox.close();

  const { workspace } = toolbox.services;
  await using next = createToolbox({ workspace });
  const { schedules, total } = await next.call('list_schedules', {});
  expect(total).toBe(1);
  expect(schedules).toMatchObject([{ name: 'often', last_status: 'failed' }]);
  const store = await next.services.contextStore();
  expect((await store.listRuns()).runs.map(({ status }) => status)).toEqual(['cancelled']);
});

test('what is being opened while a toolbox is closed is closed with it', async () => {
  const toolbox = await openToolbox();
  const schedules = toolbox.services.schedules();
  await toolbox.close();
  const store = await toolbox.services.contextStore();
  await schedules;
  await expect(store.createSession({ name: 'late', plan: {} })).rejects.toMatchObject({ code: 'STORE_FAILED' });
});

test('a run in the background goes on without the call that began it, in the world of its scenario', async () => {
  const { apiUrl, mock } = await startMock({ document: smallApi });
  const toolbox = await openToolbox();
  await toolbox.call('deploy_scenario', {
    server_url: apiUrl,
    scenario_config: {
      name: 'slow',
      type: 'error_simulation',
      rules: [{ match: { path: '/notes' }, delay: { type: 'fixed', ms: 50 } }],
    },
  });
  const { session_id } = await toolbox.call('create_test_session', { session_name: 'background' });
  const told: unknown[] = [];
  const caller = new AbortController();
  const { status } = await toolbox.call(
    'run_security_test',
    { server_url: apiUrl, scenario_name: 'slow', session_id, wait: false },
    { signal: caller.signal, progress: (progress) => told.push(progress) },
  );
  expect(status).toBe('running');
  caller.abort();
  await vi.waitFor(() => expect(mock.worlds.list()).toHaveLength(1), { timeout: 20_000 });
  const { runs } = await toolbox.call('end_test_session', { session_id });
  expect(runs).toMatchObject([{ status: 'cancelled' }]);
  expect(mock.worlds.list()).toEqual([]);
  expect(told).toEqual([]);
});

test('runs of which nobody has spoken for 90 days are forgotten', async () => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  const { run_id } = await toolbox.call('execute_test_plan', {
    server_url: url,
    openapi_spec: smallApi,
    test_focus: 'smoke',
  });
  const { workspace } = toolbox.services;
  const inDays = (days: number): Promise<unknown> => {
    const later = createToolbox({ workspace, now: () => Date.now() + days * 86_400_000 });
    onTestFinished(() => later.close());
    return later.services
      .contextStore()
      .then(() => later.close())
      .then(() => toolbox.call('monitor_test_progress', { run_id }));
  };
  await expect(inDays(80)).resolves.toMatchObject({ state: 'ended' });
  await expect(inDays(100)).rejects.toMatchObject({ code: 'UNKNOWN_RUN' });
});
