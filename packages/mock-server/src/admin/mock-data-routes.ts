import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem, refuseInvalid } from './admin-problem.ts';
import { findOperation } from './find-operation.ts';
import { overrideSchema, updateSchema } from './override-json.ts';
import { jsonContent, problemResponses } from './route-responses.ts';
import { scenarioProblemSchema } from './scenario-json.ts';
import { tellAnswer } from './tell-answer.ts';
import { worldHeader, worldQuery, worldToChange, worldToRead } from './world-parameter.ts';

const tags = ['mock data'];
const inWorld = { query: worldQuery, headers: worldHeader };

const update = createRoute({
  method: 'post',
  path: '/api/mock-data/update',
  operationId: 'updateMockData',
  summary: 'Give an operation another answer, from the next request on',
  description:
    'Without `scenario_name` it is an override, which comes before any scenario; a second one for the same method and path replaces the first. With it, the answer becomes the first rule of that scenario, which begins anew.',
  tags,
  request: {
    ...inWorld,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: updateSchema,
          example: { endpoint: '/pets/{petId}', method: 'GET', new_response: { status: 503, body: { error: 'down' } } },
        },
      },
    },
  },
  responses: {
    200: jsonContent(
      z
        .object({
          kind: z.enum(['override', 'scenario']).openapi({ description: 'Where the answer was put.' }),
          name: z.string().openapi({ description: 'Of the override or of the scenario.' }),
          world: z.string(),
          replaced: z.boolean().openapi({ description: 'Whether it took the place of another one.' }),
          in_force: z.boolean().openapi({ description: 'False in a scenario that is not active.' }),
          operation: z
            .object({ key: z.string(), operation_id: z.string().optional() })
            .optional()
            .openapi({ description: 'The operation of the document that it is for; absent where there is none.' }),
          nearest: z
            .array(z.string())
            .openapi({ description: 'Operations that may have been meant, where there is none.' }),
          warnings: z.array(scenarioProblemSchema),
        })
        .openapi('MockDataUpdated'),
      'What was changed.',
    ),
    ...problemResponses('INSUFFICIENT_STORAGE'),
  },
});
const list = createRoute({
  method: 'get',
  path: '/api/mock-data/overrides',
  operationId: 'listOverrides',
  summary: 'The answers that were set for single operations and paths',
  tags,
  request: inWorld,
  responses: {
    200: jsonContent(z.object({ overrides: z.array(overrideSchema) }), 'The newest first: that one is asked first.'),
    ...problemResponses('NOT_FOUND'),
  },
});
const remove = createRoute({
  method: 'delete',
  path: '/api/mock-data/overrides/{name}',
  operationId: 'deleteOverride',
  summary: 'Answer as without this override again',
  tags,
  request: { ...inWorld, params: z.object({ name: z.string().openapi({ example: 'GET /pets/{petId}' }) }) },
  responses: {
    200: jsonContent(z.object({ deleted_count: z.number().int() }), 'It is gone.'),
    ...problemResponses('NOT_FOUND'),
  },
});
const removeAll = createRoute({
  method: 'delete',
  path: '/api/mock-data/overrides',
  operationId: 'deleteOverrides',
  summary: 'Answer as without any override again',
  tags,
  request: inWorld,
  responses: {
    200: jsonContent(z.object({ deleted_count: z.number().int() }), 'How many there were.'),
    ...problemResponses(),
  },
});
const reset = createRoute({
  method: 'post',
  path: '/api/mock-data/reset',
  operationId: 'resetMockData',
  summary:
    'Put a world back to what the mock was started with: all that it was told since, stored and remembered is gone',
  tags,
  request: inWorld,
  responses: {
    200: jsonContent(
      z.object({
        world: z.string(),
        removed: z.object({ scenarios: z.number().int(), overrides: z.number().int() }),
      }),
      'It is as at the start. Its snapshots are kept.',
    ),
    ...problemResponses(),
  },
});

/** What single operations answer, and the way back. */
export function createMockDataRoutes({ worlds, scenarios, document }: AdminHost): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(update, (context) => {
      const body = context.req.valid('json');
      const world = worldToChange(worlds, context);
      const { kind, scenario, warnings, replaced, inForce } = tellAnswer(scenarios, world, body);
      const { entry, nearest } = findOperation(document(), body);
      return context.json(
        {
          kind,
          name: scenario.name,
          world: world.id,
          replaced,
          in_force: inForce,
          operation: entry && { key: entry.key, operation_id: entry.operationId },
          nearest: nearest.map(({ key }) => key),
          warnings: [...warnings],
        },
        200,
      );
    })
    .openapi(list, (context) => {
      const overrides = scenarios.overrides(worldToRead(worlds, context));
      return context.json({ overrides: overrides.map(({ name, rules }) => ({ name, rules })) }, 200);
    })
    .openapi(remove, (context) => {
      const { name } = context.req.valid('param');
      const world = worldToChange(worlds, context);
      if (!scenarios.removeOverride(world, name)) {
        const known = scenarios.overrides(world).map((override) => override.name);
        const hint = known.length === 0 ? 'There is none at all.' : `There are ${known.slice(0, 20).join(', ')}.`;
        throw new AdminProblem('NOT_FOUND', `There is no override ${JSON.stringify(name)}. ${hint}`);
      }
      return context.json({ deleted_count: 1 }, 200);
    })
    .openapi(removeAll, (context) => {
      const world = worldToChange(worlds, context);
      const names = scenarios.overrides(world).map(({ name }) => name);
      for (const name of names) scenarios.removeOverride(world, name);
      return context.json({ deleted_count: names.length }, 200);
    })
    .openapi(reset, (context) => {
      const world = worldToChange(worlds, context);
      const before = world.state;
      worlds.restore(world.id);
      const { scenarios: kept, overrides } = world.state;
      const removed = {
        scenarios: before.scenarios.count((_, name) => !kept.has(name)),
        overrides: before.overrides.count((one) =>
          overrides.every(({ scenario }) => scenario.name !== one.scenario.name),
        ),
      };
      return context.json({ world: world.id, removed }, 200);
    });
}
