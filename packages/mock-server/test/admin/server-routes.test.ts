import { request } from 'node:http';
import { expect, test } from 'vitest';
import { openAdmin } from './open-admin.ts';

const post = (body: string, type = 'application/json'): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': type },
});

test('the server describes itself, its document, its settings and what it counted', async () => {
  const { read, call } = await openAdmin({ validate: 'warn' });
  await call(['GET', '/v2/items'], ['GET', '/nowhere'], ['GET', '/v2/items?limit=0']);
  expect(await read('/api/server')).toMatchObject({
    name: 'MockLoop',
    document: { openapi: '3.1', title: 'Shop', version: '1', operations: 7, webhooks: 0, security_schemes: ['token'] },
    settings: { validate: 'warn' },
    credentials: expect.arrayContaining([
      { scheme: 'token', type: 'oauth2', example: expect.stringContaining('Authorization: Bearer ') },
    ]),
    mode: 'mock',
    active_scenario: null,
    worlds: 1,
    counters: { requests: 3, invalid: 1, by_status_class: { '2xx': 2, '4xx': 1 } },
  });
});

test('health says what is mocked and which scenario is in force', async () => {
  const { read, send } = await openAdmin();
  const scenario = { name: 'down', type: 'chaos', rules: [] };
  await send('POST', '/api/mock-data/scenarios', scenario);
  await send('POST', '/api/mock-data/scenarios/down/activate');
  await send('POST', '/api/worlds', { id: 'a' });
  const health = await read('/health');
  expect(health).toMatchObject({
    status: 'ok',
    mode: 'mock',
    stateful: false,
    active_scenario: 'down',
    document: { title: 'Shop', version: '1', openapi: '3.1', operations: 7 },
  });
  for (const secret of ['credentials', 'settings']) expect(health).not.toHaveProperty(secret);
  expect(await read('/api/server')).toMatchObject({ active_scenario: 'down', worlds: 2 });
});

test('the document that is served is there in one file, also after another one was loaded', async () => {
  const { mock, read } = await openAdmin();
  expect(await read('/api/server/document')).toMatchObject({ info: { title: 'Shop' }, paths: { '/items': {} } });
  await mock.reload({ openapi: '3.1.0', info: { title: 'Other', version: '1' }, paths: {} });
  expect(await read('/api/server/document')).toEqual(mock.document.source);
});

test('a mock says who it is on either port, whatever its document matches and whatever overrides it has', async () => {
  const any = { get: { responses: { 200: { description: 'Mine' } } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'All', version: '1' },
    paths: { '/{a}/{b}': any, '/{a}/{b}/{c}': any },
  };
  const { mock, ask } = await openAdmin({ document, adminToken: 'secret' });
  mock.scenarios.override(mock.worlds.default, { name: 'all', type: 'chaos', rules: [{ respond: { status: 503 } }] });
  const target = '/__admin/mockloop.json';
  const answers = [
    await ask(target),
    await mock.fetch(new Request(`http://localhost:8000${target}`)),
    await mock.fetch(new Request(`http://localhost:8000/base${target}`)),
  ];
  for (const answer of answers) {
    expect(await answer.json()).toMatchObject({ name: 'MockLoop', api: { title: 'All' }, pid: process.pid });
  }
  expect((await ask(target, { method: 'POST' })).status).toBe(401);
  // On the admin port it needs no token, and so must be the path of nothing else.
  expect((await ask(`/api/scenario-packs${target}`)).status).toBe(401);
  await mock.logs.flush();
  expect((await mock.logs.search()).total).toBe(0);
});

test('addresses are absent while nothing listens, and named while the mock does', async () => {
  const { mock, read } = await openAdmin();
  expect(await read('/api/server')).not.toHaveProperty('api_url');
  const { apiUrl, adminUrl } = await mock.listen({ port: 0 });
  expect(await read('/api/server')).toMatchObject({ api_url: apiUrl, admin_url: adminUrl });
});

test('reload-config answers when it is done, the other actions when they are set going', async () => {
  const actions: string[] = [];
  const { ask } = await openAdmin({ onControl: async (action) => void actions.push(action) });
  const statuses = [];
  for (const action of ['reload-config', 'restart', 'shutdown']) {
    statuses.push((await ask('/api/server/control', post(JSON.stringify({ action })))).status);
  }
  expect(statuses).toEqual([200, 202, 202]);
  expect(actions).toEqual(['reload-config', 'restart', 'shutdown']);
});

test('an action that fails is not reported as done', async () => {
  const { ask } = await openAdmin({ onControl: () => Promise.reject(new Error('The document has no paths.')) });
  const response = await ask('/api/server/control', post('{"action":"reload-config"}'));
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ detail: 'The document has no paths.' });
});

test.each([
  ['{"action":"explode"}', '#/action', 'reload-config'],
  ['{}', '#/action', 'restart'],
  ['{"action":"restart","parameters":{"in":5}}', '#/parameters/in', ''],
  ['[]', '#', ''],
])('the body %s is refused with its place', async (body, pointer, named) => {
  const { ask } = await openAdmin();
  const response = await ask('/api/server/control', post(body));
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({
    status: 400,
    errors: [{ pointer, detail: expect.stringContaining(named) }],
  });
});

test.each([
  [post('{"action":'), 400],
  [post('action=restart', 'application/x-www-form-urlencoded'), 415],
  [post('{"action":"restart"}', 'text/plain'), 415],
  [{ method: 'POST' }, 400],
  [post(`{"action":"${'x'.repeat(10 * 1_048_576)}"}`), 413],
])('a body that cannot be read is refused: %#', async (init, status) => {
  const { ask } = await openAdmin();
  const response = await ask('/api/server/control', init);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
});

test('an unknown route is 404, a known one with another method 405 with Allow', async () => {
  const { ask } = await openAdmin();
  expect((await ask('/api/nothing')).status).toBe(404);
  const response = await ask('/api/logs/search', { method: 'PUT' });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET');
});

test('a method that Request does not take is refused as any other', async () => {
  const { mock } = await openAdmin();
  const { adminUrl } = await mock.listen({ port: 0, adminPort: 0 });
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(`${adminUrl}/api/server`, { method: 'TRACE' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(405);
});
