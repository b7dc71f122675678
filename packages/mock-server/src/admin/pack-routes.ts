import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { bindPack, listPacks, type PackList, readPack, type ScenarioPack, searchPacks } from '@mockloop/scenarios';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem, refuseInvalid } from './admin-problem.ts';
import { type DeployedPack, deployPack } from './deploy-pack.ts';
import { jsonContent, problemResponses } from './route-responses.ts';
import { scenarioProblemSchema, scenarioSchema, scenarioSummarySchema } from './scenario-json.ts';
import { worldHeader, worldQuery, worldToChange } from './world-parameter.ts';

const tags = ['scenario packs'];
const params = z.object({
  category: z.string().openapi({ example: 'error-simulation' }),
  pack: z.string().openapi({ example: '5xx-server-errors' }),
});
const texts = z.array(z.string());
const count = z.number().int().min(0);
const infoShape = {
  uri: z.string().openapi({ example: 'scenario-pack://error-simulation/5xx-server-errors' }),
  name: z.string(),
  category: z.string(),
  title: z.string(),
  description: z.string(),
  version: z.string(),
  complexity: z.string(),
  estimated_duration: z.string(),
  tags: texts,
  use_cases: texts,
  prerequisites: texts,
};
const packListSchema = z
  .object({
    total_packs: count,
    packs: z.array(
      z.object({ ...infoShape, scenarios: z.array(z.object({ name: z.string(), description: z.string() })) }),
    ),
    categories: texts,
    tags: texts,
  })
  .openapi('ScenarioPackList') as unknown as z.ZodType<PackList>;
const boundSchema = z.array(
  z.object({
    scenario: z.string(),
    rule: count.openapi({ description: 'Its index in the pack.' }),
    first: count.openapi({ description: 'The index of the first rule that it became in the scenario.' }),
    count: count.openapi({ description: 'How many rules it became.' }),
    operations: texts.openapi({ description: 'What it matches.' }),
    left_out: count.openapi({ description: 'Operations that it could be for as well.' }),
  }),
);
const unboundSchema = z
  .array(
    z.object({
      scenario: z.string(),
      rule: count,
      payload: z.string().optional(),
      reason: z.string().openapi({ example: 'no operation needs credentials' }),
    }),
  )
  .openapi({ description: 'Rules for which the document offers nothing, and why.' });
const packSchema = z
  .object({
    pack: z
      .custom<ScenarioPack>((value) => typeof value === 'object' && value !== null)
      .openapi({ type: 'object', description: 'The pack as it was written.' }),
    scenarios: z.array(scenarioSchema).openapi({ description: 'What it is for the document of this mock.' }),
    bound: boundSchema,
    unbound: unboundSchema,
  })
  .openapi('ScenarioPack');
const deployedSchema = z
  .object({
    uri: z.string(),
    world: z.string(),
    deployed: z.array(scenarioSummarySchema),
    active: z.string().nullable().openapi({ description: 'The name of the scenario in force; null for none.' }),
    bound: boundSchema,
    unbound: unboundSchema,
    warnings: z.array(scenarioProblemSchema.and(z.object({ scenario: z.string() }))),
  })
  .openapi('DeployedPack') as unknown as z.ZodType<DeployedPack>;

const list = createRoute({
  method: 'get',
  path: '/api/scenario-packs',
  operationId: 'listScenarioPacks',
  summary: 'The packs that there are, with what their scenarios are called',
  tags,
  request: {
    query: z.strictObject({
      category: z.string().min(1).optional(),
      tag: z.string().min(1).optional(),
      q: z.string().min(1).optional().openapi({ description: 'Words that must all occur in it.' }),
    }),
  },
  responses: { 200: jsonContent(packListSchema, 'The packs.'), ...problemResponses() },
});
const read = createRoute({
  method: 'get',
  path: '/api/scenario-packs/{category}/{pack}',
  operationId: 'getScenarioPack',
  summary: 'One pack, and what it is for the document of this mock',
  tags,
  request: { params },
  responses: { 200: jsonContent(packSchema, 'The pack.'), ...problemResponses('NOT_FOUND') },
});
const deploy = createRoute({
  method: 'post',
  path: '/api/scenario-packs/{category}/{pack}/deploy',
  operationId: 'deployScenarioPack',
  summary: 'Deploy the scenarios of a pack, made for the document of this mock',
  description: 'Scenarios of the same names are replaced. All are deployed, or none.',
  tags,
  request: {
    params,
    query: worldQuery,
    headers: worldHeader,
    body: {
      required: false,
      content: {
        'application/json': {
          schema: z.strictObject({
            scenarios: texts.min(1).optional().openapi({ description: 'Their names. Default: all of the pack.' }),
            activate: z.string().min(1).optional().openapi({ description: 'Put this one in force.' }),
          }),
        },
      },
    },
  },
  responses: {
    200: jsonContent(deployedSchema, 'What was deployed, and what could not be bound to the document.'),
    ...problemResponses('NOT_FOUND', 'CONFLICT', 'INSUFFICIENT_STORAGE'),
  },
});

/** Scenarios for any document, made for the one that is served. */
export function createPackRoutes(host: AdminHost): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, (context) => {
      const { category, tag, q: text } = context.req.valid('query');
      return context.json(searchPacks({ category, tag, text }), 200);
    })
    .openapi(read, (context) => {
      const pack = findPack(context.req.valid('param'));
      const { scenarios, bound, unbound } = bindPack(pack, host.document());
      const rules = bound.map(({ operations, ...rule }) => ({ ...rule, operations: [...operations] }));
      return context.json({ pack, scenarios: [...scenarios], bound: rules, unbound: [...unbound] }, 200);
    })
    .openapi(deploy, (context) => {
      const pack = findPack(context.req.valid('param'));
      const { scenarios: names, activate } = context.req.valid('json');
      const world = worldToChange(host.worlds, context);
      return context.json(deployPack(pack, { host, world, names, activate }), 200);
    });
}

/** @throws {AdminProblem} `NOT_FOUND` */
function findPack({ category, pack: name }: { category: string; pack: string }): ScenarioPack {
  const pack = readPack(`scenario-pack://${category}/${name}`);
  if (pack !== undefined) return pack;
  const known = listPacks().packs.map((one) => `${one.category}/${one.name}`);
  throw new AdminProblem(
    'NOT_FOUND',
    `There is no pack ${JSON.stringify(`${category}/${name}`)}. There are ${known.join(', ')}.`,
  );
}
