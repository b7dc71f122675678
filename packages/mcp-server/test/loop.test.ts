import { expect, onTestFinished, test } from 'vitest';
import { agents } from './support/agents.ts';
import { newWorkspace } from './support/mcp-process.ts';

test.each(agents)('$name goes the whole way', { timeout: 120_000 }, async ({ connect }) => {
  const call = await connect(await newWorkspace());

  const project = await call('generate_mock_api', { spec_url_or_path: 'petstore.yaml', output_dir_name: 'shop' });
  expect(project).toMatchObject({ status: 'success', name: 'shop', operations: expect.any(Number) });

  const started = await call('start_mock_server', { mock_name: 'shop', port: 0, admin_port: 0 });
  onTestFinished(() => endProcess(started.pid));
  expect(started).toMatchObject({ status: 'success', already_running: false });
  const url = String(started.url);
  const pets = async (): Promise<number> => (await fetch(`${url}/pets`)).status;
  expect(await pets()).toBe(200);

  const log = await call('query_mock_logs', { server_url: url });
  expect(log).toMatchObject({ total_count: 1, logs: [{ method: 'GET', path: '/pets', status: 200 }] });

  const change = { server_url: url, operation: 'update_response', endpoint_path: '/pets', method: 'GET' };
  await call('manage_mock_data', { ...change, status_code: 503, response_data: { title: 'Closed' } });
  expect(await pets()).toBe(503);

  const outage = {
    name: 'outage',
    type: 'error_simulation',
    rules: [{ match: { path: '/pets' }, respond: { status: 418 } }],
  };
  await call('manage_mock_data', { server_url: url, operation: 'reset', confirm: true });
  await call('manage_mock_data', { server_url: url, operation: 'create_scenario', scenario_config: outage });
  expect(await pets()).toBe(200);
  await call('manage_mock_data', { server_url: url, operation: 'switch_scenario', scenario_name: 'outage' });
  expect(await pets()).toBe(418);

  const { mocks } = await call('discover_mock_servers', { ports: [Number(new URL(url).port)] });
  expect(mocks).toContainEqual(
    expect.objectContaining({ name: 'shop', state: 'running', url, active_scenario: 'outage' }),
  );

  expect(await call('stop_mock_server', { mock_name: 'shop' })).toMatchObject({ status: 'success', stopped: 'shop' });
  await expect(fetch(`${url}/pets`)).rejects.toThrow();
  await expect(call('query_mock_logs', { server_url: url })).rejects.toThrow(/discover_mock_servers/);
});

/** For a test that did not come to its end. */
function endProcess(pid: unknown): void {
  try {
    process.kill(Number(pid), 'SIGKILL');
  } catch {
    // It has ended, as it should.
  }
}
