import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { MockLoopClient, MockLoopError, type StdioServer, type ToolName, type ToolTypes } from '../src/index.ts';
import { makeWorkspace } from './support/open-workspace.ts';
import { type ServedTools, serveTools } from './support/serve-tools.ts';

vi.setConfig({ testTimeout: 120_000 });

const cli = path.join(import.meta.dirname, '../../../apps/mcp/src/cli.ts');
const own = { mock_name: 'petstore.yaml', port: 0, admin_port: 0 } as const;
const outage = {
  name: 'outage',
  type: 'error_simulation',
  rules: [{ match: { operation_id: 'listPets' }, respond: { status: 503 } }],
};

let workspace: string;
let server: ServedTools;
let server_url: string;
let session_id: string;
let run_id: string;
let stdio: StdioServer;
/** In this process, over HTTP, over stdio. */
let clients: readonly [MockLoopClient, MockLoopClient, MockLoopClient];
beforeAll(async () => {
  workspace = await makeWorkspace();
  server = await serveTools({ workspace });
  const args = ['--conditions=@mockloop/source', cli, '--toolsets', 'all', '--workspace', workspace];
  stdio = { command: process.execPath, args };
  clients = [
    new MockLoopClient({ workspace }),
    await MockLoopClient.connect({ url: server.url }),
    await MockLoopClient.connect(stdio),
  ];
  ({ url: server_url } = await clients[0].startMockServer(own));
  await fetch(`${server_url}/pets`);
  ({ session_id } = await clients[0].createTestSession({ session_name: 'all' }));
  ({ run_id } = await clients[0].executeTestPlan({ server_url, test_focus: 'smoke', session_id }));
  await clients[0].deployScenario({ server_url, scenario_config: outage });
}, 120_000);
afterAll(async () => {
  await clients[0].stopMockServer({ server_url });
  await Promise.all(clients.map((client) => client.close()));
  await server[Symbol.asyncDispose]();
  await rm(workspace, { recursive: true, force: true });
}, 120_000);

/** Arguments with which a tool answers the same each time. */
const calls: { readonly [Name in ToolName]: () => ToolTypes[Name]['input'] } = {
  generate_mock_api: () => ({ spec_url_or_path: 'petstore.yaml', output_dir_name: 'pets' }),
  start_mock_server: () => own,
  stop_mock_server: () => ({ mock_name: 'nothing' }),
  discover_mock_servers: () => ({ ports: [Number(new URL(server_url).port)] }),
  query_mock_logs: () => ({ server_url, limit: 5 }),
  manage_mock_data: () => ({ server_url, operation: 'list_scenarios' }),
  validate_scenario_config: () => ({ server_url, scenario_config: outage }),
  deploy_scenario: () => ({ server_url, scenario_config: outage, force_deploy: true }),
  list_active_scenarios: () => ({ server_urls: [server_url], discover_servers: false }),
  switch_scenario: () => ({ server_url, scenario_name: 'outage', verify_switch: false }),
  analyze_openapi_for_testing: () => ({ openapi_spec: 'petstore.yaml' }),
  generate_scenario_config: () => ({ api_spec: 'petstore.yaml', scenario_type: 'workflow' }),
  optimize_scenario_for_load: () => ({ base_scenario: outage, target_load: 50 }),
  generate_error_scenarios: () => ({ server_url }),
  generate_security_test_scenarios: () => ({ api_spec: 'petstore.yaml' }),
  execute_test_plan: () => ({ server_url, execute_immediately: false }),
  run_test_iteration: () => ({ server_url, run_id, case_id: 'nothing' }),
  run_load_test: () => ({ server_url, export_format: 'k6-operator' }),
  run_security_test: () => ({ server_url, security_focus: ['nothing'] }),
  analyze_test_results: () => ({ test_results: run_id }),
  generate_test_report: () => ({ test_results: [run_id], output_format: 'json' }),
  compare_test_runs: () => ({ baseline_results: run_id, comparison_results: run_id }),
  get_performance_metrics: () => ({ test_results: run_id, aggregation_method: 'max' }),
  create_test_session: () => ({ session_name: '' }),
  end_test_session: () => ({ session_id }),
  schedule_test_suite: () => ({
    test_suite: { name: 'nightly', steps: [{ tool: 'execute_test_plan', arguments: { server_url } }] },
    schedule_config: { cron: '61 * * * *' },
  }),
  list_schedules: () => ({}),
  cancel_schedule: () => ({ schedule_id: 'nothing' }),
  monitor_test_progress: () => ({ run_id }),
};

test.each(Object.keys(calls) as ToolName[])(
  '%s answers the same in this process, over HTTP and over stdio',
  async (name) => {
    // What it changes is changed then.
    await outcomeOf(clients[0], name);
    const [local, http, piped] = await Promise.all(clients.map((client) => outcomeOf(client, name)));

    expect(http).toEqual(local);
    expect(piped).toEqual(local);
  },
);

test.each([
  ['no arguments', 'query_mock_logs', {}],
  ['a wrong argument', 'query_mock_logs', { server_url: '', limit: 0, methd: 'GET' }],
  ['nothing that listens', 'query_mock_logs', { server_url: 'http://127.0.0.1:1' }],
])('%s is the same error', async (_, name, args) => {
  const [local, http, piped] = await Promise.all(
    clients.map((client) => client.callForModel(name, args).catch(describeError)),
  );

  expect(http).toEqual(local);
  expect(piped).toEqual(local);
});

test('the tools say the same of themselves', async () => {
  const [local, http, piped] = await Promise.all(clients.map((client) => client.listTools()));

  expect(http).toEqual(local);
  expect(piped).toEqual(local);
});

test('resources read the same', async () => {
  const [local, http, piped] = await Promise.all(clients.map((client) => client.scenarioPacks()));

  expect(http).toEqual(local);
  expect(piped).toEqual(local);
});

test('a prompt says the same', async () => {
  const args = { api_spec: 'petstore.yaml' };
  const [local, http, piped] = await Promise.all(
    clients.map((client) => client.prompt('generate_error_scenarios', args)),
  );

  expect(local?.at(-1)?.text).toContain('listPets');
  expect(http).toEqual(local);
  expect(piped).toEqual(local);
});

test.each<[string, (client: MockLoopClient) => Promise<unknown>]>([
  ['an argument that a prompt does not take', (client) => client.prompt('generate_error_scenarios', { api_spek: 'x' })],
  ['a document that there is not', (client) => client.prompt('generate_error_scenarios', { api_spec: 'x.yaml' })],
  ['the log of a mock that there is not', (client) => client.readResource('mockloop://mocks/nothing/logs/1')],
  ['a file that is too much', (client) => client.readResource('mockloop://generated/pets/large.txt')],
])('%s is the same error', async (_, ask) => {
  await mkdir(path.join(workspace, 'generated_mocks/pets'), { recursive: true });
  await writeFile(path.join(workspace, 'generated_mocks/pets/mockloop.json'), '{}');
  await writeFile(path.join(workspace, 'generated_mocks/pets/large.txt'), 'x'.repeat(2_000_000));
  const [local, http, piped] = await Promise.all(
    clients.map((client) =>
      ask(client).then(() => {
        throw new Error('It is none.');
      }, describeError),
    ),
  );

  expect(http).toEqual(local);
  expect(piped).toEqual(local);
});

test('what cannot be undone is asked for in every mode', async () => {
  const questions: string[] = [];
  const answers = { confirm: async (question: string): Promise<boolean> => questions.push(question) < 0 };
  const asking = [
    new MockLoopClient({ workspace, ...answers }),
    await MockLoopClient.connect({ url: server.url }, answers),
    await MockLoopClient.connect(stdio, answers),
  ];

  for (const client of asking) {
    await expect(client.manageMockData({ server_url, operation: 'reset' })).rejects.toMatchObject({ code: 'DECLINED' });
    await client.close();
  }

  expect(questions).toHaveLength(3);
  expect(new Set(questions).size).toBe(1);
});

test('a model is asked in every mode, and what it says is checked', async () => {
  const requests: unknown[] = [];
  const answers = { sample: async (request: object): Promise<string> => `no JSON ${requests.push(request)}` };
  const asking = [
    new MockLoopClient({ workspace, ...answers }),
    await MockLoopClient.connect({ url: server.url }, answers),
    await MockLoopClient.connect(stdio, answers),
  ];

  for (const client of asking) {
    const args = { base_scenario: outage, target_load: 50, use_sampling: true };
    expect(await client.optimizeScenarioForLoad(args)).toMatchObject({ source: 'computed' });
    await client.close();
  }

  expect(requests.length).toBeGreaterThanOrEqual(3);
  expect(new Set(requests.map((request) => JSON.stringify(request))).size).toBe(requests.length / 3);
});

/** What came of a call, as the program and as a model have it, without what the clock says. */
async function outcomeOf(client: MockLoopClient, name: ToolName): Promise<unknown> {
  const answer = await client.callForModel(name, calls[name]()).catch(describeError);
  return JSON.parse(JSON.stringify(answer).replaceAll(/\d+(\.\d+)? (ms|s)\b/g, '…'), (key, value) =>
    key.endsWith('_ms') ? undefined : value,
  );
}

function describeError(error: unknown): unknown {
  if (!(error instanceof MockLoopError)) throw error;
  const { code, message, problems } = error;
  return { code, message, problems };
}
