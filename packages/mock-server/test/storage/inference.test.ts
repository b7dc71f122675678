import { loadDocument } from '@mockloop/spec-parser';
import { describe, expect, test } from 'vitest';
import { describeModel } from '../../src/storage/describe-model.ts';
import { inferStorage } from '../../src/storage/infer-storage.ts';

const item = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer' }, name: { type: 'string' }, owner: { type: 'string' } },
};
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const ITEM = { $ref: '#/components/schemas/Item' };
const one = { responses: { 200: json(ITEM) } };
const list = { responses: { 200: json({ type: 'array', items: ITEM }) } };
const sends = { requestBody: json(ITEM), ...one };
const nothing = { responses: { 204: { description: 'Done.' } } };

/** What is concluded from paths: `{ 'GET /items': 'list items' }`. */
async function infer(
  paths: Record<string, Record<string, object>>,
  schemas: Record<string, object> = {},
): Promise<Record<string, string>> {
  const withParameters = Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => {
      const names = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
      return [
        path,
        { parameters: names.map((name) => ({ name, in: 'path', required: true, schema: {} })), ...operations },
      ];
    }),
  );
  const document = await loadDocument({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    components: { schemas: { Item: item, ...schemas } },
    paths: withParameters,
  });
  const { operations } = describeModel(inferStorage(document));
  return Object.fromEntries(
    operations.map(({ operation, action, collection }) => [
      operation,
      collection === undefined ? action : `${action} ${collection}`,
    ]),
  );
}

describe('paths that say what they are', () => {
  test('a collection and its items', async () => {
    expect(
      await infer({
        '/items': { get: list, post: sends, delete: nothing },
        '/items/{id}': { get: one, put: sends, patch: sends, delete: nothing },
      }),
    ).toEqual({
      'GET /items': 'list items',
      'POST /items': 'create items',
      'DELETE /items': 'clear items',
      'GET /items/{id}': 'read items',
      'PUT /items/{id}': 'replace items',
      'PATCH /items/{id}': 'update items',
      'DELETE /items/{id}': 'delete items',
    });
  });

  test('POST to an item changes it where it answers with it, and does something else where it does not', async () => {
    const actions = await infer({
      '/items': { post: sends },
      '/items/{id}': { get: one, post: sends },
      '/items/{id}/ship': { post: one },
      '/items/{id}/invoice': {
        post: {
          responses: {
            200: json({ type: 'object', properties: { total: { type: 'number' }, currency: { type: 'string' } } }),
          },
        },
      },
    });
    expect(actions).toMatchObject({
      'POST /items/{id}': 'update items',
      'POST /items/{id}/ship': 'act items',
      'POST /items/{id}/invoice': 'act items',
    });
  });

  test('names are as short as they can be', async () => {
    const actions = await infer({
      '/a/{a}/notes': { get: list, post: sends },
      '/a/{a}/notes/{id}': { get: one },
      '/b/{b}/notes': { get: list, post: sends },
      '/b/{b}/notes/{id}': {
        get: {
          responses: {
            200: json({ type: 'object', properties: { id: { type: 'integer' }, text: {}, by: {}, at: {} } }),
          },
        },
      },
      '/v1/tags': { get: list, post: sends },
      '/v1/tags/{id}': { get: one },
    });
    expect(actions).toMatchObject({
      'GET /a/{a}/notes': 'list a/notes',
      'GET /b/{b}/notes/{id}': 'read b/notes',
      'GET /v1/tags': 'list tags',
    });
  });
});

describe('paths that lead to one collection in several ways', () => {
  test('lists and creation elsewhere', async () => {
    expect(
      await infer({
        '/repos/{owner}/{repo}': { get: one, delete: nothing },
        '/user/repos': { get: list, post: sends },
        '/orgs/{org}/repos': { get: list, post: sends },
      }),
    ).toEqual({
      'GET /repos/{owner}/{repo}': 'read repos',
      'DELETE /repos/{owner}/{repo}': 'delete repos',
      'GET /user/repos': 'list repos',
      'POST /user/repos': 'create repos',
      'GET /orgs/{org}/repos': 'list repos',
      'POST /orgs/{org}/repos': 'create repos',
    });
  });

  test('the same items below their owner', async () => {
    const actions = await infer({
      '/items': { get: list, post: sends },
      '/items/{id}': { get: one, delete: nothing },
      '/owners/{owner}/items': { get: list, post: sends },
      '/owners/{owner}/items/{id}': { get: one, delete: nothing },
    });
    expect(new Set(Object.values(actions).map((action) => action.split(' ')[1]))).toEqual(new Set(['items']));
  });

  test('a list below a parent that no item names is the document’s', async () => {
    const plain = { Item: { type: 'object', properties: { id: { type: 'integer' }, name: {} } } };
    const actions = await infer(
      {
        '/items': { get: list, post: sends },
        '/items/{id}': { get: one },
        '/shops/{shop}': { get: one, delete: nothing },
        '/shops/{shop}/items': { get: list },
      },
      plain,
    );
    expect(actions['GET /shops/{shop}/items']).toBe('none');
  });

  test('a relation is not the thing that it relates', async () => {
    const actions = await infer({
      '/items': { get: list, post: sends },
      '/items/{id}': { get: one, patch: sends, delete: nothing },
      '/teams/{team}/items': { get: list },
      '/teams/{team}/items/{id}': { get: one, put: nothing, delete: nothing },
    });
    expect(actions['DELETE /teams/{team}/items/{id}']).toBe('delete teams/items');
  });

  test('words behind a collection that find, and that make', async () => {
    const actions = await infer({
      '/items': { post: sends },
      '/items/{id}': { get: one },
      '/items/findByName': { get: list },
      '/items/createWithList': {
        post: { requestBody: json({ type: 'array', items: ITEM }), responses: { 200: { description: 'Made.' } } },
      },
      '/items/count': { get: { responses: { 200: json({ type: 'integer' }) } } },
    });
    expect(actions).toMatchObject({
      'GET /items/findByName': 'list items',
      'POST /items/createWithList': 'create items',
      'GET /items/count': 'none',
    });
  });
});

describe('paths of other habits', () => {
  test('the id stands in the item, or in the query', async () => {
    const byQuery = {
      parameters: [{ name: 'id', in: 'query', required: true, schema: { type: 'integer' } }],
      ...nothing,
    };
    expect(
      await infer({ '/items': { get: list, post: sends, put: sends, delete: byQuery }, '/items/{id}': { get: one } }),
    ).toMatchObject({
      'PUT /items': 'replace items',
      'DELETE /items': 'delete items',
    });
  });

  test('singletons, also below items', async () => {
    const settings = json({ type: 'object', properties: { theme: {} } });
    expect(
      await infer({
        '/user/settings': {
          get: { responses: { 200: settings } },
          put: { requestBody: settings, responses: { 200: settings } },
        },
        '/items': { get: list, post: sends },
        '/items/{id}': { get: one },
        '/items/{id}/star': { get: nothing, put: nothing, delete: nothing },
      }),
    ).toMatchObject({
      'GET /user/settings': 'read settings',
      'PUT /user/settings': 'replace settings',
      'PUT /items/{id}/star': 'replace star',
    });
  });

  test('file extensions, OData keys and calls behind a colon', async () => {
    expect(
      await infer({
        '/Items.json': { get: list, post: sends },
        '/Items/{Sid}.json': { get: one, delete: nothing },
        '/Users': { get: list, post: sends },
        "/Users('{id}')": { get: one },
        '/jobs': { get: list, post: sends },
        '/jobs/{id}': { get: one },
        '/jobs/{id}:cancel': { post: one },
      }),
    ).toMatchObject({
      'GET /Items.json': 'list Items',
      'GET /Items/{Sid}.json': 'read Items',
      "GET /Users('{id}')": 'read Users',
      'POST /jobs/{id}:cancel': 'act jobs',
    });
  });

  test('calls without things are the document’s', async () => {
    expect(await infer({ '/chat.postMessage': { post: one }, '/sum': { post: one }, '/health': { get: one } })).toEqual(
      {
        'POST /chat.postMessage': 'none',
        'POST /sum': 'none',
        'GET /health': 'none',
      },
    );
  });

  test('a description says where ids stand and what parameters mean', async () => {
    const pods = {
      Item: {
        type: 'object',
        properties: {
          kind: {},
          metadata: { type: 'object', properties: { name: { type: 'string' }, uid: { type: 'string' } } },
        },
      },
    };
    const document = await loadDocument({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      components: { schemas: pods.Item ? { Item: pods.Item } : {} },
      paths: {
        '/namespaces/{namespace}/pods': {
          get: {
            parameters: [
              { name: 'limit', in: 'query', schema: { type: 'integer' } },
              { name: 'kind', in: 'query', schema: {} },
            ],
            ...list,
          },
          post: sends,
        },
        '/namespaces/{namespace}/pods/{name}': {
          get: { parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }], ...one },
        },
      },
    });
    const { collections, operations } = describeModel(inferStorage(document));
    expect(collections).toMatchObject([
      { name: 'pods', id: ['/metadata/name'], parents: ['namespace'], item_schema: '/components/schemas/Item' },
    ]);
    expect(operations[0]?.parameters).toMatchObject({
      kind: 'filters by /kind (equal)',
      limit: 'limits the page, 100 where it is not sent',
    });
    expect(JSON.parse(JSON.stringify({ collections, operations }))).toBeTruthy();
  });
});
