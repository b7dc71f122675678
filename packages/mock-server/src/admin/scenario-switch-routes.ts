import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AdminHost } from './admin-host.ts';
import { refuseInvalid } from './admin-problem.ts';
import { jsonContent, problemResponses } from './route-responses.ts';
import { scenarioSchema } from './scenario-json.ts';
import { worldHeader, worldQuery, worldToChange, worldToRead } from './world-parameter.ts';

const PATH = '/api/mock-data/scenarios';
const tags = ['scenarios'];
const params = z.object({ name: z.string() });
const inWorld = { query: worldQuery, headers: worldHeader };
const active = z.string().nullable().openapi({ description: 'The name of the scenario in force; null for none.' });

const current = createRoute({
  method: 'get',
  path: `${PATH}/active`,
  operationId: 'getActiveScenario',
  summary: 'The scenario in force',
  tags,
  request: inWorld,
  responses: {
    200: jsonContent(z.object({ active, scenario: scenarioSchema.optional() }), 'It, or null.'),
    ...problemResponses('NOT_FOUND'),
  },
});
const activate = createRoute({
  method: 'post',
  path: `${PATH}/{name}/activate`,
  operationId: 'activateScenario',
  summary: 'Put a scenario in force, from its beginning',
  tags,
  request: { ...inWorld, params },
  responses: {
    200: jsonContent(
      z.object({ active: z.string(), previous: active, world: z.string(), scenario: scenarioSchema }),
      'It counts from the next request on.',
    ),
    ...problemResponses('NOT_FOUND'),
  },
});
const deactivate = createRoute({
  method: 'post',
  path: `${PATH}/{name}/deactivate`,
  operationId: 'deactivateScenario',
  summary: 'Answer as without it again',
  tags,
  request: { ...inWorld, params },
  responses: {
    200: jsonContent(z.object({ active: z.null(), previous: z.string(), world: z.string() }), 'None is in force.'),
    ...problemResponses('NOT_FOUND', 'CONFLICT'),
  },
});

/** Which scenario is in force. Goes before the routes of single scenarios: `active` is no name of one. */
export function createScenarioSwitchRoutes({ worlds, scenarios }: AdminHost): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(current, (context) => {
      const world = worldToRead(worlds, context);
      const { active: name } = world.state;
      if (name === undefined) return context.json({ active: null }, 200);
      return context.json({ active: name, scenario: scenarios.find(world, name) }, 200);
    })
    .openapi(activate, (context) => {
      const world = worldToChange(worlds, context);
      const previous = world.state.active ?? null;
      const { name } = context.req.valid('param');
      const scenario = scenarios.activate(world, name);
      return context.json({ active: name, previous, world: world.id, scenario }, 200);
    })
    .openapi(deactivate, (context) => {
      const world = worldToChange(worlds, context);
      const { name } = context.req.valid('param');
      scenarios.deactivate(world, name);
      return context.json({ active: null, previous: name, world: world.id }, 200);
    });
}
