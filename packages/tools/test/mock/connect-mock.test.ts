import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createToolbox } from '../../src/index.ts';
import { connectMock } from '../../src/mock/connect-mock.ts';
import { always, httpAnswer, listenRaw } from '../support/listen-raw.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { petstore } from '../support/petstore.ts';
import { startMock } from '../support/start-mock.ts';

/** Why a server is not taken for a mock. */
async function refusalOf(url: string, options: { adminToken?: string; timeoutMs?: number } = {}): Promise<unknown> {
  const { adminToken, timeoutMs } = options;
  const { services } = await openToolbox({ adminToken });
  return await connectMock(url, services, { timeoutMs }).then(
    () => 'connected',
    (error: unknown) => error,
  );
}

test('a mock is found by either port, without a scheme, under its base path and by a world of it', async () => {
  const { apiUrl, adminUrl } = await startMock();
  const { services } = await openToolbox();
  const { host } = new URL(apiUrl);
  const urls = [apiUrl, `${apiUrl}/`, adminUrl, host, `${apiUrl}/v1`, `${apiUrl}/_w/agent-7`, `${apiUrl}/v1/?a=1#b`];
  for (const url of urls) {
    const connection = await connectMock(url, services);
    expect(connection).toMatchObject({
      apiUrl,
      adminUrl,
      about: { document: { title: 'Pets' }, active_scenario: null },
    });
    expect(connection.world).toBe(url.includes('_w') ? 'agent-7' : undefined);
  }
});

test('looking for a mock leaves no trace among the requests of its API, and makes no world', async () => {
  const { mock, apiUrl } = await startMock();
  const { services } = await openToolbox();
  for (const url of [apiUrl, `${apiUrl}/v1`, `${apiUrl}/_w/agent-7`]) await connectMock(url, services);
  await mock.logs.flush();
  expect((await mock.logs.search()).total).toBe(0);
  expect(mock.worlds.list()).toEqual([]);
});

test('a mock with a single port is found by its API and by its admin', async () => {
  const { apiUrl, adminUrl } = await startMock({}, { singlePort: true });
  const { services } = await openToolbox();
  for (const url of [apiUrl, adminUrl, `${apiUrl}/v1`]) {
    expect(await connectMock(url, services)).toMatchObject({ apiUrl, adminUrl });
  }
});

test('a mock is found whatever its document defines and whatever it was told to answer', async () => {
  const anything = { get: { responses: { 200: { description: 'Mine' } } } };
  const document = {
    ...petstore,
    paths: { '/health': anything, '/.well-known/mockloop.json': anything, '/{owner}/{repo}': anything },
  };
  const { mock, apiUrl, adminUrl } = await startMock({ document });
  mock.scenarios.override(mock.worlds.default, {
    name: 'down',
    type: 'chaos',
    rules: [{ respond: { status: 503 } }],
  });
  expect((await fetch(`${apiUrl}/health`)).status).toBe(503);
  const { services } = await openToolbox();
  expect(await connectMock(apiUrl, services)).toMatchObject({ apiUrl, adminUrl });
});

test('where nothing listens, that is what is said', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  server.close();
  await once(server, 'close');
  expect(await refusalOf(`http://127.0.0.1:${port}`)).toMatchObject({
    code: 'UNREACHABLE',
    message: expect.stringContaining('discover_mock_servers'),
  });
  expect(await refusalOf('http://no-such-host.invalid')).toMatchObject({ code: 'UNREACHABLE' });
});

test.each([
  ['another HTTP server', httpAnswer('200 OK', '<h1>Hello</h1>')],
  ['another JSON API', httpAnswer('200 OK', '{"name":"Other","pid":1}')],
  ['a server that redirects', httpAnswer('302 Found', '', ['location: http://127.0.0.1:1/'])],
  ['a server that refuses', httpAnswer('403 Forbidden', '{"type":"about:blank"}')],
  ['a server that fails', httpAnswer('500 Internal Server Error', '')],
  ['a server that answers garbage', '\u0000\u0001garbage\r\n\r\n'],
  ['a mail server', '220 mail.example.org ESMTP\r\n'],
])('%s is no mock', async (_, answer) => {
  expect(await refusalOf(await listenRaw(always(answer)))).toMatchObject({ code: 'NOT_A_MOCK' });
});

test('a server that speaks no TLS is no mock over https', async () => {
  const { apiUrl } = await startMock();
  expect(await refusalOf(apiUrl.replace('http:', 'https:'))).toMatchObject({ code: 'NOT_A_MOCK' });
});

test('a server that accepts and never answers is not responding, and so is one that hangs up', async () => {
  expect(await refusalOf(await listenRaw(() => undefined), { timeoutMs: 200 })).toMatchObject({
    code: 'NOT_RESPONDING',
  });
  const endless = await listenRaw((socket) => {
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{"'));
  });
  expect(await refusalOf(endless, { timeoutMs: 200 })).toMatchObject({ code: 'NOT_RESPONDING' });
  expect(await refusalOf(await listenRaw((socket) => socket.destroy()))).toMatchObject({ code: 'NOT_RESPONDING' });
});

test('a mock whose admin port is gone, or leads to another mock, is half-dead', async () => {
  const { adminUrl } = await startMock();
  const claim = (admin: string): string =>
    httpAnswer(
      '200 OK',
      JSON.stringify({ name: 'MockLoop', pid: 1, started_at: '2026-01-01T00:00:00Z', admin_url: admin }),
    );
  for (const admin of ['http://127.0.0.1:1', adminUrl]) {
    expect(await refusalOf(await listenRaw(always(claim(admin))))).toMatchObject({
      code: 'NOT_RESPONDING',
      message: expect.stringContaining('admin'),
    });
  }
});

test('a token that is missing or wrong is told apart from everything else, and the right one works', async () => {
  const { apiUrl, adminUrl } = await startMock({ adminToken: 'right' });
  for (const url of [apiUrl, adminUrl]) {
    expect(await refusalOf(url)).toMatchObject({
      code: 'UNAUTHORIZED',
      message: expect.stringContaining('given none'),
    });
    expect(await refusalOf(url, { adminToken: 'wrong' })).toMatchObject({
      code: 'UNAUTHORIZED',
      message: expect.stringMatching(/another admin token.*MOCKLOOP_ADMIN_TOKEN/),
    });
    expect(await refusalOf(url, { adminToken: 'right' })).toBe('connected');
  }
});

/** As if every host were this machine. Tells what is sent as `Authorization`. */
function everythingHere(): { fetch: typeof globalThis.fetch; sent: (string | undefined)[] } {
  const sent: (string | undefined)[] = [];
  return {
    sent,
    fetch: async (input, init) => {
      sent.push(new Headers(init?.headers).get('authorization') ?? undefined);
      const url = new URL(String(input));
      url.hostname = '127.0.0.1';
      return await fetch(url, init);
    },
  };
}

const ADMIN_TOKEN = 'right';

test.each(['mocks.example', 'localhost.example', 'app.localhost', '127.0.0.1.example', '192.168.0.7', '[fd00::7]'])(
  'the token does not go to %s, which nobody named',
  async (host) => {
    const { apiUrl } = await startMock({ adminToken: ADMIN_TOKEN });
    const { fetch, sent } = everythingHere();
    const { services } = await openToolbox({ adminToken: ADMIN_TOKEN, adminHosts: ['mocks.internal'], fetch });
    const url = `http://${host}:${new URL(apiUrl).port}`;
    await expect(connectMock(url, services)).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      message: expect.stringContaining(`MOCKLOOP_ADMIN_HOSTS=${host} `),
    });
    expect(new Set(sent)).toEqual(new Set([undefined]));
  },
);

test.each([
  ['mocks.internal', ['mocks.internal']],
  ['mocks.internal', ['Mocks.Internal:8001']],
  ['mocks.internal', ['other', 'https://mocks.internal/api']],
  ['192.168.0.7', ['192.168.0.7']],
  ['[fd00::7]', ['fd00:0::7']],
  ['[fd00::7]', ['[fd00::7]']],
  ['localhost', []],
  ['127.9.9.9', []],
  ['0x7f.1', []],
  ['[::1]', []],
  ['[::ffff:127.0.0.1]', []],
  ['0.0.0.0', []],
])('the token goes to %s where %j are named', async (host, adminHosts) => {
  const { apiUrl } = await startMock({ adminToken: ADMIN_TOKEN });
  const { fetch } = everythingHere();
  const { services } = await openToolbox({ adminToken: ADMIN_TOKEN, adminHosts, fetch });
  const { request } = await connectMock(`http://${host}:${new URL(apiUrl).port}`, services);
  expect((await request('/api/logs/search')).status).toBe(200);
});

test.each(['', ' ', '*', '*.internal', 'http://', 'a b'])('%j names no host for the token', (host) => {
  expect(() => createToolbox({ workspace: '/', adminHosts: [host] })).toThrow(/names no host.*adminHosts/);
});

test.each([
  '',
  ' ',
  'ftp://127.0.0.1',
  'http://',
  'javascript:alert(1)',
  'http://me:secret@127.0.0.1',
  'http://169.254.169.254/latest',
  'http://[fe80::1]:80',
  'http://127.0.0.1:99999',
  'file:///etc/passwd',
  'http://127.0.0.1:8000/_w/my world!',
  'http://127.0.0.1:8000/_w/my%20world',
  'http://127.0.0.1:8000/_w/',
  'http://127.0.0.1:8000/_w',
  'http://127.0.0.1:8000/_w//pets',
  `http://127.0.0.1:8000/_w/${'x'.repeat(129)}`,
])('the address %j is refused before anything is sent', async (url) => {
  const error = await refusalOf(url);
  expect(error).toMatchObject({ code: 'INVALID_ARGUMENTS', problems: [{ pointer: '/server_url' }] });
  expect(String(error)).not.toContain('secret');
});

test.each(['8002', ':8002'])('the port %s alone is refused with the URL that is probably meant', async (url) => {
  expect(await refusalOf(url)).toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [{ pointer: '/server_url', detail: expect.stringContaining('Did you mean http://127.0.0.1:8002?') }],
  });
});

test('a world beside a URL that names another one is refused, and the same one twice is one', async () => {
  const { apiUrl } = await startMock();
  const toolbox = await openToolbox();
  const url = `${apiUrl}/_w/a`;
  for (const [name, args] of [
    ['query_mock_logs', {}],
    ['manage_mock_data', { operation: 'list_scenarios' }],
    ['deploy_scenario', { scenario_config: { name: 'x', type: 'chaos', rules: [{ delay: 1 }] } }],
    ['switch_scenario', { scenario_name: 'x' }],
  ] as const) {
    await expect(toolbox.callUnchecked(name, { ...args, server_url: url, world: 'b' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENTS',
      problems: [{ pointer: '/world', detail: expect.stringContaining('"a"') }],
    });
  }
  const { services } = toolbox;
  expect((await connectMock(url, services, { world: 'a' })).world).toBe('a');
});

test('a refusal of the admin API becomes an error with its detail and its places', async () => {
  const { apiUrl } = await startMock();
  const { services } = await openToolbox();
  const { request } = await connectMock(apiUrl, services);
  const bad = request('/api/mock-data/update', { body: { endpoint: 'pets', method: 'GET', new_response: {} } });
  await expect(bad).rejects.toMatchObject({ code: 'REFUSED', problems: [{ pointer: '/endpoint' }] });
  await expect(request('/api/logs/none')).rejects.toMatchObject({
    code: 'REFUSED',
    message: expect.stringContaining('The log has no entry'),
  });
});

test('a call that is cancelled rejects with its own reason', async () => {
  const { services } = await openToolbox();
  const url = await listenRaw(() => undefined);
  const reason = new Error('enough');
  await expect(connectMock(url, { ...services, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test('the token goes to a mock alone, and nowhere that something else sends to', async () => {
  const heads: string[] = [];
  const elsewhere = await listenRaw((socket) => socket.on('data', (chunk) => heads.push(String(chunk))));
  const foreign = await listenRaw((socket) => {
    socket.once('data', (chunk) => {
      heads.push(String(chunk));
      socket.end(httpAnswer('307 Temporary Redirect', '{}', [`location: ${elsewhere}/`]));
    });
  });
  expect(await refusalOf(foreign, { adminToken: 'secret' })).toMatchObject({ code: 'NOT_A_MOCK' });
  expect(heads).toHaveLength(1);
  expect(heads.join()).not.toMatch(/secret|authorization/i);
});

test('a mock whose answers are none of those that a mock gives fails no tool from within', async () => {
  const { apiUrl, adminUrl } = await startMock();
  const said = async (path: string): Promise<string> => (await fetch(adminUrl + path)).text();
  const [identity, about] = [await said('/__admin/mockloop.json'), await said('/api/server')];
  const strange = ['[]', '{}', 'null', '{"logs":[7],"total_count":1}', '<html>', '{"scenarios":{},"active":0}', ''];
  for (const answer of strange) {
    const url: string = await listenRaw((socket) => {
      socket.once('data', (chunk) => {
        const [, target] = String(chunk).split(' ');
        const own = identity.replaceAll(adminUrl, url).replaceAll(apiUrl, url);
        const body = target === '/__admin/mockloop.json' ? own : target === '/api/server' ? about : answer;
        socket.end(httpAnswer('200 OK', body));
      });
    });
    const toolbox = await openToolbox();
    const calls = [
      ['query_mock_logs', {}],
      ['manage_mock_data', { operation: 'list_scenarios' }],
      ['manage_mock_data', { operation: 'reset', confirm: true }],
      ['deploy_scenario', { scenario_config: {} }],
      ['switch_scenario', { scenario_name: 'x' }],
      ['validate_scenario_config', { scenario_config: {} }],
      ['list_active_scenarios', {}],
    ] as const;
    for (const [name, args] of calls) {
      const where = name === 'list_active_scenarios' ? { server_urls: [url] } : { server_url: url };
      const error: unknown = await toolbox
        .callUnchecked(name, { ...args, ...where })
        .catch((reason: unknown) => reason);
      expect(error, `${name} ${answer}`).toMatchObject({
        code: expect.stringMatching(/^(NOT_A_MOCK|INVALID_DOCUMENT)$/),
      });
    }
  }
});
