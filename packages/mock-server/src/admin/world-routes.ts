import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { DEFAULT_WORLD, type WorldSummary, type Worlds } from '../worlds/worlds.ts';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem, refuseInvalid } from './admin-problem.ts';
import { cutPage, pageCounts, pageOf, pageShape } from './page-parameter.ts';
import { jsonContent, problemResponses } from './route-responses.ts';

const tags = ['worlds'];
const params = z.object({ id: z.string() });
const name = z.string().openapi({ example: 'before-checkout' });
const summarySchema = z
  .object({
    id: z.string(),
    last_used: z.iso.datetime().optional().openapi({ description: 'Absent for the default world.' }),
    snapshots: z.array(z.string()),
  })
  .openapi('WorldSummary');
const worldSchema = summarySchema
  .extend({
    active_scenario: z.string().nullable(),
    scenarios: z.number().int().openapi({ description: 'How many are deployed in it.' }),
    overrides: z.number().int(),
    remembered: z.number().int().openapi({ description: 'Values that scenarios and handlers remember.' }),
    stored_bytes: z.number().int().openapi({ description: 'Of all stored items as JSON.' }),
  })
  .openapi('World');
type WorldJson = z.infer<typeof worldSchema>;

const list = createRoute({
  method: 'get',
  path: '/api/worlds',
  operationId: 'listWorlds',
  summary: 'The worlds that exist, the default one first, then those used last',
  tags,
  request: {
    query: z.strictObject(pageShape),
  },
  responses: {
    200: jsonContent(
      z.object({
        worlds: z.array(summarySchema),
        ...pageCounts,
      }),
      'A page of worlds.',
    ),
    ...problemResponses(),
  },
});
const fork = createRoute({
  method: 'post',
  path: '/api/worlds',
  operationId: 'forkWorld',
  summary: 'Make a world that begins as another one is, or was when a snapshot of it was taken',
  tags,
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            id: z.string().openapi({ example: 'agent-7' }),
            from: z.string().optional().openapi({ description: 'A world. Default: the default world.' }),
            snapshot: z.string().optional().openapi({ description: 'A snapshot of it. Default: as it is now.' }),
          }),
        },
      },
    },
  },
  responses: {
    201: jsonContent(worldSchema, 'The new world. Requests name it in X-MockLoop-World, in baggage, or as /_w/{id}.'),
    ...problemResponses('NOT_FOUND', 'CONFLICT', 'INSUFFICIENT_STORAGE'),
  },
});
const read = createRoute({
  method: 'get',
  path: '/api/worlds/{id}',
  operationId: 'getWorld',
  summary: 'One world',
  tags,
  request: { params },
  responses: { 200: jsonContent(worldSchema, 'The world.'), ...problemResponses('NOT_FOUND') },
});
const drop = createRoute({
  method: 'delete',
  path: '/api/worlds/{id}',
  operationId: 'dropWorld',
  summary: 'Forget a world and its snapshots; the default world can only be restored',
  tags,
  request: { params },
  responses: {
    204: { description: 'It is gone.' },
    ...problemResponses('NOT_FOUND', 'CONFLICT'),
  },
});
const restore = createRoute({
  method: 'post',
  path: '/api/worlds/{id}/restore',
  operationId: 'restoreWorld',
  summary: 'Put a world back to one of its snapshots, or to the very beginning',
  tags,
  request: {
    params,
    body: {
      required: false,
      content: {
        'application/json': {
          schema: z.strictObject({
            snapshot: name.optional().openapi({ description: 'Default: the very beginning.' }),
          }),
        },
      },
    },
  },
  responses: { 200: jsonContent(worldSchema, 'The world as it is now.'), ...problemResponses('NOT_FOUND') },
});

/** Worlds: list, fork, restore, drop. */
export function createWorldRoutes({ worlds }: AdminHost): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, (context) => {
      const all = [summaryOfDefault(worlds), ...worlds.list().map(toJson)];
      const { page, counts } = cutPage(all, pageOf(context.req.valid('query')));
      return context.json({ worlds: page, ...counts }, 200);
    })
    .openapi(fork, (context) => {
      const { id, from = DEFAULT_WORLD, snapshot: at } = context.req.valid('json');
      worlds.fork(id, { world: from, snapshot: at });
      return context.json(describe(worlds, id), 201, { location: `/api/worlds/${encodeURIComponent(id)}` });
    })
    .openapi(read, (context) => context.json(describe(worlds, context.req.valid('param').id), 200))
    .openapi(drop, (context) => {
      const { id } = context.req.valid('param');
      if (id === DEFAULT_WORLD)
        throw new AdminProblem('CONFLICT', 'The default world cannot be dropped. Restore it instead.');
      worlds.drop(id);
      return context.body(null, 204);
    })
    .openapi(restore, (context) => {
      const { id } = context.req.valid('param');
      worlds.restore(id, context.req.valid('json').snapshot);
      return context.json(describe(worlds, id), 200);
    });
}

/** @throws {WorldError} `UNKNOWN_WORLD` */
function describe(worlds: Worlds, id: string): WorldJson {
  const snapshotNames = [...worlds.snapshotsOf(id)];
  const { state } = worlds.named(id);
  const summary = worlds.list().find((world) => world.id === id);
  return {
    ...(summary === undefined ? summaryOfDefault(worlds) : toJson(summary)),
    snapshots: snapshotNames,
    active_scenario: state.active ?? null,
    scenarios: state.scenarios.size,
    overrides: state.overrides.size,
    remembered: state.memory.size,
    stored_bytes: state.storage.bytes,
  };
}

function summaryOfDefault(worlds: Worlds): z.infer<typeof summarySchema> {
  return { id: DEFAULT_WORLD, snapshots: [...worlds.snapshotsOf(DEFAULT_WORLD)] };
}

function toJson({ id, lastUsed, snapshots: names }: WorldSummary): z.infer<typeof summarySchema> {
  return { id, last_used: lastUsed, snapshots: [...names] };
}
