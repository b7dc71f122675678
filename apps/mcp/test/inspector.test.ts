import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { callSuccessfully, callTool, type Inspected, newInspector } from './support/inspector.ts';
import { isAlive, newWorkspace } from './support/mcp-command.ts';

const root = path.join(import.meta.dirname, '../../..');
const corpus = path.resolve(root, '../shared/corpus');

test.each(['auto', 'modern'])('the Inspector lists the tools in the %s era', { timeout: 60_000 }, async (era) => {
  const inspect = await newInspector();
  const { code, result } = await inspect('tools/list', '--protocol-era', era);
  expect({ code, result }).toMatchObject({ code: 0, result: { tools: expect.any(Array) } });
});

test('the Inspector lists all there is, and finds nothing wrong with schemas', { timeout: 180_000 }, async () => {
  const inspect = await newInspector();
  const list = async (method: string, ...args: string[]): Promise<Inspected> => {
    const inspected = await inspect(method, ...args);
    expect(inspected).toMatchObject({ code: 0 });
    return inspected;
  };

  const { result, stderr } = await list('tools/list', '--strict');
  expect(result.tools).toContainEqual(expect.objectContaining({ name: 'start_mock_server' }));
  expect(stderr).toMatch(/\b0 errors/);
  expect((await list('prompts/list')).result).toHaveProperty('prompts');
  expect((await list('resources/list')).result).toHaveProperty('resources');
  const template = expect.objectContaining({ uriTemplate: 'mockloop://mocks/{mock}/logs/{id}' });
  expect((await list('resources/templates/list')).result.resourceTemplates).toContainEqual(template);
  const uri = 'scenario-pack://discovery/list-all';
  expect((await list('resources/read', '--uri', uri)).result.contents).toMatchObject([
    { uri, text: expect.any(String) },
  ]);
});

test('the Inspector is told what is wrong with a call', { timeout: 60_000 }, async () => {
  const inspect = await newInspector();
  const { code, result } = await callTool(inspect, 'query_mock_logs', { server_url: 'http://127.0.0.1:1', limit: 0 });

  expect(code).toBe(5);
  expect(result).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('/limit') }] });
});

const stripe = path.join(corpus, 'openapi-3.0/stripe.yaml');
const documents = [
  ['the Petstore', path.join(root, 'examples/petstore.yaml'), '/pets'],
  ["Stripe's document", stripe, '/v1/customers'],
] as const;

test.each(documents)('the Inspector goes the whole way on %s', { timeout: 300_000 }, async (_, document, endpoint) => {
  if (!existsSync(document)) {
    if (process.env.CI) throw new Error(`The corpus of documents is needed in CI: ${document} is not there`);
    return;
  }
  const workspace = await newWorkspace();
  await cp(document, path.join(workspace, 'document.yaml'));
  const inspect = await newInspector(workspace);
  const call = (tool: string, args: object): Promise<Record<string, unknown>> => callSuccessfully(inspect, tool, args);

  await call('generate_mock_api', { spec_url_or_path: 'document.yaml', output_dir_name: 'api' });
  const { url, pid } = (await call('start_mock_server', { mock_name: 'api', port: 0, admin_port: 0 })) as Started;
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });
  const status = async (): Promise<number> => {
    const headers = { authorization: 'Bearer sk_test_1' };
    return (await fetch(`${url}${endpoint}`, { headers })).status;
  };
  expect(await status()).toBe(200);
  expect(await call('query_mock_logs', { server_url: url })).toMatchObject({
    total_count: 1,
    logs: [{ path: endpoint }],
  });
  const manage = (operation: string, args: object): Promise<object> =>
    call('manage_mock_data', { server_url: url, operation, ...args });
  await manage('update_response', { endpoint_path: endpoint, method: 'GET', status_code: 503 });
  expect(await status()).toBe(503);
  await manage('reset', { confirm: true });
  const rules = [{ match: { path: endpoint }, respond: { status: 418 } }];
  await manage('create_scenario', { scenario_config: { name: 'tea', type: 'chaos', rules } });
  await manage('switch_scenario', { scenario_name: 'tea' });
  expect(await status()).toBe(418);
  const { mocks } = await call('discover_mock_servers', { ports: [Number(new URL(url).port)] });
  expect(mocks).toContainEqual(expect.objectContaining({ name: 'api', state: 'running', active_scenario: 'tea' }));
  await call('stop_mock_server', { mock_name: 'api' });
  await expect(status()).rejects.toThrow();
});

interface Started extends Record<string, unknown> {
  readonly url: string;
  readonly pid: number;
}
