import { expect, test } from 'vitest';
import { openAdmin } from './open-admin.ts';

const UPDATE = '/api/mock-data/update';
const OVERRIDES = '/api/mock-data/overrides';
const answer = (status: number, body: unknown) => ({ status, headers: { 'X-Told': 'yes' }, body });
const forItem = { endpoint: '/items/{id}', method: 'get', new_response: answer(503, { error: 'down' }) };

test('an endpoint answers as told from the next request on, with and without its base path', async () => {
  const { mock, send, get } = await openAdmin();
  expect((await send('POST', UPDATE, forItem)).body).toEqual({
    kind: 'override',
    name: 'GET /items/{id}',
    world: 'default',
    replaced: false,
    in_force: true,
    operation: { key: 'GET /items/{id}', operation_id: 'readItem' },
    nearest: [],
    warnings: [
      expect.objectContaining({ severity: 'warning', code: 'STATUS_UNDECLARED', pointer: '/new_response/status' }),
    ],
  });
  const response = await mock.fetch(new Request('http://localhost/v2/items/7'));
  expect([response.status, response.headers.get('x-told'), await response.json()]).toEqual([
    503,
    'yes',
    { error: 'down' },
  ]);
  expect((await get('/items/8')).status).toBe(503);
  expect((await get('/items')).status).toBe(200);
});

test('a second update takes the place of the first; deleting the override takes it back', async () => {
  const { send, read, get } = await openAdmin();
  await send('POST', UPDATE, forItem);
  const again = { ...forItem, new_response: { status: 410 } };
  expect((await send('POST', UPDATE, again)).body).toMatchObject({ replaced: true });
  const { overrides } = await read(OVERRIDES);
  expect(overrides).toMatchObject([{ name: 'GET /items/{id}', rules: [{ respond: { status: 410 } }] }]);
  expect((await get('/items/7')).status).toBe(410);
  const target = `${OVERRIDES}/${encodeURIComponent('GET /items/{id}')}`;
  expect(await send('DELETE', target)).toEqual({ status: 200, body: { deleted_count: 1 } });
  expect((await get('/items/7')).status).toBe(200);
  expect(await send('DELETE', target)).toMatchObject({ status: 404 });
});

test('an override comes before the scenario in force', async () => {
  const { send, get } = await openAdmin();
  const down = { name: 'down', type: 'chaos', rules: [{ respond: { status: 500 } }] };
  await send('POST', '/api/mock-data/scenarios', down);
  await send('POST', '/api/mock-data/scenarios/down/activate');
  await send('POST', UPDATE, forItem);
  expect([(await get('/items/7')).status, (await get('/items')).status]).toEqual([503, 500]);
});

test('a path that is no operation is answered as told, and the nearest operations are named', async () => {
  const { send, get } = await openAdmin();
  const { body } = await send('POST', UPDATE, { ...forItem, endpoint: '/itemz', new_response: answer(200, 'hi') });
  expect(body).not.toHaveProperty('operation');
  expect(body.nearest[0]).toBe('GET /items');
  expect(await get('/itemz')).toEqual({ status: 200, text: '"hi"' });
});

test('a concrete path is told of its operation, and is answered alone', async () => {
  const { send, get } = await openAdmin();
  const { body } = await send('POST', UPDATE, { ...forItem, endpoint: '/v2/items/7' });
  expect(body).toMatchObject({ operation: { key: 'GET /items/{id}' } });
  expect([(await get('/v2/items/7')).status, (await get('/v2/items/8')).status]).toEqual([503, 200]);
});

test('paths of any length have overrides of their own', async () => {
  const { send, get, read } = await openAdmin();
  const [a, b] = ['a', 'b'].map((end) => `/${'segment/'.repeat(40)}${end}`);
  await send('POST', UPDATE, { ...forItem, endpoint: a });
  await send('POST', UPDATE, { ...forItem, endpoint: b, new_response: { status: 418 } });
  expect([(await get(a ?? '')).status, (await get(b ?? '')).status]).toEqual([503, 418]);
  const [{ name }] = (await read(OVERRIDES)).overrides;
  expect((await send('DELETE', `${OVERRIDES}/${encodeURIComponent(name)}`)).status).toBe(200);
  expect([(await get(a ?? '')).status, (await get(b ?? '')).status]).toEqual([503, 404]);
});

test('with scenario_name the answer becomes the first rule of that scenario, made where it is missing', async () => {
  const { send, read, get } = await openAdmin();
  const first = await send('POST', UPDATE, { ...forItem, scenario_name: 'mine' });
  expect(first.body).toMatchObject({ kind: 'scenario', name: 'mine', replaced: false, in_force: false });
  expect((await get('/items/7')).status).toBe(200);
  await send('POST', '/api/mock-data/scenarios/mine/activate');
  expect((await get('/items/7')).status).toBe(503);
  const second = { ...forItem, new_response: { status: 410 }, scenario_name: 'mine' };
  expect((await send('POST', UPDATE, second)).body).toMatchObject({ replaced: true, in_force: true });
  await send('POST', UPDATE, { ...second, endpoint: '/items' });
  const { scenario } = await read('/api/mock-data/scenarios/mine');
  expect(scenario.rules.map(({ match }: { match: { path: string } }) => match.path)).toEqual(['/items', '/items/{id}']);
  expect([(await get('/items/7')).status, (await get('/items')).status]).toEqual([410, 410]);
  expect(await read(OVERRIDES)).toEqual({ overrides: [] });
});

test('a rule with further conditions is left alone', async () => {
  const { send, read } = await openAdmin();
  const rule = { match: { method: 'GET', path: '/items/{id}', query: { a: '1' } }, respond: { status: 400 } };
  await send('POST', '/api/mock-data/scenarios', { name: 'mine', type: 'workflow', rules: [rule] });
  expect((await send('POST', UPDATE, { ...forItem, scenario_name: 'mine' })).body).toMatchObject({ replaced: false });
  expect((await read('/api/mock-data/scenarios/mine')).scenario.rules).toHaveLength(2);
});

test('all overrides of a world are deleted at once, those of others stay', async () => {
  const { send, read } = await openAdmin();
  await send('POST', `${UPDATE}?world=w`, forItem);
  await send('POST', `${UPDATE}?world=w`, { ...forItem, endpoint: '/items' });
  await send('POST', UPDATE, forItem);
  expect((await send('DELETE', `${OVERRIDES}?world=w`)).body).toEqual({ deleted_count: 2 });
  expect(await read(`${OVERRIDES}?world=w`)).toEqual({ overrides: [] });
  expect((await read(OVERRIDES)).overrides).toHaveLength(1);
});

test('a reset keeps what the mock was started with, and does not count it as removed', async () => {
  const { mock, send, read } = await openAdmin();
  const rules = [{ respond: { status: 500 } }];
  mock.scenarios.deploy(mock.worlds.default, { name: 'given', type: 'chaos', rules });
  mock.worlds.keepBeginning();
  await send('POST', '/api/mock-data/scenarios', { name: 'later', type: 'chaos', rules });
  expect((await send('POST', '/api/mock-data/reset')).body.removed).toEqual({ scenarios: 1, overrides: 0 });
  expect(await read('/api/mock-data/scenarios')).toMatchObject({ scenarios: [{ name: 'given' }] });
});

test('a reset puts a world back to the beginning and leaves the others', async () => {
  const { send, read, get } = await openAdmin();
  const down = { name: 'down', type: 'chaos', rules: [{ respond: { status: 500 } }] };
  for (const world of ['default', 'w']) {
    await send('POST', `/api/mock-data/scenarios?world=${world}`, down);
    await send('POST', `/api/mock-data/scenarios/down/activate?world=${world}`);
    await send('POST', `${UPDATE}?world=${world}`, forItem);
  }
  expect((await send('POST', '/api/mock-data/reset')).body).toEqual({
    world: 'default',
    removed: { scenarios: 1, overrides: 1 },
  });
  expect(await read('/api/mock-data/scenarios')).toEqual({ scenarios: [], active: null });
  expect((await get('/items/7')).status).toBe(200);
  expect((await get('/_w/w/items/7')).status).toBe(503);
});

test.each([
  [{ ...forItem, endpoint: 'items' }, '#/endpoint'],
  [{ ...forItem, method: 'G E T' }, '#/method'],
  [{ ...forItem, method: '' }, '#/method'],
  [{ ...forItem, new_response: { status: '503' } }, '#/new_response/status'],
  [{ ...forItem, new_response: { statuss: 503 } }, '#/new_response/statuss'],
  [{ ...forItem, new_response: undefined }, '#/new_response'],
  [{ ...forItem, new_response: { headers: { a: 1 } } }, '#/new_response/headers/a'],
  [{ ...forItem, extra: 1 }, '#/extra'],
  [{ ...forItem, endpoint: '/\u0000' }, '#/endpoint'],
  [{ ...forItem, scenario_name: 'a\nb' }, '#/scenario_name'],
])('%j is refused with its place', async (body, pointer) => {
  const { send, read } = await openAdmin();
  const refused = await send('POST', UPDATE, body);
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  expect(await read(OVERRIDES)).toEqual({ overrides: [] });
});

test.each([
  [{ status: 9999 }, '#/new_response/status'],
  [{ headers: { 'a\r\nb': 'c' } }, '#/new_response/headers'],
  [{ headers: { a: 'b\r\nset-cookie: c=d' } }, '#/new_response/headers/a'],
  [{ template: '{{ request.nothing( }}' }, '#/new_response/template'],
])('an answer that cannot be sent is refused: %j', async (new_response, pointer) => {
  const { send, get } = await openAdmin();
  const refused = await send('POST', UPDATE, { ...forItem, new_response });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer, detail: expect.stringMatching(/\w/) }] } });
  expect((await get('/items/7')).status).toBe(200);
});
