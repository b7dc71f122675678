import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { isPlainObject } from '../is-plain-object.ts';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem, refuseInvalid } from './admin-problem.ts';
import { cutPage, pageCounts, pageOf, pageShape } from './page-parameter.ts';
import { jsonContent, problemResponses } from './route-responses.ts';
import type { ItemProblem, StoredObject } from './storage-host.ts';
import { collectionSchema, noSuchCollection, storageOf } from './storage-of.ts';
import { worldHeader, worldQuery, worldToChange, worldToRead } from './world-parameter.ts';

const tags = ['storage'];
const params = z.object({ name: z.string().openapi({ example: 'pets' }) });
const inWorld = { query: worldQuery, headers: worldHeader };
const count = z.number().int();
const texts = z.record(z.string(), z.string());
const object = z.custom<StoredObject['value']>(isPlainObject, 'Expected an object').openapi({ type: 'object' });
const itemSchema = z
  .object({
    id: z.string(),
    parents: texts.openapi({ description: 'Path parameters below which it stands.' }),
    value: object,
  })
  .openapi('StoredItem');
const itemsBody = z
  .strictObject({
    items: z.array(z.strictObject({ id: z.string().min(1).optional(), parents: texts.optional(), value: object })),
  })
  .openapi('NewItems', { example: { items: [{ value: { id: 1, name: 'Rex' } }] } });

const list = createRoute({
  method: 'get',
  path: '/api/storage/collections',
  operationId: 'listCollections',
  summary: 'The collections that the document implies, and how much a world holds of them',
  tags,
  request: inWorld,
  responses: {
    200: jsonContent(z.object({ world: z.string(), collections: z.array(collectionSchema) }), 'In document order.'),
    ...problemResponses('NOT_FOUND', 'CONFLICT'),
  },
});
const read = createRoute({
  method: 'get',
  path: '/api/storage/collections/{name}',
  operationId: 'getCollection',
  summary: 'What is stored in a collection',
  tags,
  request: {
    params,
    headers: worldHeader,
    query: worldQuery.extend(pageShape),
  },
  responses: {
    200: jsonContent(
      z.object({
        name: z.string(),
        world: z.string(),
        items: z.array(itemSchema),
        ...pageCounts,
      }),
      'A page of it, in the order of creation.',
    ),
    ...problemResponses('NOT_FOUND', 'CONFLICT'),
  },
});
const replace = createRoute({
  method: 'put',
  path: '/api/storage/collections/{name}',
  operationId: 'replaceCollection',
  summary: 'Store these items in the place of all that a collection holds',
  tags,
  request: { ...inWorld, params, body: { required: true, content: { 'application/json': { schema: itemsBody } } } },
  responses: {
    200: jsonContent(z.object({ name: z.string(), world: z.string(), items: count }), 'They are stored.'),
    ...problemResponses('NOT_FOUND', 'CONFLICT', 'CONTENT_TOO_LARGE', 'INSUFFICIENT_STORAGE'),
  },
});
const empty = createRoute({
  method: 'delete',
  path: '/api/storage/collections/{name}',
  operationId: 'emptyCollection',
  summary: 'Delete all that a collection holds; resetting brings back what it began with',
  tags,
  request: { ...inWorld, params },
  responses: {
    200: jsonContent(z.object({ name: z.string(), world: z.string(), deleted_count: count }), 'It is empty.'),
    ...problemResponses('NOT_FOUND', 'CONFLICT'),
  },
});
/** What is stored in the collections of a stateful mock. */
export function createCollectionRoutes(host: AdminHost): OpenAPIHono {
  const { worlds } = host;
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, (context) => {
      const storage = storageOf(host);
      const world = worldToRead(worlds, context);
      return context.json({ world: world.id, collections: [...storage.collections(world)] }, 200);
    })
    .openapi(read, (context) => {
      const storage = storageOf(host);
      const world = worldToRead(worlds, context);
      const { name } = context.req.valid('param');
      const items = storage.items(world, name) ?? noSuchCollection(storage, name);
      const { page, counts } = cutPage(items, pageOf(context.req.valid('query')));
      return context.json({ name, world: world.id, items: page, ...counts }, 200);
    })
    .openapi(replace, (context) => {
      const storage = storageOf(host);
      const world = worldToChange(worlds, context);
      const { name } = context.req.valid('param');
      const { items } = context.req.valid('json');
      if (storage.items(world, name) === undefined) noSuchCollection(storage, name);
      const problems = storage.replace(world, name, items);
      if (problems.length > 0) throw refused(problems);
      return context.json({ name, world: world.id, items: items.length }, 200);
    })
    .openapi(empty, (context) => {
      const storage = storageOf(host);
      const world = worldToChange(worlds, context);
      const { name } = context.req.valid('param');
      const items = storage.items(world, name) ?? noSuchCollection(storage, name);
      storage.replace(world, name, []);
      return context.json({ name, world: world.id, deleted_count: items.length }, 200);
    });
}

function refused(problems: readonly ItemProblem[]): AdminProblem {
  const errors = problems.map(({ pointer, detail }) => ({ detail, pointer: `#/items${pointer}` }));
  return new AdminProblem('INVALID_REQUEST', `Nothing was stored. ${problems[0]?.detail ?? ''}`, { errors });
}
