import { beforeEach, expect, test } from 'vitest';
import { library } from './support/library.ts';
import { openStateful, type StatefulMock } from './support/stateful-mock.ts';

const thing = { type: 'object', properties: { id: { type: 'string' }, name: {} } };
const body = { content: { 'application/json': { schema: thing } } };
/** Whatever may be an id is one. */
const anything = {
  openapi: '3.1.0',
  info: { title: 'Anything', version: '1' },
  paths: {
    '/things': {
      get: { responses: { 200: { content: { 'application/json': { schema: { type: 'array', items: thing } } } } } },
      post: { requestBody: body, responses: { 201: body } },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { responses: { 200: body } },
      put: { requestBody: body, responses: { 200: body, 201: body } },
      delete: { responses: { 204: {} } },
    },
  },
};

let mock: StatefulMock;

beforeEach(async () => {
  mock = await openStateful(anything, { storage: { seed: { things: [] } } });
});

test.each([
  '__proto__',
  'constructor',
  'toString',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  'a%2Fb',
  '💣',
  '0',
  '-1',
  'null',
  '{}',
  '"',
  '%0d%0aset-cookie:%20x=1',
  'a'.repeat(10_000),
])('the id %s is one like any other', async (id) => {
  expect((await mock.send('GET', `/things/${id}`)).status).toBe(404);
  const put = await mock.send('PUT', `/things/${id}`, { name: 'x' });
  expect(put.status).toBe(201);
  expect(put.headers.get('set-cookie')).toBeNull();
  expect((await mock.send('GET', `/things/${id}`)).body).toMatchObject({ name: 'x' });
  expect((await mock.send('GET', '/things')).body).toHaveLength(1);
  expect((await mock.send('DELETE', `/things/${id}`)).status).toBe(204);
  expect((await mock.send('GET', '/things')).body).toEqual([]);
  expect({}).not.toHaveProperty('name');
});

test('a posted id of a megabyte is stored, found and counted', async () => {
  const id = 'x'.repeat(1_000_000);
  expect((await mock.send('POST', '/things', { id, name: 1 })).status).toBe(201);
  expect((await mock.send('POST', '/things', { id, name: 2 })).status).toBe(409);
  expect(mock.worlds.default.state.storage.bytes).toBeGreaterThan(1_000_000);
});

test('members of any name are kept as members', async () => {
  const open = await openStateful(library);
  const notes = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"}';
  const created = await open.send('POST', '/books', `{"title":"Emma","notes":${notes},"__proto__":{"polluted":2}}`, {
    'content-type': 'application/json',
  });
  expect(created.status).toBe(201);
  expect(JSON.stringify(created.body.notes)).toBe(notes);
  const patched = await open.send('PATCH', `/books/${created.body.id}`, '{"notes":{"__proto__":{"more":1}}}', {
    'content-type': 'application/merge-patch+json',
  });
  expect(JSON.stringify(patched.body.notes)).toContain('"__proto__":{"polluted":1,"more":1}');
  expect({}).not.toHaveProperty('polluted');
  expect({}).not.toHaveProperty('more');
});

test('deeply nested members are stored and shown', async () => {
  const deep = `${'{"a":'.repeat(400)}1${'}'.repeat(400)}`;
  const open = await openStateful(library);
  const created = await open.send('POST', '/books', `{"title":"Deep","notes":${deep}}`, {
    'content-type': 'application/json',
  });
  expect(created.status).toBe(201);
  expect(JSON.stringify(created.body.notes)).toBe(deep);
});

test('a world that is full takes nothing more, and keeps what it has', async () => {
  const { Worlds } = await import('../../src/worlds/worlds.ts');
  const worlds = new Worlds({ maxWorlds: 1, idleMs: 1, maxStorageBytes: 2_000, maxEntries: 10, now: () => 0 });
  const post = (name: string): Promise<Response> =>
    mock.fetch(
      new Request('http://mock/things', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      }),
      worlds.default,
    );
  expect((await post('small')).status).toBe(201);
  expect((await post('x'.repeat(5_000))).status).toBe(507);
  expect((await post('small')).status).toBe(201);
  const list = await mock.fetch(new Request('http://mock/things'), worlds.default);
  expect(await list.json()).toHaveLength(2);
});

test('requests that break the document reach storage unharmed where nothing is checked', async () => {
  const open = await openStateful(library, { validate: 'off' });
  for (const sent of ['null', '[]', '42', '"x"', '{', '[{"title":1},null]']) {
    const { status } = await open.send('POST', '/books', sent, { 'content-type': 'application/json' });
    expect(status).toBeLessThan(500);
    expect((await open.send('PATCH', '/books/1', sent, { 'content-type': 'application/json' })).status).toBeLessThan(
      500,
    );
    expect(
      (await open.send('PATCH', '/books/1', sent, { 'content-type': 'application/json-patch+json' })).status,
    ).toBeLessThan(500);
  }
  expect((await open.send('GET', '/books?limit=-5&offset=nan&sort=%00')).status).toBe(200);
});
