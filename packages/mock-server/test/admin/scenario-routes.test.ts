import { expect, test } from 'vitest';
import { openAdmin } from './open-admin.ts';

const PATH = '/api/mock-data/scenarios';
const down = {
  name: 'down',
  description: 'All fails',
  type: 'error_simulation',
  rules: [{ respond: { status: 503 } }],
};
const original = {
  scenario_name: 'slow items',
  scenario_type: 'performance_testing',
  endpoints: [{ path: '/items', method: 'GET', response_config: { status_code: 202, response_data: { slow: true } } }],
};

test('a scenario is deployed, put in force, and taken out of force, from the next request on', async () => {
  const { send, get, read } = await openAdmin();
  expect(await send('POST', PATH, down)).toMatchObject({
    status: 201,
    body: { name: 'down', world: 'default', active: false, replaced: false, scenario: down, warnings: [] },
  });
  expect((await get('/items')).status).toBe(200);
  expect(await send('POST', `${PATH}/down/activate`)).toMatchObject({ body: { active: 'down', previous: null } });
  expect((await get('/items')).status).toBe(503);
  expect(await read(`${PATH}/active`)).toEqual({ active: 'down', scenario: down });
  expect(await send('POST', `${PATH}/down/deactivate`)).toMatchObject({ body: { active: null, previous: 'down' } });
  expect((await get('/items')).status).toBe(200);
  expect(await read(`${PATH}/active`)).toEqual({ active: null });
});

test('the list says what each is and which is in force', async () => {
  const { send, read } = await openAdmin();
  expect(await read(PATH)).toEqual({ scenarios: [], active: null });
  await send('POST', PATH, down);
  await send('POST', PATH, { name: 'fine', type: 'workflow', rules: [{}, {}] });
  await send('POST', `${PATH}/fine/activate`);
  expect(await read(PATH)).toEqual({
    scenarios: [
      { name: 'down', type: 'error_simulation', description: 'All fails', active: false, rules: 1 },
      { name: 'fine', type: 'workflow', active: true, rules: 2 },
    ],
    active: 'fine',
  });
});

test('the original shape is the same thing', async () => {
  const { send, get, read } = await openAdmin();
  expect(await send('POST', PATH, original)).toMatchObject({ status: 201, body: { name: 'slow items' } });
  expect((await send('POST', `${PATH}/slow%20items/activate`)).status).toBe(200);
  expect(await get('/v2/items')).toEqual({ status: 202, text: '{"slow":true}' });
  expect(await read(`${PATH}/slow%20items`)).toMatchObject({ active: true, scenario: { type: 'performance_testing' } });
});

test.each([
  { name: 'wrapped', description: 'outside', config: { ...down, name: 'inside' } },
  { name: 'wrapped', description: 'outside', config: original },
])('a scenario in a wrapper takes its name and description from outside: %#', async (wrapper) => {
  const { send, read } = await openAdmin();
  expect(await send('POST', PATH, wrapper)).toMatchObject({ status: 201, body: { name: 'wrapped' } });
  expect(await read(PATH)).toMatchObject({ scenarios: [{ name: 'wrapped', description: 'outside' }] });
});

test('a second one of the same name is refused unless it is to replace the first', async () => {
  const { send, read } = await openAdmin();
  await send('POST', PATH, down);
  const other = { ...down, rules: [{ respond: { status: 500 } }, {}] };
  expect(await send('POST', PATH, other)).toMatchObject({ status: 409, body: { title: expect.any(String) } });
  expect(await read(PATH)).toMatchObject({ scenarios: [{ rules: 1 }] });
  expect(await send('POST', `${PATH}?replace=true`, other)).toMatchObject({ status: 200, body: { replaced: true } });
  expect(await read(PATH)).toMatchObject({ scenarios: [{ rules: 2 }] });
});

test('PUT deploys under the name in its path, and keeps what is in force in force', async () => {
  const { send, get } = await openAdmin();
  const { name: _, ...nameless } = down;
  expect(await send('PUT', `${PATH}/a%2Fb%20c`, nameless)).toMatchObject({ status: 201, body: { name: 'a/b c' } });
  await send('POST', `${PATH}/a%2Fb%20c/activate`);
  const other = { ...nameless, rules: [{ respond: { status: 418, body: 1 } }] };
  expect(await send('PUT', `${PATH}/a%2Fb%20c`, other)).toMatchObject({ status: 200, body: { active: true } });
  expect((await get('/items')).status).toBe(418);
  expect(await send('PUT', `${PATH}/other`, down)).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('"down"'), errors: [{ pointer: '#/name' }] },
  });
});

test('deleting the one in force says that none is any more', async () => {
  const { send, get } = await openAdmin();
  await send('POST', PATH, down);
  await send('POST', `${PATH}/down/activate`);
  expect((await send('DELETE', `${PATH}/down`)).body).toEqual({ name: 'down', deleted: true, deactivated: true });
  expect((await get('/items')).status).toBe(200);
  await send('POST', PATH, down);
  expect((await send('DELETE', `${PATH}/down`)).body).toMatchObject({ deactivated: false });
});

test.each([
  ['GET', `${PATH}/nope`],
  ['DELETE', `${PATH}/nope`],
  ['POST', `${PATH}/nope/activate`],
  ['POST', `${PATH}/nope/deactivate`],
  ['GET', `${PATH}/__proto__`],
  ['POST', `${PATH}/constructor/activate`],
  ['GET', `${PATH}/..%2F..%2Fetc`],
])('%s %s is 404 and says which there are', async (method, target) => {
  const { send } = await openAdmin();
  await send('POST', PATH, down);
  expect(await send(method, target)).toMatchObject({
    status: 404,
    body: { detail: expect.stringContaining('Deployed are down') },
  });
});

test('what is not in force cannot be taken out of force', async () => {
  const { send } = await openAdmin();
  await send('POST', PATH, down);
  expect((await send('POST', `${PATH}/down/deactivate`)).status).toBe(409);
});

test.each([
  [{ ...down, rules: [{ match: { when: 'request.nothing(' } }] }, '#/rules/0/match/when'],
  [{ ...down, rules: [{}, { respond: { status: 9999 } }] }, '#/rules/1/respond/status'],
  [{ name: 'x', config: { ...down, type: 'nonsense' } }, '#/config/type'],
  [{ name: 'x', config: 7 }, '#/config'],
  [[], '#'],
  ['text', '#'],
])('a scenario that cannot be followed is refused with its place: %j', async (body, pointer) => {
  const { send, read } = await openAdmin();
  const refused = await send('POST', PATH, body);
  expect(refused).toMatchObject({ status: 400, body: { detail: expect.any(String) } });
  expect(refused.body.errors).toContainEqual({ detail: expect.stringMatching(/\S/), pointer });
  expect(await read(PATH)).toEqual({ scenarios: [], active: null });
});

test('a dry run says what is wrong and odd, and deploys nothing', async () => {
  const { send, read } = await openAdmin();
  expect((await send('POST', `${PATH}/validate`, down)).body).toEqual({ valid: true, problems: [] });
  const wrong = { ...down, rules: [{ match: { operation_id: 'listItem' } }, { match: { when: '(' } }] };
  const { body } = await send('POST', `${PATH}/validate`, { name: 'x', config: wrong });
  expect(body.valid).toBe(false);
  expect(body.problems).toContainEqual(
    expect.objectContaining({
      pointer: '/config/rules/0/match/operation_id',
      advice: expect.stringContaining('listItems'),
    }),
  );
  expect(body.problems).toContainEqual(
    expect.objectContaining({ severity: 'error', pointer: '/config/rules/1/match/when' }),
  );
  expect(await read(PATH)).toMatchObject({ scenarios: [] });
});

test('each world has its own, and one that is named by a change is made by it', async () => {
  const { send, ask, read, get } = await openAdmin();
  await send('POST', `${PATH}?world=w1`, down);
  const headers = { 'x-mockloop-world': 'w1' };
  expect((await ask(`${PATH}/down/activate`, { method: 'POST', headers })).status).toBe(200);
  expect(await read(PATH)).toMatchObject({ scenarios: [] });
  expect((await get('/items')).status).toBe(200);
  expect((await get('/items', headers)).status).toBe(503);
  expect(await (await ask(`${PATH}?world=default`, { headers })).json()).toMatchObject({ scenarios: [] });
  expect(await read(`${PATH}?world=w2`)).toMatchObject({ status: 404, detail: expect.stringContaining('"w2"') });
  expect(await read(`${PATH}?worl=w1`)).toMatchObject({ status: 400 });
  expect(await send('POST', `${PATH}?world=..%2Fx`, down)).toMatchObject({ status: 400 });
});

test.each([`{"__proto__":${JSON.stringify(down)}}`, `{"name":"x","config":{"__proto__":{"rules":[]}}}`])(
  'members named __proto__ are members like any other: %s',
  async (body) => {
    const { ask } = await openAdmin();
    const headers = { 'content-type': 'application/json' };
    expect((await ask(PATH, { method: 'POST', headers, body })).status).toBe(400);
  },
);

test('over real connections an override counts from the next request on, and 100 MB end the connection', async () => {
  const { mock } = await openAdmin();
  const { apiUrl, adminUrl } = await mock.listen({ port: 0 });
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Response> =>
    fetch(adminUrl + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect((await post(PATH, JSON.stringify(down))).status).toBe(201);
  expect((await fetch(`${apiUrl}/items`)).status).toBe(200);
  expect((await post(`${PATH}/down/activate`, '')).status).toBe(200);
  expect((await fetch(`${apiUrl}/items`)).status).toBe(503);
  const refused = await post(PATH, new Uint8Array(100 * 1_048_576).fill(32));
  expect([refused.status, refused.headers.get('connection')]).toEqual([413, 'close']);
});

test('a body of 100 MB is refused before it is read, and one that is nested without end', async () => {
  const { ask } = await openAdmin();
  const headers = { 'content-type': 'application/json' };
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      sent++;
      if (sent > 100) controller.close();
      else controller.enqueue(new Uint8Array(1_048_576).fill(32));
    },
  });
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
  expect((await ask(PATH, init)).status).toBe(413);
  expect(sent).toBeLessThan(20);
  const deep = { method: 'PUT', headers, body: `${'['.repeat(100_000)}${']'.repeat(100_000)}` };
  expect((await ask(`${PATH}/deep`, deep)).status).toBe(400);
  const text = JSON.stringify({ ...down, description: '["\\'.repeat(1_000) });
  expect((await ask(PATH, { method: 'POST', headers, body: text })).status).not.toBe(500);
});
