import { expect, test } from 'vitest';
import { openAdmin } from './open-admin.ts';

const create: RequestInit = {
  headers: { 'content-type': 'application/json', authorization: 'Bearer well-formed', 'x-session-id': 's1' },
  body: '{"name":"Lamp"}',
};

test('a search says what matched, newest first, with the true total', async () => {
  const { read, call } = await openAdmin();
  await call(['GET', '/v2/items'], ['GET', '/nowhere'], ['POST', '/v2/items', create]);
  const page = await read('/api/logs/search?limit=2');
  expect(page).toMatchObject({ total_count: 3, returned_count: 2, next_cursor: expect.any(String) });
  expect(page.logs[0]).toMatchObject({
    method: 'POST',
    route: '/items',
    operation_id: 'createItem',
    status: 201,
    session_id: 's1',
    admin: false,
  });
  const rest = await read(`/api/logs/search?limit=2&cursor=${encodeURIComponent(page.next_cursor)}`);
  expect(rest.logs).toMatchObject([{ path: '/v2/items', method: 'GET' }]);
  expect(rest).not.toHaveProperty('next_cursor');
});

test.each([
  ['method=post', 1],
  ['status=404', 1],
  ['status=2XX', 2],
  ['status=404,201', 2],
  ['status=404,2xx,404', 3],
  ['status=5xx,403', 0],
  ['path_regex=%5E/v2/', 2],
  ['operation_id=listItems', 1],
  ['session_id=s1', 1],
  ['q=lamp', 1],
  ['time_from=2000-01-01T00:00:00Z&time_to=2000-01-02T00:00:00%2B01:00', 0],
  ['time_from=2000-01-01T00:00:00.5-05:00', 3],
  ['', 3],
])('the filter %j finds %i entries', async (query, count) => {
  const { read, call } = await openAdmin();
  await call(['GET', '/v2/items'], ['GET', '/nowhere'], ['POST', '/v2/items', create]);
  expect(await read(`/api/logs/search?${query}`)).toMatchObject({ total_count: count });
});

test('requests to the admin API are found when they are asked for', async () => {
  const { mock, read } = await openAdmin();
  await read('/health');
  await mock.logs.flush();
  expect(await read('/api/logs/search')).toMatchObject({ total_count: 0 });
  expect(await read('/api/logs/search?include_admin=true')).toMatchObject({
    logs: [{}, { path: '/health', admin: true }],
  });
});

test.each([
  ['status=abc', 'status', '4xx'],
  ['status=404,', 'status', 'commas'],
  ['body_bytes=-1', 'body_bytes', 'number'],
  ['limit=0', 'limit', '1 to 1000'],
  ['limit=1e3', 'limit', 'number'],
  ['offset=-1', 'offset', 'number'],
  ['time_from=yesterday', 'time_from', 'ISO 8601'],
  ['time_from=2026-11-21T10:00:00', 'time_from', 'zone'],
  ['include_admin=yes', 'include_admin', 'true'],
  ['methd=GET', 'methd', 'method'],
  ['session_id=', 'session_id', ''],
  ['method=GET&method=PUT', 'method', 'string'],
  ['cursor=x&offset=1', 'cursor', 'not both'],
])('?%s is refused by name, with what is valid', async (query, name, named) => {
  const { ask } = await openAdmin();
  const response = await ask(`/api/logs/search?${query}`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errors: [{ in: 'query', name, detail: expect.stringContaining(named) }],
  });
});

test.each(['path_regex=(', 'cursor=nonsense'])('?%s, which only the log can judge, is refused too', async (query) => {
  const { ask } = await openAdmin();
  expect((await ask(`/api/logs/search?${query}`)).status).toBe(400);
});

test('a search cuts bodies where it is asked to, at the end of a character, and says so', async () => {
  const { read, call } = await openAdmin({ validate: 'off' });
  const body = JSON.stringify({ name: 'Löwe' });
  const binary = { 'content-type': 'application/octet-stream' };
  await call(
    ['POST', '/v2/items', { ...create, body }],
    ['POST', '/nowhere', { headers: binary, body: new Uint8Array([255, 254, 0, 1]) }],
  );
  const bodies = async (bytes: number): Promise<unknown> => {
    const { logs } = await read(`/api/logs/search?body_bytes=${bytes}`);
    return logs.map(({ request }: { request: { body: string; truncated: boolean } }) => [
      request.body,
      request.truncated,
    ]);
  };
  expect(await bodies(100)).toEqual([
    ['//4AAQ==', false],
    [body, false],
  ]);
  expect(await bodies(11)).toEqual([
    ['//4AAQ==', false],
    ['{"name":"L', true],
  ]);
  expect(await bodies(3)).toEqual([
    ['//4A', true],
    ['{"n', true],
  ]);
  expect(await bodies(0)).toEqual([
    ['', true],
    ['', true],
  ]);
});

test('an entry is shown whole, its secrets redacted', async () => {
  const { read, call } = await openAdmin();
  await call(['POST', '/v2/items', create]);
  const { logs } = await read('/api/logs/search');
  const entry = await read(`/api/logs/${logs[0].id}`);
  expect(entry).toMatchObject({
    response_time_ms: expect.any(Number),
    request: {
      headers: { 'content-type': 'application/json' },
      body: '{"name":"Lamp"}',
      size_bytes: 15,
      truncated: false,
    },
    response: { headers: { 'content-type': expect.any(String) } },
    violations: [],
  });
  expect(JSON.stringify(entry)).not.toContain('well-formed');
});

test('repeated fields come as an array, fields of any name as they are', async () => {
  const { mock, read } = await openAdmin();
  const message = {
    headers: [
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['__proto__', 'x'],
    ],
    size: 0,
  } as const;
  const time = Date.now();
  await mock.logs.append({
    time,
    method: 'GET',
    path: '/',
    query: '',
    status: 200,
    durationMs: 1,
    request: message,
    response: message,
  });
  await mock.logs.flush();
  const { headers } = (await read('/api/logs/search')).logs[0].response;
  expect(headers['set-cookie']).toHaveLength(2);
  expect(Object.hasOwn(headers, '__proto__')).toBe(true);
});

test('an entry that is not there is 404', async () => {
  const { ask } = await openAdmin();
  expect((await ask('/api/logs/999')).status).toBe(404);
  expect((await ask('/api/logs/__proto__')).status).toBe(404);
});

test('what matches is deleted, and how much is said', async () => {
  const { ask, read, call } = await openAdmin();
  await call(['GET', '/v2/items'], ['GET', '/nowhere'], ['GET', '/nowhere']);
  expect(await (await ask('/api/logs?status=404', { method: 'DELETE' })).json()).toEqual({ deleted_count: 2 });
  expect(await read('/api/logs/search')).toMatchObject({ total_count: 1 });
});

test('deleting refuses a misspelt filter instead of deleting everything', async () => {
  const { ask, read, call } = await openAdmin();
  await call(['GET', '/v2/items']);
  expect((await ask('/api/logs?statu=404', { method: 'DELETE' })).status).toBe(400);
  expect(await read('/api/logs/search')).toMatchObject({ total_count: 1 });
});

test('deleting without a filter deletes admin requests too', async () => {
  const { mock, ask, read, call } = await openAdmin();
  await call(['GET', '/v2/items']);
  await read('/health');
  await mock.logs.flush();
  expect(await (await ask('/api/logs', { method: 'DELETE' })).json()).toEqual({ deleted_count: 2 });
});

test.each([
  ['json', 'application/json', 'json'],
  ['ndjson', 'application/x-ndjson', 'ndjson'],
  ['csv', 'text/csv; charset=utf-8', 'csv'],
  ['har', 'application/json', 'har'],
])('the log is downloaded as %s', async (format, type, extension) => {
  const { ask, call } = await openAdmin();
  await call(['GET', '/v2/items?limit=5'], ['GET', '/nowhere']);
  const response = await ask(`/api/logs/export?format=${format}&status=2xx`);
  expect(response.headers.get('content-type')).toBe(type);
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="mockloop-log.${extension}"`);
  const text = await response.text();
  expect(text).toContain('limit');
  expect(text).not.toContain('nowhere');
  if (type === 'application/json') JSON.parse(text);
});

test('an unknown export format is refused with the known ones', async () => {
  const { read } = await openAdmin();
  expect(await read('/api/logs/export?format=xml')).toMatchObject({
    status: 400,
    detail: expect.stringContaining('har'),
  });
});

test('every route of the log looks at one world alone; default means requests that name none', async () => {
  const { ask, read, call } = await openAdmin();
  await call(
    ['GET', '/_w/a/v2/items'],
    ['GET', '/v2/items', { headers: { 'x-mockloop-world': 'a' } }],
    ['GET', '/nowhere'],
  );
  expect(await read('/api/logs/search?world=a')).toMatchObject({
    total_count: 2,
    logs: [{ world: 'a' }, { world: 'a' }],
  });
  expect(await read('/api/logs/search?world=default')).toMatchObject({ total_count: 1, logs: [{ path: '/nowhere' }] });
  expect(await read('/api/logs/search?world=b')).toMatchObject({ total_count: 0 });
  expect(await read('/api/logs/analyze?world=a')).toMatchObject({ total_requests: 2, error_rate: 0 });
  expect(await read('/api/logs/export?world=a')).toHaveLength(2);
  expect(await read('/api/performance/metrics?world=default')).toMatchObject({ total_count: 1 });
  expect(await (await ask('/api/logs?world=a', { method: 'DELETE' })).json()).toEqual({ deleted_count: 2 });
  expect(await read('/api/logs/search')).toMatchObject({ total_count: 1 });
});
