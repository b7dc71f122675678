import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { WebhookError } from '../webhooks/webhook-error.ts';
import { toDeliveryJson, toSubscriptionJson } from '../webhooks/webhook-json.ts';
import {
  changesSchema,
  deliverySchema,
  newWebhookSchema,
  requestSchema,
  statusSchema,
  webhookSchema,
} from '../webhooks/webhook-schemas.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem, refuseInvalid } from './admin-problem.ts';
import { jsonContent, problemResponses } from './route-responses.ts';

const tags = ['webhooks'];
const params = z.object({ id: z.string() });
const list = createRoute({
  method: 'get',
  path: '/api/webhooks',
  operationId: 'listWebhooks',
  summary: 'Who is told of what, and what there is to be told of',
  tags,
  responses: {
    200: jsonContent(
      z.object({
        webhooks: z.array(webhookSchema).openapi({ description: 'The oldest first.' }),
        total_count: z.number().int(),
        event_types: z.array(z.string()).openapi({ description: 'What can be subscribed to.' }),
        callback_secret: z.string().optional().openapi({
          description: 'What callbacks are signed with; absent where the mock was started with a secret for that.',
        }),
      }),
      'The webhooks.',
    ),
    ...problemResponses('CONFLICT'),
  },
});
const register = createRoute({
  method: 'post',
  path: '/api/webhooks',
  operationId: 'createWebhook',
  summary: 'Have an event delivered to a URL',
  tags,
  request: { body: { required: true, content: { 'application/json': { schema: requestSchema } } } },
  responses: {
    201: jsonContent(newWebhookSchema, 'The webhook.'),
    ...problemResponses('CONFLICT'),
  },
});
const history = createRoute({
  method: 'get',
  path: '/api/webhooks/history',
  operationId: 'listWebhookDeliveries',
  summary: 'What was delivered, and what became of it; the latest 1000 are kept',
  tags,
  request: {
    query: z.strictObject({
      webhook_id: z.string().optional(),
      status: statusSchema.optional(),
      world: z.string().optional(),
      limit: z
        .string()
        .regex(/^(?:[1-9]\d{0,2}|1000)$/, 'Expected 1 to 1000')
        .optional()
        .openapi({ description: '1 to 1000. Default: 50.' }),
      offset: z
        .string()
        .regex(/^\d{1,9}$/, 'Expected a number')
        .optional()
        .openapi({ description: 'Default: 0.' }),
    }),
  },
  responses: {
    200: jsonContent(
      z.object({
        deliveries: z.array(deliverySchema).openapi({ description: 'Newest first.' }),
        total_count: z.number().int().openapi({ description: 'How many match in all.' }),
        returned_count: z.number().int(),
        limit: z.number().int(),
        offset: z.number().int(),
      }),
      'A page of deliveries.',
    ),
    ...problemResponses('CONFLICT'),
  },
});
const read = createRoute({
  method: 'get',
  path: '/api/webhooks/{id}',
  operationId: 'getWebhook',
  summary: 'One webhook',
  tags,
  request: { params },
  responses: { 200: jsonContent(webhookSchema, 'The webhook.'), ...problemResponses('NOT_FOUND', 'CONFLICT') },
});
const update = createRoute({
  method: 'patch',
  path: '/api/webhooks/{id}',
  operationId: 'updateWebhook',
  summary: 'Change a webhook, or switch it off and on; what is not named stays',
  tags,
  request: { params, body: { required: true, content: { 'application/json': { schema: changesSchema } } } },
  responses: {
    200: jsonContent(webhookSchema, 'The webhook as it is now.'),
    ...problemResponses('NOT_FOUND', 'CONFLICT'),
  },
});
const remove = createRoute({
  method: 'delete',
  path: '/api/webhooks/{id}',
  operationId: 'deleteWebhook',
  summary: 'Deliver nothing more to a webhook',
  tags,
  request: { params },
  responses: {
    200: jsonContent(z.object({ id: z.string(), deleted: z.literal(true) }), 'It is gone.'),
    ...problemResponses('NOT_FOUND', 'CONFLICT'),
  },
});
const test = createRoute({
  method: 'post',
  path: '/api/webhooks/{id}/test',
  operationId: 'testWebhook',
  summary: 'Deliver an event to a webhook now, once, and wait for what comes of it',
  tags,
  request: {
    params,
    body: {
      required: false,
      content: {
        'application/json': {
          schema: z.strictObject({
            event_type: z
              .string()
              .optional()
              .openapi({ description: "Default: the webhook's own, or the first there is." }),
          }),
        },
      },
    },
  },
  responses: {
    200: jsonContent(
      z.object({ webhook_id: z.string(), status: statusSchema, delivery: deliverySchema }),
      'It was tried; `status` says whether it succeeded.',
    ),
    ...problemResponses('NOT_FOUND', 'CONFLICT'),
  },
});

type WebhookHost = Pick<AdminHost, 'webhooks'>;

/** Webhooks: list, register, change, delete, test, history. */
export function createWebhookRoutes(host: WebhookHost): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: refuseInvalid });
  app
    .openapi(list, async (context) => {
      const webhooks = webhooksOf(host);
      const all = await webhooks.list();
      const { callbackSecret } = webhooks;
      return context.json(
        {
          webhooks: all.map(toSubscriptionJson),
          total_count: all.length,
          event_types: [...(await webhooks.eventTypes())],
          ...(callbackSecret !== undefined && { callback_secret: callbackSecret }),
        },
        200,
      );
    })
    .openapi(register, async (context) => {
      const { event_type: eventType, ...rest } = context.req.valid('json');
      const subscription = await withProblems(webhooksOf(host).register({ eventType, ...rest }));
      const location = `/api/webhooks/${subscription.id}`;
      return context.json({ ...toSubscriptionJson(subscription), secret: subscription.secret }, 201, { location });
    })
    .openapi(history, async (context) => {
      const { webhook_id: webhookId, limit = '50', offset = '0', ...filter } = context.req.valid('query');
      const page = { limit: Number(limit), offset: Number(offset) };
      const { deliveries, total } = await webhooksOf(host).history({ webhookId, ...filter, ...page });
      const counts = { total_count: total, returned_count: deliveries.length };
      return context.json({ deliveries: deliveries.map(toDeliveryJson), ...counts, ...page }, 200);
    });
  return addOneWebhook(app, host);
}

function addOneWebhook(app: OpenAPIHono, host: WebhookHost): OpenAPIHono {
  return app
    .openapi(read, async (context) => {
      const { id } = context.req.valid('param');
      return context.json(toSubscriptionJson(known(await webhooksOf(host).get(id), id)), 200);
    })
    .openapi(update, async (context) => {
      const { id } = context.req.valid('param');
      const { event_type: eventType, ...rest } = context.req.valid('json');
      const changed = await withProblems(webhooksOf(host).update(id, { eventType, ...rest }));
      return context.json(toSubscriptionJson(known(changed, id)), 200);
    })
    .openapi(remove, async (context) => {
      const { id } = context.req.valid('param');
      known((await webhooksOf(host).remove(id)) || undefined, id);
      return context.json({ id, deleted: true as const }, 200);
    })
    .openapi(test, async (context) => {
      const { id } = context.req.valid('param');
      const { event_type: eventType } = context.req.valid('json') ?? {};
      const delivery = known(await withProblems(webhooksOf(host).test(id, eventType)), id);
      return context.json({ webhook_id: id, status: delivery.status, delivery: toDeliveryJson(delivery) }, 200);
    });
}

/** @throws {AdminProblem} `CONFLICT` */
function webhooksOf({ webhooks }: WebhookHost): Webhooks {
  if (webhooks !== undefined) return webhooks;
  throw new AdminProblem(
    'CONFLICT',
    'This mock sends no webhooks. Take `"webhooks": false` out of its mockloop.json and restart it, or leave `webhooks: false` out in code.',
  );
}

function known<T>(found: T | undefined, id: string): T {
  if (found !== undefined) return found;
  throw new AdminProblem(
    'NOT_FOUND',
    `There is no webhook ${JSON.stringify(id)}. GET /api/webhooks lists those that there are.`,
  );
}

/** What the mock will not deliver to is the caller's to mend. */
async function withProblems<T>(result: Promise<T>): Promise<T> {
  return result.catch((error: unknown) => {
    if (!(error instanceof WebhookError)) throw error;
    if (error.code === 'LIMIT_EXCEEDED') throw new AdminProblem('CONFLICT', error.message);
    const errors = [{ detail: error.message, pointer: `#${error.pointer}` }];
    throw new AdminProblem('INVALID_REQUEST', error.message, { errors });
  });
}
