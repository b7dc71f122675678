import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { createTestPlan } from '../../src/plan/create-test-plan.ts';
import { NOTES } from '../support/accounts-document.ts';
import { ITEMS } from '../support/items-document.ts';

function documentOf(operations: readonly string[], extra: object = {}): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const key of operations) {
    const [method = '', path = ''] = key.split(' ');
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    paths[path] = { ...paths[path], [method.toLowerCase()]: { parameters, responses: { 200: { description: 'ok' } } } };
  }
  return { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths, ...extra };
}

test.each([
  ['GET /pets', 'read'],
  ['POST /pets', 'write'],
  ['DELETE /pets/{id}', 'destructive'],
  ['POST /maintenance', 'environment'],
  ['PUT /settings/maintenanceMode', 'environment'],
  ['GET /maintenance', 'read'],
  ['GET /shutdown', 'environment'],
  ['POST /server/restart', 'environment'],
  ['POST /containers/{id}/restart', 'write'],
  ['POST /cache/purge', 'environment'],
  ['PUT /feature-flags/{name}', 'environment'],
  ['POST /users/{id}/reset-password', 'write'],
  ['POST /reset', 'environment'],
  ['GET /orders/{id}/drop-off-points', 'read'],
  ['POST /backgrounds', 'write'],
  ['POST /resettlements', 'write'],
])('%s is of the risk "%s"', async (key, risk) => {
  const { operations } = await createTestPlan(await loadDocument(documentOf([key])), { serverUrl: 'http://127.0.0.1' });
  expect(operations.map((operation) => operation.risk)).toEqual([risk]);
});

test('an operation that deletes all there is changes the environment', async () => {
  const document = await loadDocument({
    ...ITEMS,
    paths: {
      ...Reflect.get(ITEMS, 'paths'),
      '/items': {
        ...Reflect.get(ITEMS, 'paths')['/items'],
        delete: { responses: { 204: { description: 'all gone' } } },
      },
    },
  });
  const { operations } = await createTestPlan(document, { serverUrl: 'http://127.0.0.1' });
  expect(operations.find(({ key }) => key === 'DELETE /items')?.risk).toBe('environment');
  expect(operations.find(({ key }) => key === 'DELETE /items/{itemId}')?.risk).toBe('destructive');
});

test('roles and resources are concluded from the document', async () => {
  const { operations, resources } = await createTestPlan(await loadDocument(ITEMS), { serverUrl: 'http://127.0.0.1' });
  expect(operations.map(({ key, role, resource }) => [key, role, resource])).toEqual([
    ['GET /items', 'list', 'items'],
    ['POST /items', 'create', 'items'],
    ['GET /items/{itemId}', 'read', 'items'],
    ['DELETE /items/{itemId}', 'delete', 'items'],
    ['POST /maintenance', 'other', undefined],
    ['GET /ping', 'other', undefined],
  ]);
  expect(resources).toMatchObject([
    {
      name: 'items',
      collection_path: '/items',
      item_path: '/items/{itemId}',
      id_parameter: 'itemId',
      id_pointer: '/id',
      set_by_server: ['id'],
      operations: {
        list: 'GET /items',
        create: 'POST /items',
        read: 'GET /items/{itemId}',
        delete: 'DELETE /items/{itemId}',
      },
    },
  ]);
});

test('what makes accounts and what begins and ends sessions is told apart', async () => {
  const { operations } = await createTestPlan(await loadDocument(NOTES), { serverUrl: 'http://127.0.0.1' });
  expect(operations.map(({ key, role, secured, ends_session: ends }) => [key, role, secured, ends])).toEqual([
    ['POST /register', 'register', false, undefined],
    ['POST /login', 'login', false, undefined],
    ['POST /logout', 'logout', true, true],
    ['GET /me', 'other', true, undefined],
    ['GET /admin/users', 'other', true, undefined],
  ]);
});

test.each([
  ['http://127.0.0.1:1', [{ url: 'https://api.example.com/v2' }], 'http://127.0.0.1:1/v2'],
  ['http://127.0.0.1:1/', [{ url: '/v2/' }], 'http://127.0.0.1:1/v2'],
  ['http://127.0.0.1:1/other/', [{ url: '/v2' }], 'http://127.0.0.1:1/other'],
  ['http://127.0.0.1:1', undefined, 'http://127.0.0.1:1'],
])('%s with the servers %j is tested at %3$s', async (url, servers, expected) => {
  const document = await loadDocument(documentOf(['GET /x'], servers === undefined ? {} : { servers }));
  expect((await createTestPlan(document, { serverUrl: url })).server_url).toBe(expected);
});

test.each([
  ['http://127.0.0.1:1', 'http://127.0.0.1:1/v2', ['GET /a', 'GET /b']],
  ['http://127.0.0.1:1/v2', 'http://127.0.0.1:1/v2', ['GET /a', 'GET /b']],
  ['http://127.0.0.1:1/behind/upload', 'http://127.0.0.1:1/behind/upload', ['GET /files']],
  ['http://127.0.0.1:1/other', 'http://127.0.0.1:1/other', ['GET /a', 'GET /b']],
])('at %s, operations that the document has elsewhere are left out', async (url, expected, keys) => {
  const get = { responses: { 200: { description: 'ok' } } };
  const document = await loadDocument(
    documentOf([], {
      servers: [{ url: 'https://api.example.com/v2' }],
      paths: {
        '/a': { get },
        '/b': { get },
        '/files': { get, servers: [{ url: 'https://files.example.com/upload' }] },
      },
    }),
  );
  const plan = await createTestPlan(document, { serverUrl: url });
  expect(plan.server_url).toBe(expected);
  expect(plan.operations.map(({ key }) => key)).toEqual(keys);
});

test('operations are chosen by key, id or tag; others are an error', async () => {
  const document = await loadDocument(ITEMS);
  const choose = (operations: readonly string[]) =>
    createTestPlan(document, { serverUrl: 'http://127.0.0.1', operations });

  expect((await choose(['ping', 'GET /items'])).operations.map(({ key }) => key)).toEqual(['GET /items', 'GET /ping']);
  await expect(choose(['pong'])).rejects.toMatchObject({ code: 'PLAN_INVALID' });
});

test('the same document gives the same plan, and JSON holds all of it', async () => {
  const plan = await createTestPlan(await loadDocument(ITEMS), { serverUrl: 'http://127.0.0.1' });
  const again = await createTestPlan(await loadDocument(structuredClone(ITEMS)), { serverUrl: 'http://127.0.0.1' });
  expect(again).toEqual(plan);
  expect(JSON.parse(JSON.stringify(plan))).toEqual(JSON.parse(JSON.stringify(again)));
});
