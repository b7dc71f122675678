import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AdminHost } from './admin-host.ts';
import { refuseInvalid } from './admin-problem.ts';
import { jsonContent, problemResponses } from './route-responses.ts';
import type { InferredStorage } from './storage-host.ts';
import { collectionSchema, noSuchCollection, storageOf } from './storage-of.ts';
import { worldHeader, worldQuery, worldToChange, worldToRead } from './world-parameter.ts';

const tags = ['storage'];
const inWorld = { query: worldQuery, headers: worldHeader };
const count = z.number().int();
const inferredSchema = z
  .object({
    collections: z.array(
      z.object({
        name: z.string(),
        path: z.string().optional(),
        id: z.array(z.string()).openapi({ description: 'JSON Pointers into an item; `?` where none is known.' }),
        parents: z.array(z.string()),
      }),
    ),
    operations: z.array(
      z.object({ operation: z.string(), action: z.string(), collection: z.string().optional(), why: z.string() }),
    ),
  })
  .openapi('InferredStorage');

const reset = createRoute({
  method: 'post',
  path: '/api/storage/reset',
  operationId: 'resetStorage',
  summary: 'Put collections back to what they began with',
  tags,
  request: {
    ...inWorld,
    body: {
      required: false,
      content: {
        'application/json': {
          schema: z.strictObject({
            collections: z.array(z.string()).optional().openapi({ description: 'Default: all of them.' }),
          }),
        },
      },
    },
  },
  responses: {
    200: jsonContent(z.object({ world: z.string(), collections: z.array(collectionSchema) }), 'As they are now.'),
    ...problemResponses('NOT_FOUND', 'CONFLICT'),
  },
});
const stats = createRoute({
  method: 'get',
  path: '/api/storage/stats',
  operationId: 'getStorageStats',
  summary: 'How much a world stores',
  tags,
  request: inWorld,
  responses: {
    200: jsonContent(
      z.object({
        world: z.string(),
        collections: count,
        changed_collections: count,
        items: count,
        bytes: count.openapi({ description: 'Of what was stored since the start, as JSON.' }),
      }),
      'The figures.',
    ),
    ...problemResponses('NOT_FOUND', 'CONFLICT'),
  },
});
const inferred = createRoute({
  method: 'get',
  path: '/api/storage/inferred',
  operationId: 'getInferredStorage',
  summary: 'What was concluded from the document: collections, ids, parents, and what each operation does',
  tags,
  responses: { 200: jsonContent(inferredSchema, 'The conclusions.'), ...problemResponses('CONFLICT') },
});

/** What a stateful mock stores as a whole. */
export function createStorageRoutes(host: AdminHost): OpenAPIHono {
  const { worlds } = host;
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(reset, (context) => {
      const storage = storageOf(host);
      const world = worldToChange(worlds, context);
      const { collections } = context.req.valid('json');
      for (const name of collections ?? [])
        if (storage.items(world, name) === undefined) noSuchCollection(storage, name);
      if (collections === undefined) storage.reset(world);
      else for (const name of collections) storage.reset(world, name);
      return context.json({ world: world.id, collections: [...storage.collections(world)] }, 200);
    })
    .openapi(stats, (context) => {
      const world = worldToRead(worlds, context);
      const all = storageOf(host).collections(world);
      return context.json(
        {
          world: world.id,
          collections: all.length,
          changed_collections: all.filter(({ changed }) => changed).length,
          items: all.reduce((sum, { items }) => sum + items, 0),
          bytes: world.state.storage.bytes,
        },
        200,
      );
    })
    .openapi(inferred, (context) => context.json(toInferredJson(storageOf(host).inferred()), 200));
}

function toInferredJson({ collections, operations }: InferredStorage): z.infer<typeof inferredSchema> {
  return {
    collections: collections.map(({ id, parents, ...rest }) => ({ ...rest, id: [...id], parents: [...parents] })),
    operations: [...operations],
  };
}
