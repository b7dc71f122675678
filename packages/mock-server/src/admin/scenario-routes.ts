import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { validateScenario } from '@mockloop/scenarios';

import type { ScenarioControl } from '../behaviour/scenario-control.ts';
import type { World } from '../worlds/world.ts';
import type { AdminHost } from './admin-host.ts';
import { refuseInvalid } from './admin-problem.ts';
import { jsonContent, problemResponses } from './route-responses.ts';
import { readNamedScenario, readScenarioBody, type ScenarioBody } from './scenario-body.ts';
import {
  inBody,
  relocate,
  scenarioProblemSchema,
  scenarioSchema,
  scenarioSummarySchema,
  toSummary,
} from './scenario-json.ts';
import { worldHeader, worldQuery, worldToChange, worldToRead } from './world-parameter.ts';

const PATH = '/api/mock-data/scenarios';
const tags = ['scenarios'];
const params = z.object({ name: z.string() });
const inWorld = { query: worldQuery, headers: worldHeader };
const active = z.string().nullable().openapi({ description: 'The name of the scenario in force; null for none.' });
const scenarioBody = {
  required: true,
  description: 'A scenario in either shape, or `{name, description, config}` around one.',
  content: {
    'application/json': {
      schema: z.unknown().openapi({
        type: 'object',
        example: { name: 'down', type: 'error_simulation', rules: [{ respond: { status: 503 } }] },
      }),
    },
  },
} as const;
const warnings = z.array(scenarioProblemSchema).openapi({ description: 'What is odd about it, though it works.' });
const deployedSchema = z
  .object({
    name: z.string(),
    world: z.string(),
    active: z.boolean(),
    replaced: z.boolean(),
    scenario: scenarioSchema,
    warnings,
  })
  .openapi('DeployedScenario');

const list = createRoute({
  method: 'get',
  path: PATH,
  operationId: 'listScenarios',
  summary: 'The scenarios that are deployed, and which is in force',
  tags,
  request: inWorld,
  responses: {
    200: jsonContent(
      z.object({ scenarios: z.array(scenarioSummarySchema), active }),
      'In the order of their deployment.',
    ),
    ...problemResponses('NOT_FOUND'),
  },
});
const create = createRoute({
  method: 'post',
  path: PATH,
  operationId: 'createScenario',
  summary: 'Deploy a scenario; it is in force once it is activated',
  tags,
  request: {
    query: worldQuery.extend({
      replace: z
        .enum(['true', 'false'])
        .optional()
        .openapi({ description: 'Replace one of the same name. Default: false.' }),
    }),
    headers: worldHeader,
    body: scenarioBody,
  },
  responses: {
    201: jsonContent(deployedSchema, 'It is deployed.'),
    200: jsonContent(deployedSchema, 'It took the place of the one before, and begins anew.'),
    ...problemResponses('CONFLICT', 'INSUFFICIENT_STORAGE'),
  },
});
const validate = createRoute({
  method: 'post',
  path: `${PATH}/validate`,
  operationId: 'validateScenario',
  summary: 'What is wrong with a scenario, without deploying it',
  tags,
  request: { body: scenarioBody },
  responses: {
    200: jsonContent(z.object({ valid: z.boolean(), problems: z.array(scenarioProblemSchema) }), 'What was found.'),
    ...problemResponses(),
  },
});
const read = createRoute({
  method: 'get',
  path: `${PATH}/{name}`,
  operationId: 'getScenario',
  summary: 'One scenario, whole',
  tags,
  request: { ...inWorld, params },
  responses: {
    200: jsonContent(z.object({ name: z.string(), active: z.boolean(), scenario: scenarioSchema }), 'The scenario.'),
    ...problemResponses('NOT_FOUND'),
  },
});
const replace = createRoute({
  method: 'put',
  path: `${PATH}/{name}`,
  operationId: 'replaceScenario',
  summary: 'Deploy a scenario in the place of the one of this name',
  description: 'It stays in force if it was, and begins anew.',
  tags,
  request: { ...inWorld, params, body: scenarioBody },
  responses: {
    201: jsonContent(deployedSchema, 'There was none; it is deployed.'),
    200: jsonContent(deployedSchema, 'It was replaced.'),
    ...problemResponses('INSUFFICIENT_STORAGE'),
  },
});
const remove = createRoute({
  method: 'delete',
  path: `${PATH}/{name}`,
  operationId: 'deleteScenario',
  summary: 'Forget a scenario; were it in force, none is',
  tags,
  request: { ...inWorld, params },
  responses: {
    200: jsonContent(
      z.object({
        name: z.string(),
        deleted: z.literal(true),
        deactivated: z.boolean().openapi({ description: 'Whether it was in force.' }),
      }),
      'It is gone.',
    ),
    ...problemResponses('NOT_FOUND'),
  },
});
/** What a mock was told to be able to do. */
export function createScenarioRoutes({ worlds, scenarios, document }: AdminHost): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, (context) => {
      const world = worldToRead(worlds, context);
      const summaries = scenarios.list(world).map((scenario) => toSummary(scenario, world));
      return context.json({ scenarios: summaries, active: world.state.active ?? null }, 200);
    })
    .openapi(create, (context) => {
      const body = readScenarioBody(context.req.valid('json'));
      const mayReplace = context.req.valid('query').replace === 'true';
      const deployed = deploy(scenarios, worldToChange(worlds, context), { body, mayReplace });
      return context.json(deployed, deployed.replaced ? 200 : 201);
    })
    .openapi(validate, (context) => {
      const { scenario, pointer } = readScenarioBody(context.req.valid('json'));
      const problems = [...relocate(validateScenario(scenario, { document: document() }), (place) => pointer + place)];
      return context.json({ valid: problems.every(({ severity }) => severity !== 'error'), problems }, 200);
    })
    .openapi(read, (context) => {
      const world = worldToRead(worlds, context);
      const { name } = context.req.valid('param');
      const scenario = scenarios.find(world, name);
      return context.json({ name, active: world.state.active === name, scenario }, 200);
    })
    .openapi(replace, (context) => {
      const body = readNamedScenario(context.req.valid('json'), context.req.valid('param').name);
      const deployed = deploy(scenarios, worldToChange(worlds, context), { body, mayReplace: true });
      return context.json(deployed, deployed.replaced ? 200 : 201);
    })
    .openapi(remove, (context) => {
      const world = worldToChange(worlds, context);
      const { name } = context.req.valid('param');
      const deactivated = world.state.active === name;
      scenarios.remove(world, name);
      return context.json({ name, deleted: true as const, deactivated }, 200);
    });
}

interface Deployment {
  readonly body: ScenarioBody;
  readonly mayReplace: boolean;
}

function deploy(scenarios: ScenarioControl, world: World, { body, mayReplace }: Deployment) {
  const { scenario: value, pointer } = body;
  const known = world.state.scenarios;
  const { scenario, warnings: odd } = inBody(
    (place) => pointer + place,
    () => scenarios.deploy(world, value, { replace: mayReplace }),
  );
  const { name } = scenario;
  const active = world.state.active === name;
  return { name, world: world.id, active, replaced: known.has(name), scenario, warnings: [...odd] };
}
