import { mcpServerFactory } from '@mockloop/mcp-server';
import { createMcpApp, type HttpServer, type McpApp, type McpAppOptions, serveHttp } from '@mockloop/mcp-server/http';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectV2, httpTransport } from './support/peer.ts';
import { probeServer } from './support/probe-server.ts';

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const readers = ['echo', 'think', 'interview', 'steps', 'fail', 'linked'];
const listTools = { jsonrpc: '2.0', id: 2, method: 'tools/list' };

describe('whoever is no client of the user is refused', () => {
  test.each([
    ['without a token', {}, 401],
    ['with another token', { authorization: 'Bearer wrong' }, 401],
    ['with the token and more', { authorization: 'Bearer secrets' }, 401],
    ['with no more than the word', { authorization: 'Bearer' }, 401],
    ['with another scheme', { authorization: 'Basic secret' }, 401],
    ['with the token', { authorization: 'Bearer secret' }, 200],
    ['with the token, in another case of the scheme', { authorization: 'bearer secret' }, 200],
  ])('%s', async (_, headers, status) => {
    const app = await newApp({ token: 'secret' });

    const response = await post(app, initialize, headers);

    expect(response.status).toBe(status);
    expect(response.headers.has('www-authenticate')).toBe(status === 401);
  });

  test.each([
    ['a Host of elsewhere', { host: 'evil.example' }, 403],
    ['an Origin of elsewhere', { origin: 'https://evil.example' }, 403],
    ['an Origin that is none', { origin: 'null' }, 403],
    ['an Origin of this machine', { origin: 'http://localhost:5173' }, 200],
    ['no Origin', {}, 200],
  ])('%s', async (_, headers, status) => {
    expect((await post(await newApp(), initialize, headers)).status).toBe(status);
  });

  test('a token is asked for before anything is read', async () => {
    const app = await newApp({ token: 'secret' });
    let isRead = false;
    const body = new ReadableStream(
      {
        pull() {
          isRead = true;
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request('http://127.0.0.1/mcp', {
      method: 'POST',
      body,
      duplex: 'half',
      headers: headersOf({}),
    });

    expect((await app.fetch(request)).status).toBe(401);
    expect(isRead).toBe(false);
  });

  test.each([
    ['empty', ''],
    ['of two words', 'two words'],
    ['beyond ASCII', 'schlüssel'],
    ['of two lines', 'secret\n'],
  ])('a token that is %s is no token', async (_, token) => {
    await expect(newApp({ token })).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS' });
  });

  test('an empty address is not every address', async () => {
    const probe = await probeServer();
    await expect(serveHttp(mcpServerFactory(probe), { port: 0, host: '', token: 'x' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENTS',
    });
  });

  test('an address beyond this machine wants a token', async () => {
    const probe = await probeServer();
    await expect(serveHttp(mcpServerFactory(probe), { port: 0, host: '0.0.0.0' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENTS',
    });
  });
});

test.each([
  ['text', 'text/plain', 'hello', 415],
  ['no JSON', 'application/json', '{', 400],
  ['no message', 'application/json', '"hello"', 400],
  ['too much', 'application/json', JSON.stringify({ ...listTools, params: { x: 'x'.repeat(17 * 1024 * 1024) } }), 413],
])('a body that is %s is refused', async (_, type, body, status) => {
  const app = await newApp();
  const request = new Request('http://127.0.0.1/mcp', {
    method: 'POST',
    body,
    headers: headersOf({ 'content-type': type }),
  });

  expect((await app.fetch(request)).status).toBe(status);
});

test('there is nothing at another path', async () => {
  const app = await newApp();
  const request = new Request('http://127.0.0.1/', { headers: { host: '127.0.0.1' } });
  expect((await app.fetch(request)).status).toBe(404);
});

describe('sessions of the 2025 revisions', () => {
  test('a request without one, or of one that there is not, is refused', async () => {
    const app = await newApp();

    expect((await post(app, listTools)).status).toBe(400);
    expect((await post(app, listTools, { 'mcp-session-id': 'gone' })).status).toBe(404);
  });

  test('one ends when its client says so', async () => {
    const app = await newApp();
    const session = await begin(app);

    const request = new Request('http://127.0.0.1/mcp', {
      method: 'DELETE',
      headers: { host: '127.0.0.1', ...session },
    });
    expect((await app.fetch(request)).status).toBe(200);

    expect((await post(app, listTools, session)).status).toBe(404);
  });

  test('one that nobody used for long is ended', async () => {
    let now = 0;
    const app = await newApp({ idleMs: 1000, now: () => now });
    const idle = await begin(app);
    const busy = await begin(app);

    now = 900;
    expect((await post(app, listTools, busy)).status).toBe(200);
    now = 1800;
    await begin(app);

    expect((await post(app, listTools, idle)).status).toBe(404);
    expect((await post(app, listTools, busy)).status).toBe(200);
  });

  test('one more than there may be ends that which was not used for longest', async () => {
    const app = await newApp({ maxSessions: 2 });
    const first = await begin(app);
    const second = await begin(app);

    expect((await post(app, listTools, first)).status).toBe(200);
    await begin(app);

    expect((await post(app, listTools, second)).status).toBe(404);
    expect((await post(app, listTools, first)).status).toBe(200);
  });
});

test('sessions that begin at once are no more than there may be once another begins', async () => {
  const app = await newApp({ maxSessions: 2 });
  const together = await Promise.all(Array.from({ length: 5 }, () => begin(app)));
  const last = await begin(app);

  const statuses = await Promise.all(
    [...together, last].map(async (session) => (await post(app, listTools, session)).status),
  );
  expect(statuses).toEqual([404, 404, 404, 404, 200, 200]);
});

describe.each(['legacy', 'modern'] as const)('headers ask for less in the %s era', (mode) => {
  test.each([
    ['tools by name', { 'x-mcp-tools': 'echo, steps' }, ['echo', 'steps']],
    ['none of some', { 'x-mcp-exclude-tools': 'wipe,think,interview,steps,fail' }, ['echo', 'linked']],
    ['only those that read', { 'x-mcp-readonly': 'true' }, readers],
    ['only those that read, in other words', { 'x-mcp-readonly': '1' }, readers],
    ['those that write, too', { 'x-mcp-readonly': 'False', 'x-mcp-tools': 'echo,wipe' }, ['echo', 'wipe']],
    ['a toolset that nobody is in', { 'x-mcp-toolsets': 'proxy' }, []],
    [
      'more than the server offers',
      { 'x-mcp-toolsets': 'all', 'x-mcp-tools': 'nonsense' },
      ['echo', 'wipe', 'think', 'interview', 'steps', 'fail', 'linked'],
    ],
  ])('%s', async (_, headers, names) => {
    const app = await newApp();
    const { tools } = await (await connectV2(httpTransport(app.fetch, headers), mode)).listTools();
    expect(tools.map(({ name }) => name)).toEqual(names);
  });
});

describe('a server that listens', () => {
  test('serves clients at the address it gives, and nobody once it is closed', async () => {
    const server = await listen();
    const peer = await connectV2(new StreamableHTTPClientTransport(new URL(server.url)), 'legacy');
    expect((await peer.listTools()).tools).toHaveLength(7);

    await server.close();

    await expect(fetch(server.url)).rejects.toThrow();
  });

  test.each(['legacy', 'modern'] as const)('cancels what runs when it is closed, in the %s era', async (mode) => {
    const probe = await probeServer();
    const server = await serveHttp(mcpServerFactory(probe), { port: 0 });
    const peer = await connectV2(new StreamableHTTPClientTransport(new URL(server.url)), mode);
    const call = peer.callTool('steps', { count: 1, wait: true }).catch(() => 'failed');
    await expect.poll(() => probe.logged).toContain('waiting');

    await server.close();

    await expect.poll(() => probe.logged).toContain('cancelled');
    await peer.close();
    await call;
  });

  test('a port that is taken is named', async () => {
    const { port } = new URL((await listen()).url);
    await expect(listen(Number(port))).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: `Something listens on 127.0.0.1:${port} already. Choose another port; 0 takes any free one.`,
    });
  });

  test('an address that this machine does not have is named', async () => {
    const probe = await probeServer();
    await expect(serveHttp(mcpServerFactory(probe), { port: 0, host: '192.0.2.1', token: 'x' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENTS',
    });
  });
});

async function newApp(options: McpAppOptions = {}): Promise<McpApp> {
  const app = createMcpApp(mcpServerFactory(await probeServer()), options);
  onTestFinished(() => app.close());
  return app;
}

async function listen(port = 0): Promise<HttpServer> {
  const server = await serveHttp(mcpServerFactory(await probeServer()), { port });
  onTestFinished(() => server.close());
  return server;
}

async function post(app: McpApp, message: object, headers: Record<string, string> = {}): Promise<Response> {
  const body = JSON.stringify(message);
  return app.fetch(new Request('http://127.0.0.1/mcp', { method: 'POST', body, headers: headersOf(headers) }));
}

function headersOf(headers: Record<string, string>): Record<string, string> {
  const usual = {
    host: '127.0.0.1',
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
  return { ...usual, ...headers };
}

/** @returns The headers of a new session. */
async function begin(app: McpApp): Promise<Record<string, string>> {
  const { headers } = await post(app, initialize);
  return { 'mcp-session-id': headers.get('mcp-session-id') ?? '', 'mcp-protocol-version': '2025-11-25' };
}
