import { z } from '@hono/zod-openapi';
import type { DeliveryJson, SubscriptionJson } from './webhook-json.ts';
import type { DeliveryStatus, SignatureStyle } from './webhooks.ts';

/** What a subscriber asks for, as users write it. */
export interface SubscriptionRequestJson {
  readonly event_type: string;
  readonly url: string;
  readonly description?: string | undefined;
  readonly secret?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signature?: SignatureStyle | undefined;
  readonly active?: boolean | undefined;
}

const requestShape = {
  event_type: z
    .string()
    .openapi({ description: 'One of `event_types` of the list: a webhook of the document, `data.*`, or `*`.' }),
  url: z.string().openapi({ description: 'On loopback, or allowed when the mock was started.' }),
  description: z.string().optional(),
  secret: z.string().optional().openapi({ description: 'Signs deliveries. Default: a new one.', writeOnly: true }),
  headers: z.record(z.string(), z.string()).optional().openapi({ description: 'Sent with each delivery.' }),
  signature: z.enum(['standard', 'stripe']).optional().openapi({
    description:
      '`standard`: webhook-signature and X-Hub-Signature-256. `stripe`: Stripe-Signature. Default: standard.',
  }),
  active: z.boolean().optional().openapi({ description: 'Default: true.' }),
};
/** What is to be another, as users write it. */
export type SubscriptionChangesJson = {
  readonly [Name in keyof SubscriptionRequestJson]?: SubscriptionRequestJson[Name] | undefined;
};

/** What `POST /api/webhooks` takes. */
export const requestSchema: z.ZodType<SubscriptionRequestJson> = z.strictObject(requestShape).openapi('WebhookRequest');
/** What `PATCH /api/webhooks/{id}` takes. */
export const changesSchema: z.ZodType<SubscriptionChangesJson> = z
  .strictObject(requestShape)
  .partial()
  .openapi('WebhookChanges');
const webhookObject = z
  .object({
    id: z.string(),
    event_type: z.string(),
    url: z.string(),
    description: z.string().optional(),
    headers: z.record(z.string(), z.string()).openapi({ description: 'Values of secret ones are left out.' }),
    signature: z.enum(['standard', 'stripe']),
    active: z.boolean(),
    created_at: z.iso.datetime(),
  })
  .openapi('Webhook');
export const webhookSchema: z.ZodType<SubscriptionJson> = webhookObject;
/** With what is shown only once. */
export const newWebhookSchema: z.ZodType<SubscriptionJson & { readonly secret: string }> = webhookObject.extend({
  secret: z.string().openapi({ description: 'Not shown again.' }),
});
export const statusSchema: z.ZodType<DeliveryStatus> = z.enum(['pending', 'success', 'failed', 'refused', 'dropped']);
const attemptSchema = z.object({
  at: z.iso.datetime(),
  duration_ms: z.number(),
  response_status: z.number().int().optional().openapi({ description: 'Absent where no answer came.' }),
  response_headers: z.record(z.string(), z.string()).optional(),
  response_body: z.string().optional(),
  response_body_truncated: z.boolean().optional(),
  error: z.string().optional(),
});
export const deliverySchema: z.ZodType<DeliveryJson> = z
  .object({
    id: z.string().openapi({ description: 'What the receiver gets as `webhook-id`.' }),
    kind: z.enum(['callback', 'webhook', 'test']),
    webhook_id: z.string().optional().openapi({ description: 'Absent for callbacks.' }),
    event_type: z.string().openapi({ description: 'The name of the event or callback.' }),
    operation: z.string().optional().openapi({ example: 'POST /pets' }),
    world: z.string().optional(),
    method: z.string(),
    url: z.string(),
    status: statusSchema,
    created_at: z.iso.datetime(),
    request_headers: z.record(z.string(), z.string()),
    request_body: z.string(),
    request_body_truncated: z.boolean(),
    attempts: z.array(attemptSchema),
    next_attempt_at: z.iso.datetime().optional(),
    error: z.string().optional().openapi({ description: 'Why it is not delivered.' }),
  })
  .openapi('WebhookDelivery');
