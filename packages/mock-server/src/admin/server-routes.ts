import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { type ApiDocument, bundleDocument } from '@mockloop/spec-parser';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem, refuseInvalid } from './admin-problem.ts';
import { jsonContent, problemResponses } from './route-responses.ts';

const documentSchema = z.object({
  file: z.string().openapi({ description: 'A path or URL; empty for a document given as text or object.' }),
  openapi: z.string().openapi({ example: '3.1' }),
  title: z.string(),
  version: z.string(),
  operations: z.number().int(),
  webhooks: z.number().int(),
  security_schemes: z.array(z.string()),
});
const stateShape = {
  version: z.string(),
  started_at: z.iso.datetime(),
  api_url: z.string().optional().openapi({ description: 'Absent while nothing listens.' }),
  admin_url: z.string().optional().openapi({ description: 'Absent while nothing listens.' }),
  mode: z.literal('mock').openapi({ description: 'What answers: the mock itself.' }),
  stateful: z.boolean().openapi({ description: 'Whether what is posted is stored.' }),
  active_scenario: z.string().nullable().openapi({ description: 'In the default world; null for none.' }),
};
const healthSchema = z
  .object({
    status: z.literal('ok'),
    name: z.literal('MockLoop'),
    ...stateShape,
    document: documentSchema.pick({ title: true, version: true, openapi: true, operations: true }),
  })
  .openapi('Health');
const serverSchema = z
  .object({
    name: z.literal('MockLoop'),
    ...stateShape,
    pid: z.number().int(),
    worlds: z.number().int().openapi({ description: 'How many there are, the default one included.' }),
    document: documentSchema,
    settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    credentials: z.array(z.object({ scheme: z.string(), type: z.string(), example: z.string() })),
    counters: z.object({
      requests: z.number().int(),
      in_flight: z.number().int(),
      invalid: z.number().int().openapi({ description: 'Requests that broke the document.' }),
      by_status_class: z.record(z.string(), z.number().int()),
    }),
  })
  .openapi('Server');
const controlSchema = z.strictObject({
  action: z.enum(['restart', 'shutdown', 'reload-config']),
  parameters: z.strictObject({}).optional().openapi({ description: 'No action takes any yet.' }),
});

const health = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'getHealth',
  summary: 'Whether the mock runs. Needs no token',
  tags: ['server'],
  security: [],
  responses: { 200: jsonContent(healthSchema, 'It runs.') },
});
const server = createRoute({
  method: 'get',
  path: '/api/server',
  operationId: 'getServer',
  summary: 'The mock: addresses, document, settings, credentials, counters',
  tags: ['server'],
  responses: { 200: jsonContent(serverSchema, 'The mock.'), ...problemResponses() },
});
const served = createRoute({
  method: 'get',
  path: '/api/server/document',
  operationId: 'getServedDocument',
  summary: 'The API document that is served, in one file, whatever the mock answers at /openapi.json',
  tags: ['server'],
  responses: { 200: jsonContent(z.unknown().openapi({ type: 'object' }), 'As JSON.'), ...problemResponses() },
});
const control = createRoute({
  method: 'post',
  path: '/api/server/control',
  operationId: 'controlServer',
  summary: 'Restart, shut down, or read the document again',
  tags: ['server'],
  request: { body: { required: true, content: { 'application/json': { schema: controlSchema } } } },
  responses: {
    200: jsonContent(z.object({ action: z.string(), status: z.literal('done') }), 'The document was read again.'),
    202: jsonContent(z.object({ action: z.string(), status: z.literal('accepted') }), 'Set going.'),
    ...problemResponses('CONFLICT'),
  },
});

export function createServerRoutes(host: AdminHost): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(health, (context) => context.json(describeHealth(host), 200))
    .openapi(server, (context) => context.json(describeServer(host), 200))
    .openapi(served, (context) => context.json(bundleDocument(host.document()) as object, 200))
    .openapi(control, async (context) => {
      const { action } = context.req.valid('json');
      await host.control(action).catch((error: unknown) => {
        throw new AdminProblem('CONFLICT', error instanceof Error ? error.message : String(error));
      });
      if (action === 'reload-config') return context.json({ action, status: 'done' as const }, 200);
      return context.json({ action, status: 'accepted' as const }, 202);
    });
}

function describeHealth(host: AdminHost): z.infer<typeof healthSchema> {
  const { title, version, openapi, operations } = describeDocument(host.document());
  return { status: 'ok', name: 'MockLoop', ...describeState(host), document: { title, version, openapi, operations } };
}

function describeServer(host: AdminHost): z.infer<typeof serverSchema> {
  const { requests, inFlight, invalid, byStatusClass } = host.counters();
  return {
    name: 'MockLoop',
    ...describeState(host),
    pid: host.pid,
    worlds: host.worlds.list().length + 1,
    document: describeDocument(host.document()),
    settings: { ...host.settings() },
    credentials: [...host.credentials()],
    counters: { requests, in_flight: inFlight, invalid, by_status_class: { ...byStatusClass } },
  };
}

function describeState({ version, startedAt, addresses, storage, worlds }: AdminHost) {
  const { apiUrl, adminUrl } = addresses();
  return {
    version,
    started_at: startedAt,
    api_url: apiUrl,
    admin_url: adminUrl,
    mode: 'mock' as const,
    stateful: storage() !== undefined,
    active_scenario: worlds.default.state.active ?? null,
  };
}

function describeDocument(document: ApiDocument): z.infer<typeof documentSchema> {
  return {
    file: document.file,
    openapi: document.version,
    title: document.info.title,
    version: document.info.version,
    operations: document.operations.length,
    webhooks: document.webhooks.length,
    security_schemes: [...document.securitySchemes.keys()],
  };
}
