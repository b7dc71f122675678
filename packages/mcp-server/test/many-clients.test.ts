import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StreamableHTTPClientTransport as HttpTransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as TransportV1 } from '@modelcontextprotocol/sdk/shared/transport.js';
import { expect, onTestFinished, test } from 'vitest';
import { type HttpProcess, newWorkspace, startHttp } from './support/mcp-process.ts';
import { connectV1, connectV2, type Peer } from './support/peer.ts';

/** Which server each client goes to: ten to one, and one to each of the others. */
const SERVERS = [...Array.from({ length: 10 }, () => 0), 1, 2];
const CALLS_EACH = 84;
const SCENARIOS_EACH = 12;
/** From here on clients also start a mock of their own: at one server two of them at once, and at three servers. */
const FIRST_WITH_A_MOCK = 8;

test('ten clients at once at one server, and others at two more on its folder, do 1,000 things, and nothing is lost', {
  timeout: 600_000,
}, async () => {
  const workspace = await newWorkspace();
  const servers = await Promise.all([0, 1, 2].map(() => startHttp(workspace)));
  const clients = await Promise.all(SERVERS.map((server, index) => connect(servers[server] as HttpProcess, index)));
  const shared = { mock_name: 'petstore.yaml', port: 0, admin_port: 0 };
  const started = await Promise.all(clients.map((client) => client.call('start_mock_server', shared)));

  expect(started.filter(({ already_running }) => already_running === false)).toHaveLength(1);
  expect(new Set(started.map(({ pid }) => pid)).size).toBe(1);
  const { url, admin_url: adminUrl, name } = started[0] as Record<'url' | 'admin_url' | 'name', string>;

  await Promise.all(clients.map((client, index) => work(client, { index, url })));

  expect(clients.map(({ calls }) => calls())).toEqual(clients.map(() => CALLS_EACH));
  expect(await scenariosOf(adminUrl)).toEqual(
    clients
      .flatMap((_, client) => Array.from({ length: SCENARIOS_EACH }, (__, index) => `${client}-${index}`))
      .toSorted(),
  );
  const { mocks } = await (clients[0] as Client).call('discover_mock_servers', { ports: [1] });
  expect((mocks as { name: string }[]).map((mock) => mock.name)).toEqual([name]);
  await (clients[0] as Client).call('stop_mock_server', { mock_name: name });
  await expect(fetch(url)).rejects.toThrow();
});

interface Client {
  call(tool: string, args: object): Promise<Record<string, unknown>>;
  calls(): number;
}

/** What one client does, after the call that started the mock of all. */
async function work(client: Client, { index, url }: { index: number; url: string }): Promise<void> {
  if (index >= FIRST_WITH_A_MOCK) await useOwnMock(client, index);
  for (let scenario = 0; scenario < SCENARIOS_EACH; scenario += 1) {
    const rules = [{ match: { path: '/pets' }, respond: { status: 500 } }];
    const scenario_config = { name: `${index}-${scenario}`, type: 'chaos', rules };
    await client.call('manage_mock_data', { server_url: url, operation: 'create_scenario', scenario_config });
  }
  const list = { server_url: url, operation: 'list_scenarios' };
  expect((await client.call('manage_mock_data', list)).total_count).toBeGreaterThanOrEqual(SCENARIOS_EACH);
  const query = { server_url: url, limit: 1, analyze: false };
  while (client.calls() < CALLS_EACH) await client.call('query_mock_logs', query);
}

async function useOwnMock(client: Client, index: number): Promise<void> {
  const title = `Mock of client ${index}`;
  const paths = { '/things': { get: { responses: { 200: { description: 'OK' } } } } };
  const document = { openapi: '3.1.0', info: { title, version: '1' }, paths };
  const own = await client.call('start_mock_server', { mock_name: document, port: 0, admin_port: 0 });
  onTestFinished(() => endProcess(own.pid));
  expect((await fetch(`${own.url}/things`)).status).toBe(200);
  expect(await client.call('query_mock_logs', { server_url: String(own.url) })).toMatchObject({ total_count: 1 });
  await client.call('stop_mock_server', { mock_name: String(own.name) });
}

/** Clients of every kind in turn. */
async function connect({ url, token }: HttpProcess, index: number): Promise<Client> {
  const options = { requestInit: { headers: { authorization: `Bearer ${token}` } } };
  const peer: Peer =
    index % 3 === 0
      ? await connectV1(new HttpTransportV1(new URL(url), options) as TransportV1)
      : await connectV2(
          new StreamableHTTPClientTransport(new URL(url), options),
          index % 3 === 1 ? 'legacy' : 'modern',
        );
  let calls = 0;
  return {
    calls: () => calls,
    async call(tool, args) {
      calls += 1;
      const { isError, content, structuredContent } = await peer.callTool(tool, args, { timeout: 300_000 });
      if (isError === true) throw new Error(JSON.stringify(content));
      return structuredContent as Record<string, unknown>;
    },
  };
}

async function scenariosOf(adminUrl: string): Promise<string[]> {
  const response = await fetch(`${adminUrl}/api/mock-data/scenarios`);
  const { scenarios } = (await response.json()) as { scenarios: { name: string }[] };
  return scenarios.map(({ name }) => name).toSorted();
}

/** For a test that did not come to its end. */
function endProcess(pid: unknown): void {
  try {
    process.kill(Number(pid), 'SIGKILL');
  } catch {
    // It has ended, as it should.
  }
}
