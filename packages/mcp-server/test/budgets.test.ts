import { createMcpServer, type McpServerOptions } from '@mockloop/mcp-server';
import { InMemoryTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import { connectV2, type Peer } from './support/peer.ts';
import { temporaryToolbox } from './support/probe-server.ts';

/** What most hosts give a model of a tool, at four characters a token. */
function tokensOf({ name, description, inputSchema }: Record<string, unknown>): number {
  return Math.ceil(JSON.stringify({ name, description, inputSchema }).length / 4);
}

test('what a model is given of the tools stays within its budget', async () => {
  const sizes: Record<string, number> = {};
  for (const [name, options] of Object.entries({
    default: {},
    all: { toolsets: ['all'] },
    catalog: { catalog: true },
  })) {
    const { tools } = await (await connect(options)).listTools();
    sizes[name] = tools.reduce((sum, tool) => sum + tokensOf(tool), 0);
    const largest = tools.toSorted((a, b) => tokensOf(b) - tokensOf(a))[0] ?? {};
    process.stdout.write(
      `${name}: ${tools.length} tools, ${sizes[name]} tokens; the largest, ${largest.name}, ${tokensOf(largest)}\n`,
    );
    expect(tokensOf(largest)).toBeLessThanOrEqual(400);
  }
  expect(sizes.default).toBeLessThanOrEqual(5_000);
  expect(sizes.catalog).toBeLessThanOrEqual(500);
});

test('the text of a result has at most 25,000 characters, however much there is to say', {
  timeout: 120_000,
}, async () => {
  const peer = await connect({ toolsets: ['all'] });
  const lengths: [tool: string, length: number][] = [];
  const call = async (tool: string, args: object): Promise<Record<string, unknown>> => {
    const { content, structuredContent } = await peer.callTool(tool, args, { timeout: 60_000 });
    lengths.push([tool, (content as { text?: string }[]).reduce((sum, { text = '' }) => sum + text.length, 0)]);
    return structuredContent as Record<string, unknown>;
  };
  const document = largeDocument();
  const { url, pid } = await call('start_mock_server', {
    mock_name: document,
    port: 0,
    admin_port: 0,
    detached_mode: false,
  });
  onTestFinished(() => void process.kill(Number(pid), 'SIGKILL'));
  const body = JSON.stringify({ text: 'x'.repeat(3_000) });
  const headers = { 'content-type': 'application/json', 'x-note': 'y'.repeat(500) };
  for (let batch = 0; batch < 30; batch += 1) {
    await Promise.all(
      Array.from({ length: 10 }, () => fetch(`${url}/things/${'z'.repeat(500)}`, { method: 'POST', body, headers })),
    );
  }
  const rules = Array.from({ length: 40 }, () => ({ match: { path: '/nowhere' }, respond: { status: 9_999 } }));
  const scenario = { name: 'x', type: 'chaos', rules };

  await call('query_mock_logs', { server_url: url, limit: 500 });
  await call('validate_scenario_config', { scenario_config: scenario, openapi_spec: document });
  await call('deploy_scenario', { server_url: url, scenario_config: scenario });
  await call('analyze_openapi_for_testing', { api_spec: document });
  await call('generate_error_scenarios', { api_spec: document });
  await call('generate_security_test_scenarios', { api_spec: document });
  await call(
    'query_mock_logs',
    Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`wrong_${index}`, index])),
  );
  await call('discover_mock_servers', { ports: Array.from({ length: 200 }, (_, index) => index + 1) });

  const longest = lengths.toSorted(([, a], [, b]) => b - a);
  process.stdout.write(`longest texts: ${longest.map(([tool, length]) => `${tool} ${length}`).join(', ')}\n`);
  expect(longest[0]?.[1]).toBeLessThanOrEqual(25_000);
});

async function connect(options: Omit<McpServerOptions, 'toolbox'>): Promise<Peer> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  await createMcpServer({ toolbox: await temporaryToolbox(), ...options }).connect(far);
  return connectV2(near, 'legacy');
}

function largeDocument(): object {
  const operation = { responses: { 200: { description: 'OK' }, 500: { description: 'Not OK' } } };
  const paths = Array.from({ length: 400 }, (_, index) => [
    `/${'long-'.repeat(20)}${index}/{id}`,
    { get: operation, put: operation },
  ]);
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
  return {
    openapi: '3.1.0',
    info: { title: 'Large', version: '1' },
    paths: { '/things/{id}': { post: operation, parameters }, ...Object.fromEntries(paths) },
  };
}
