import { expect, test } from 'vitest';
import { readResource } from '../../src/index.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { smallApi, startSmallApi } from '../support/small-api.ts';
import { startMock } from '../support/start-mock.ts';

test('a sound API passes', async () => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  const result = await toolbox.call('execute_test_plan', {
    server_url: url,
    openapi_spec: smallApi,
    test_focus: 'functional',
  });
  expect(result).toMatchObject({
    status: 'success',
    verdict: 'passed',
    kind: 'functional',
    coverage: { operations: 4, succeeded: 4 },
    findings: { critical: 0, high: 0, medium: 0, low: 0 },
    next_actions: [],
  });
  expect(result.performance?.p95_ms).toBeGreaterThan(0);
});

test('what is broken is found, explained and replayed until it is mended', async () => {
  const broken = await startSmallApi({ nameless: true });
  const sound = await startSmallApi();
  const toolbox = await openToolbox();
  const result = await toolbox.call('execute_test_plan', {
    server_url: broken.url,
    openapi_spec: smallApi,
    test_focus: 'functional',
  });
  expect(result.verdict).toBe('failed');
  const cluster = result.clusters.find(({ check }) => check === 'response-schema');
  expect(cluster).toMatchObject({ severity: expect.any(String), message: expect.stringContaining('name') });
  expect(result.next_actions[0]).toMatchObject({ tool: 'run_test_iteration' });

  const again = { case_id: cluster?.case_id, run_id: result.run_id, openapi_spec: smallApi };
  const replayed = await toolbox.call('run_test_iteration', { server_url: broken.url, ...again });
  expect(replayed.replay).toMatchObject({ reproduced: true });
  const mended = await toolbox.call('run_test_iteration', { server_url: sound.url, ...again });
  expect(mended).toMatchObject({ verdict: 'passed', replay: { reproduced: false } });
});

test('a run is kept, and read as a resource and as a report', async () => {
  const { url } = await startSmallApi({ nameless: true });
  const toolbox = await openToolbox();
  const { run_id, resource } = await toolbox.call('execute_test_plan', {
    server_url: url,
    openapi_spec: smallApi,
    test_focus: 'smoke',
    seed: 'kept',
  });
  const { text } = await readResource(resource, toolbox.services);
  expect(JSON.parse(text)).toMatchObject({ format: 'mockloop-test-run/1', id: run_id, plan: { seed: 'kept' } });
  const report = await readResource(`${resource}/report/junit`, toolbox.services);
  expect(report.text).toContain('response-schema');
});

test('a plan is returned, changed and carried out, and asks for nothing before', async () => {
  const { url, requests } = await startSmallApi();
  const toolbox = await openToolbox();
  const planned = await toolbox.call('execute_test_plan', {
    server_url: url,
    openapi_spec: smallApi,
    execute_immediately: false,
  });
  expect(requests).toEqual([]);
  const plan = planned.test_plan as { operations: { key: string }[] };
  const changed = {
    ...plan,
    phases: ['examples'],
    operations: plan.operations.filter(({ key }) => key === 'GET /notes'),
  };
  const result = await toolbox.call('execute_test_plan', {
    server_url: url,
    openapi_spec: smallApi,
    test_plan: changed,
  });
  expect(result).toMatchObject({ verdict: 'passed', coverage: { operations: 1, succeeded: 1 } });
  expect(requests).not.toContain('POST /notes');
});

test('what a call says goes before what its plan says', async () => {
  const other = await startSmallApi();
  const { url, requests } = await startSmallApi();
  const toolbox = await openToolbox();
  const common = { openapi_spec: smallApi, test_focus: 'state' } as const;
  const { test_plan } = await toolbox.call('execute_test_plan', {
    ...common,
    server_url: other.url,
    execute_immediately: false,
  });
  const call = { ...common, server_url: url, test_plan, test_focus: 'smoke', max_requests: 50, seed: 'mine' } as const;
  const changed = await toolbox.call('execute_test_plan', { ...call, execute_immediately: false });
  expect(changed.test_plan).toMatchObject({
    server_url: url,
    seed: 'mine',
    phases: ['preflight', 'examples'],
    budget: { max_requests: 50 },
  });
  await toolbox.call('execute_test_plan', call);
  expect(requests).not.toEqual([]);
  expect(other.requests).toEqual([]);
});

test('a run in the background is followed by its id', async () => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  const { run_id, status } = await toolbox.call('execute_test_plan', {
    server_url: url,
    openapi_spec: smallApi,
    test_focus: 'functional',
    wait: false,
  });
  expect(status).toBe('running');
  await expect
    .poll(async () => (await toolbox.call('monitor_test_progress', { run_id })).state, { timeout: 60_000 })
    .toBe('ended');
  const { runs, alerts } = await toolbox.call('monitor_test_progress', { run_id });
  expect(runs[0]).toMatchObject({ run_id, status: 'passed', findings: 0 });
  expect(alerts).toEqual([]);
});

test('a cancelled run keeps what it had', async () => {
  const { url } = await startSmallApi({ delayMs: 20 });
  const toolbox = await openToolbox();
  const controller = new AbortController();
  const call = toolbox.call(
    'execute_test_plan',
    { server_url: url, openapi_spec: smallApi, parallel_execution: false },
    { signal: controller.signal, progress: ({ done }) => done > 5 && controller.abort() },
  );
  await call.catch(() => undefined);
  const store = await toolbox.services.contextStore();
  const { runs } = await store.listRuns();
  expect(runs).toMatchObject([{ status: 'cancelled', requests_count: expect.any(Number) }]);
});

test('a mock is compared with the live API, and each difference has its patch', async () => {
  const live = await startSmallApi();
  await fetch(`${live.url}/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name": "first"}',
  });
  const { apiUrl } = await startMock({ document: smallApi });
  const toolbox = await openToolbox();
  const { differences } = await toolbox.call('execute_test_plan', {
    server_url: apiUrl,
    test_focus: 'smoke',
    mode: 'hybrid',
    live_url: live.url,
  });
  expect(differences).toMatchObject({ compared: expect.any(Number), operations: expect.any(Array) });
  const notes = differences?.operations.find(({ operation }) => operation === 'GET /notes');
  expect(notes?.patch.length).toBeGreaterThan(0);
});

test('nobody is tested who is not on the list', async () => {
  const toolbox = await openToolbox();
  await expect(
    toolbox.call('execute_test_plan', { server_url: 'http://192.0.2.1', openapi_spec: smallApi }),
  ).rejects.toMatchObject({ code: 'TARGET_REFUSED', message: expect.stringContaining('MOCKLOOP_TEST_HOSTS') });
});

test('a server that is not there is an error', async () => {
  const toolbox = await openToolbox();
  await expect(
    toolbox.call('execute_test_plan', { server_url: 'http://127.0.0.1:9', openapi_spec: smallApi }),
  ).rejects.toMatchObject({ code: 'UNREACHABLE' });
});

test.each([
  ['a comparison without a live API', { mode: 'proxy' }, '/live_url'],
  [
    'a tolerance below nothing',
    { mode: 'proxy', live_url: 'http://127.0.0.1:9', comparison_config: { tolerance: -1 } },
    '/comparison_config/tolerance',
  ],
])('%s is refused with its place', async (_, args, pointer) => {
  const toolbox = await openToolbox();
  const call = toolbox.callUnchecked('execute_test_plan', {
    server_url: 'http://127.0.0.1:9',
    openapi_spec: smallApi,
    ...args,
  });
  await expect(call).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS', problems: [{ pointer }] });
});
