import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AdminHost } from './admin-host.ts';
import { refuseInvalid } from './admin-problem.ts';
import { jsonContent, problemResponses } from './route-responses.ts';

const tags = ['worlds'];
const params = z.object({ id: z.string() });
const name = z.string().openapi({ example: 'before-checkout' });
const snapshotsSchema = z.object({ world: z.string(), snapshots: z.array(z.string()) });
const snapshot = createRoute({
  method: 'post',
  path: '/api/worlds/{id}/snapshots',
  operationId: 'createWorldSnapshot',
  summary: 'Keep what a world is now under a name; one of that name is replaced',
  tags,
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: z.strictObject({ name }) } } },
  },
  responses: {
    201: jsonContent(snapshotsSchema.extend({ name }), 'It is kept.'),
    ...problemResponses('NOT_FOUND', 'INSUFFICIENT_STORAGE'),
  },
});
const snapshots = createRoute({
  method: 'get',
  path: '/api/worlds/{id}/snapshots',
  operationId: 'listWorldSnapshots',
  summary: 'The snapshots of a world, the oldest first',
  tags,
  request: { params },
  responses: { 200: jsonContent(snapshotsSchema, 'Their names.'), ...problemResponses('NOT_FOUND') },
});
/** What worlds were, kept under names. */
export function createSnapshotRoutes({ worlds }: AdminHost): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(snapshot, (context) => {
      const { id } = context.req.valid('param');
      const { name: as } = context.req.valid('json');
      worlds.snapshot(id, as);
      return context.json({ world: id, name: as, snapshots: [...worlds.snapshotsOf(id)] }, 201);
    })
    .openapi(snapshots, (context) => {
      const { id } = context.req.valid('param');
      return context.json({ world: id, snapshots: [...worlds.snapshotsOf(id)] }, 200);
    });
}
