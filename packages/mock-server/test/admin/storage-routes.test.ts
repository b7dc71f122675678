import { expect, test } from 'vitest';
import { type Admin, openAdmin } from './open-admin.ts';

const PATH = '/api/storage';
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer', minimum: 1 }, name: { type: 'string', minLength: 1 } },
};
const json = (schema: object, example?: unknown) => ({
  description: '',
  content: { 'application/json': { schema, ...(example !== undefined && { example }) } },
});
const shelter = {
  openapi: '3.1.0',
  info: { title: 'Shelter', version: '1' },
  paths: {
    '/pets': {
      get: {
        responses: {
          200: json({ type: 'array', items: pet }, [
            { id: 1, name: 'Rex' },
            { id: 2, name: 'Tom' },
          ]),
        },
      },
      post: { requestBody: json(pet), responses: { 201: json(pet) } },
    },
    '/pets/{id}': {
      parameters: [id],
      get: { responses: { 200: json(pet), 404: { description: '' } } },
      delete: { responses: { 204: { description: '' } } },
    },
    '/pets/{id}/toys': {
      parameters: [id],
      get: { responses: { 200: json({ type: 'array', items: pet }) } },
      post: { requestBody: json(pet), responses: { 201: json(pet) } },
    },
    '/pets/{id}/toys/{toyId}': {
      parameters: [id, { ...id, name: 'toyId' }],
      get: { responses: { 200: json(pet), 404: { description: '' } } },
    },
  },
};

/** The admin API of a stateful mock. */
async function openStorage(maxWorldBytes?: number): Promise<Admin> {
  return openAdmin({ document: shelter, storage: {}, maxWorldBytes });
}

const items = (...names: string[]) => ({ items: names.map((name, index) => ({ value: { id: index + 10, name } })) });

test('collections are listed with what they hold, also what they began with', async () => {
  const { send } = await openStorage();
  expect((await send('GET', `${PATH}/collections`)).body).toMatchObject({
    world: 'default',
    collections: [{ name: 'pets', path: '/pets', items: 2, changed: false }, { name: 'toys' }],
  });
  expect((await send('GET', `${PATH}/collections/pets`)).body).toMatchObject({
    name: 'pets',
    items: [{ id: '1', parents: {}, value: { id: 1, name: 'Rex' } }, { id: '2' }],
    total_count: 2,
  });
});

test('what is put takes the place of all that was there, and is read page by page', async () => {
  const { send } = await openStorage();
  expect(await send('PUT', `${PATH}/collections/pets`, items('a', 'b', 'c'))).toEqual({
    status: 200,
    body: { name: 'pets', world: 'default', items: 3 },
  });
  expect((await send('GET', `${PATH}/collections/pets?limit=1&offset=1`)).body).toEqual({
    name: 'pets',
    world: 'default',
    items: [{ id: '11', parents: {}, value: { id: 11, name: 'b' } }],
    ...{ total_count: 3, returned_count: 1, limit: 1, offset: 1 },
  });
  const { body } = await send('GET', `${PATH}/collections`);
  expect(body.collections[0]).toMatchObject({ items: 3, changed: true });
});

test('what was read can be put back as it is', async () => {
  const { send } = await openStorage();
  await send('PUT', `${PATH}/collections/toys`, { items: [{ parents: { id: '1' }, value: { id: 5, name: 'ball' } }] });
  const { body } = await send('GET', `${PATH}/collections/toys`);
  expect(body.items).toEqual([{ id: '5', parents: { id: '1' }, value: { id: 5, name: 'ball' } }]);
  expect((await send('PUT', `${PATH}/collections/toys`, { items: body.items })).status).toBe(200);
  expect((await send('GET', `${PATH}/collections/toys`)).body).toEqual(body);
});

test('emptying leaves nothing; resetting brings back what there was, of one collection or of all', async () => {
  const { send } = await openStorage();
  const counts = async (): Promise<number[]> =>
    (await send('GET', `${PATH}/collections`)).body.collections.map(({ items: count }: { items: number }) => count);
  const [pets, toys] = await counts();
  expect((await send('DELETE', `${PATH}/collections/pets`)).body).toMatchObject({ deleted_count: 2 });
  await send('PUT', `${PATH}/collections/toys`, { items: [] });
  expect(await counts()).toEqual([0, 0]);
  expect((await send('POST', `${PATH}/reset`, { collections: ['pets'] })).body.collections[0]).toMatchObject({
    items: 2,
    changed: false,
  });
  await send('POST', `${PATH}/reset`);
  expect(await counts()).toEqual([pets, toys]);
});

test('what the API stores is seen here, and what is put here the API answers', async () => {
  const { mock, send, get } = await openStorage();
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"id":7,"name":"Ivy"}' };
  expect((await mock.fetch(new Request('http://localhost/pets', request))).status).toBe(201);
  const { body } = await send('GET', `${PATH}/collections/pets`);
  expect(body.items.map(({ value }: { value: { name: string } }) => value.name)).toEqual(['Rex', 'Tom', 'Ivy']);
  await send('PUT', `${PATH}/collections/pets`, items('a'));
  expect(await get('/pets/10')).toEqual({ status: 200, text: '{"id":10,"name":"a"}' });
  expect((await get('/pets/1')).status).toBe(404);
});

test('worlds store for themselves', async () => {
  const { send } = await openStorage();
  await send('PUT', `${PATH}/collections/pets?world=w`, items('a'));
  expect((await send('GET', `${PATH}/collections/pets?world=w`)).body).toMatchObject({ world: 'w', total_count: 1 });
  expect((await send('GET', `${PATH}/collections/pets`)).body).toMatchObject({ total_count: 2 });
  expect((await send('GET', `${PATH}/collections/pets?world=x`)).status).toBe(404);
  await send('POST', '/api/mock-data/reset?world=w');
  expect((await send('GET', `${PATH}/collections/pets?world=w`)).body).toMatchObject({ total_count: 2 });
});

test('the figures are those of the collections', async () => {
  const { send } = await openStorage();
  expect((await send('GET', `${PATH}/stats`)).body).toMatchObject({ collections: 2, changed_collections: 0, bytes: 0 });
  await send('DELETE', `${PATH}/collections/toys`);
  await send('PUT', `${PATH}/collections/pets`, items('a', 'b', 'c'));
  const { body } = await send('GET', `${PATH}/stats`);
  expect(body).toMatchObject({ world: 'default', changed_collections: 2, items: 3 });
  expect(body.bytes).toBeGreaterThanOrEqual(JSON.stringify({ id: 10, name: 'a' }).length * 3);
});

test('what was concluded from the document is shown', async () => {
  const { send } = await openStorage();
  const { body } = await send('GET', `${PATH}/inferred`);
  expect(body.collections).toContainEqual({ name: 'pets', path: '/pets', id: ['/id'], parents: [] });
  expect(body.operations).toContainEqual(
    expect.objectContaining({ operation: 'POST /pets', action: 'create', collection: 'pets' }),
  );
});

test('items that break the document are refused with their places, and nothing is stored', async () => {
  const { send } = await openStorage();
  const refused = await send('PUT', `${PATH}/collections/pets`, {
    items: [{ value: { id: 1, name: 'ok' } }, { value: { id: 'x', name: '' } }],
  });
  expect(refused).toMatchObject({ status: 400, body: { detail: expect.stringContaining('Nothing was stored') } });
  const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer);
  for (const pointer of pointers) expect(pointer).toMatch(/^#\/items\/1\/value/);
  expect((await send('GET', `${PATH}/collections/pets`)).body).toMatchObject({ total_count: 2 });
});

test('a world that has no room says so', async () => {
  const { send } = await openStorage(200);
  expect(await send('PUT', `${PATH}/collections/pets`, items(...'abcdefghij'.repeat(2)))).toMatchObject({
    status: 507,
  });
  expect((await send('GET', `${PATH}/collections/pets`)).body).toMatchObject({ total_count: 2 });
});

test.each([
  ['GET', `${PATH}/collections/nope`, undefined, 404],
  ['PUT', `${PATH}/collections/__proto__`, { items: [] }, 404],
  ['DELETE', `${PATH}/collections/..%2Fx`, undefined, 404],
  ['POST', `${PATH}/reset`, { collections: ['pets', 'nope'] }, 404],
  ['PUT', `${PATH}/collections/pets`, { items: [{ id: 1, name: 'a' }] }, 400],
  ['PUT', `${PATH}/collections/pets`, { items: [{ value: ['a'] }] }, 400],
  ['PUT', `${PATH}/collections/pets`, [], 400],
  ['GET', `${PATH}/collections/pets?limit=1001`, undefined, 400],
])('%s %s with %j is %i with the remedy', async (method, target, body, status) => {
  const { send } = await openStorage();
  expect(await send(method, target, body)).toMatchObject({ status, body: { detail: expect.stringMatching(/\w/) } });
  expect((await send('GET', `${PATH}/collections/pets`)).body).toMatchObject({ total_count: 2 });
});

test.each([
  ['GET', '/collections', undefined],
  ['GET', '/collections/pets', undefined],
  ['PUT', '/collections/pets', { items: [] }],
  ['DELETE', '/collections/pets', undefined],
  ['POST', '/reset', {}],
  ['GET', '/stats', undefined],
  ['GET', '/inferred', undefined],
])('%s %s of a mock that stores nothing is 409 with the remedy', async (method, target, body) => {
  const { send } = await openAdmin();
  expect(await send(method, `${PATH}${target}`, body)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('--stateful') },
  });
});
