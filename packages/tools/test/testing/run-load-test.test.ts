import { expect, test } from 'vitest';
import { openToolbox } from '../support/open-toolbox.ts';
import { smallApi, startSmallApi } from '../support/small-api.ts';
import { startMock } from '../support/start-mock.ts';

const LOAD = { target_load: 40, duration_seconds: 2 };

test('an API is put under load by its document, and its figures are told by operation', async () => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  const { run_id, load } = await toolbox.call('run_load_test', { server_url: url, openapi_spec: smallApi, ...LOAD });
  expect(load).toMatchObject({ model: 'open', sent: 80, ok: 80, errors: {} });
  expect(load?.operations.map(({ operation }) => operation).toSorted()).toEqual(['GET /notes', 'GET /notes/{id}']);
  const { metrics } = await toolbox.call('get_performance_metrics', {
    test_results: run_id,
    aggregation_method: 'p99',
  });
  expect(metrics.map(({ metric, unit }) => `${metric} ${unit}`)).toEqual([
    'response_time ms',
    'service_time ms',
    'throughput requests/s',
    'error_rate share',
  ]);
  expect(metrics[0]?.value).toBe(load?.response.p99_ms);
});

test('what was made for the load is removed after it', async () => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  await toolbox.call('run_load_test', {
    server_url: url,
    openapi_spec: smallApi,
    operations: ['GET /notes/{id}'],
    ...LOAD,
  });
  expect(await (await fetch(`${url}/notes`)).json()).toEqual([]);
});

test('two runs are compared with effect sizes', async () => {
  const fast = await startSmallApi();
  const slow = await startSmallApi({ delayMs: 60 });
  const toolbox = await openToolbox();
  const run = async (url: string): Promise<string> =>
    (await toolbox.call('run_load_test', { server_url: url, openapi_spec: smallApi, ...LOAD, duration_seconds: 4 }))
      .run_id;
  const result = await toolbox.call('compare_test_runs', {
    baseline_results: await run(fast.url),
    comparison_results: await run(slow.url),
  });
  // On a machine that was too busy to measure, nothing may be concluded.
  expect(['regression', 'inconclusive']).toContain(result.verdict);
  expect(result.summary.length).toBeGreaterThan(0);
});

test('a scenario is in force for the run alone', async () => {
  const { apiUrl, call, mock } = await startMock({ document: smallApi });
  const toolbox = await openToolbox();
  await toolbox.call('deploy_scenario', {
    server_url: apiUrl,
    scenario_config: {
      name: 'down',
      type: 'error_simulation',
      rules: [{ match: { path: '/notes' }, respond: { status: 503 }, probability: 0.5 }],
    },
  });
  const { load } = await toolbox.call('run_load_test', {
    server_url: apiUrl,
    scenario_name: 'down',
    operations: ['GET /notes'],
    ...LOAD,
  });
  expect(load?.errors['5xx']).toBeGreaterThan(0);
  expect((await call('GET', '/notes')).status).toBe(200);
  expect(mock.worlds.list()).toEqual([]);
});

test.each(['k6', 'artillery'] as const)('the same test is written for %s, without credentials', async (format) => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  const { exported = '' } = await toolbox.call('run_load_test', {
    server_url: url,
    openapi_spec: smallApi,
    export_format: format,
    auth: { a: { headers: { authorization: 'Bearer very-secret-token' } } },
  });
  expect(exported).toContain('/notes');
  expect(exported).not.toContain('very-secret-token');
});

test('an API of which nothing works is not put under load', async () => {
  const toolbox = await openToolbox();
  const { url } = await startSmallApi();
  await expect(
    toolbox.call('run_load_test', { server_url: `${url}/nowhere`, openapi_spec: smallApi }),
  ).rejects.toMatchObject({ code: 'INVALID_PLAN', message: expect.stringContaining('GET /notes') });
});

test.each([
  [{ target_load: 10, concurrent_users: 2 }, '/concurrent_users'],
  [{ concurrent_users: 2, stages: [{ rate: 10, duration_seconds: 1 }] }, '/stages'],
  [{ ramp_up_time: 2, stages: [{ rate: 10, duration_seconds: 1 }] }, '/ramp_up_time'],
])('%o says the load in two ways', async (load, pointer) => {
  const toolbox = await openToolbox();
  const call = toolbox.call('run_load_test', { server_url: 'http://127.0.0.1:9', openapi_spec: smallApi, ...load });
  await expect(call).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS', problems: [{ pointer }] });
});

test('an operation that does not work is named, and not put under load', async () => {
  const { apiUrl } = await startMock({ document: smallApi });
  const toolbox = await openToolbox();
  await toolbox.call('deploy_scenario', {
    server_url: apiUrl,
    scenario_config: {
      name: 'no-writes',
      type: 'error_simulation',
      rules: [{ match: { method: 'POST', path: '/notes' }, respond: { status: 503 } }],
    },
  });
  const { load, warnings } = await toolbox.call('run_load_test', {
    server_url: apiUrl,
    scenario_name: 'no-writes',
    operations: ['GET /notes', 'POST /notes'],
    ...LOAD,
  });
  expect(load?.operations.map(({ operation }) => operation)).toEqual(['GET /notes']);
  expect(warnings.join()).toContain('POST /notes');
});

test('runs are compared by what runs of their kind have', async () => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  const args = { server_url: url, openapi_spec: smallApi };
  const { run_id } = await toolbox.call('execute_test_plan', { ...args, test_focus: 'smoke' });
  const compare = toolbox.call('compare_test_runs', {
    baseline_results: run_id,
    comparison_results: run_id,
    comparison_metrics: ['p95'],
  });
  await expect(compare).rejects.toMatchObject({ problems: [{ pointer: '/comparison_metrics' }] });
});

test('the highest rate that meets the thresholds is searched', async () => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  const search = { target_load: 10, find_limit_up_to: 20, duration_seconds: 1, thresholds: ['rate<1000'] };
  const { load, verdict } = await toolbox.call('run_load_test', { server_url: url, openapi_spec: smallApi, ...search });
  // On a machine that was too busy to measure, no rate passes.
  expect(['passed', 'inconclusive']).toContain(verdict);
  expect(load?.knee_rate === undefined || load.knee_rate >= 10).toBe(true);
  const contradiction = toolbox.call('run_load_test', { server_url: url, concurrent_users: 2, ...search });
  await expect(contradiction).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS' });
});
