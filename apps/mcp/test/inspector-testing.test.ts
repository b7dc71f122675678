import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createMockServer } from '@mockloop/mock-server';
import { expect, onTestFinished, test } from 'vitest';
import { callSuccessfully, newInspector } from './support/inspector.ts';
import { newWorkspace } from './support/mcp-command.ts';

const root = path.join(import.meta.dirname, '../../..');

/** The MCP tools by name, called by the Inspector in one workspace. */
async function inspectorCalls(
  workspace: string,
): Promise<(tool: string, args: object) => Promise<Record<string, unknown>>> {
  const inspect = await newInspector(workspace);
  return (tool, args) => callSuccessfully(inspect, tool, args);
}

test('the Inspector runs the tools for scenarios on a mock of the Petstore', { timeout: 120_000 }, async () => {
  const mock = await createMockServer({ document: path.join(root, 'examples/petstore.yaml') });
  onTestFinished(() => mock.close());
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  const call = await inspectorCalls(await newWorkspace());
  const scenario_config = {
    name: 'tea',
    type: 'chaos',
    rules: [{ match: { path: '/pets' }, respond: { status: 418 } }],
  };
  expect(await call('validate_scenario_config', { scenario_config, server_url: apiUrl })).toMatchObject({
    valid: true,
  });
  await call('deploy_scenario', { server_url: apiUrl, scenario_config });
  await call('switch_scenario', { server_url: apiUrl, scenario_name: 'tea' });
  expect(JSON.stringify(await call('list_active_scenarios', { server_urls: [apiUrl] }))).toContain('tea');
});

interface Tested {
  readonly url: string;
  /** A path. */
  readonly document: string;
  readonly verdict: 'passed' | 'failed';
  readonly auth?: object | undefined;
}

async function startPetstore(): Promise<Tested> {
  const document = path.join(root, 'examples/petstore.yaml');
  const mock = await createMockServer({ document });
  onTestFinished(() => mock.close());
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  return { url: apiUrl, document, verdict: 'passed' };
}

/** One of the APIs of the bench, with a fault. */
async function startTarget(): Promise<Tested> {
  const child = fork(path.join(root, 'bench/targets/serve-target.ts'), { execArgv: ['--no-warnings'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.send({ name: 'shop', faults: ['wrong-type'] });
  const [{ url, document }] = (await once(child, 'message')) as [{ url: string; document: string }];
  return { url, document, verdict: 'failed' };
}

test.each([
  ['a mock of the Petstore', startPetstore],
  ['an API with a fault', startTarget],
])('the Inspector runs the tools that test on %s', { timeout: 400_000 }, async (_, start) => {
  const { url, document, verdict } = await start();
  const call = await inspectorCalls(await newWorkspace());
  const openapi_spec = await readFile(document, 'utf8');
  const target = { server_url: url, openapi_spec };

  const { session_id } = await call('create_test_session', { session_name: 'inspected' });
  const tested = await call('execute_test_plan', { ...target, session_id, test_focus: 'contract', max_seconds: 30 });
  expect(tested).toMatchObject({ verdict });
  const iterated = await call('run_test_iteration', { ...target, duration_seconds: 2 });
  expect(iterated).toHaveProperty('run_id');
  const secured = await call('run_security_test', {
    server_url: url,
    api_spec: openapi_spec,
    security_focus: ['configuration'],
    max_seconds: 20,
    session_id,
  });
  expect(secured).toMatchObject({ kind: 'security' });
  const load = { ...target, target_load: 20, duration_seconds: 1, session_id };
  const first = await call('run_load_test', load);
  const second = await call('run_load_test', load);
  expect(first).toMatchObject({ load: { sent: 20 } });

  expect(await call('analyze_test_results', { test_results: [tested.run_id, first.run_id] })).toHaveProperty('causes');
  for (const output_format of ['html', 'markdown', 'json', 'csv', 'junit', 'sarif'])
    expect(
      await call('generate_test_report', {
        test_results: tested.run_id,
        output_format,
        output_path: `report.${output_format}`,
      }),
    ).toHaveProperty('path');
  const compared = { baseline_results: first.run_id, comparison_results: second.run_id };
  expect(await call('compare_test_runs', compared)).toHaveProperty('verdict');
  expect(await call('get_performance_metrics', { test_results: first.run_id })).toHaveProperty('metrics');
  expect(await call('monitor_test_progress', { session_id })).toMatchObject({ state: 'idle' });

  const { schedule_id } = await call('schedule_test_suite', {
    test_suite: { name: 'nightly', steps: [{ tool: 'execute_test_plan', arguments: { server_url: url } }] },
    schedule_config: { cron: '0 3 * * *', time_zone: 'Europe/Berlin' },
  });
  expect(await call('list_schedules', {})).toMatchObject({ schedules: [{ schedule_id }] });
  await call('cancel_schedule', { schedule_id });
  const { runs } = await call('end_test_session', { session_id });
  expect(runs).toHaveLength(4);
});
