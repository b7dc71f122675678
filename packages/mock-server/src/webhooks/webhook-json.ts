import { hideSecrets } from './custom-headers.ts';
import type { Attempt, Delivery, DeliveryStatus, SignatureStyle, Subscription } from './webhooks.ts';

/** A subscription as users see it, without its secret. */
export interface SubscriptionJson {
  readonly id: string;
  readonly event_type: string;
  readonly url: string;
  readonly description?: string | undefined;
  readonly headers: Record<string, string>;
  readonly signature: SignatureStyle;
  readonly active: boolean;
  readonly created_at: string;
}

export function toSubscriptionJson(subscription: Subscription): SubscriptionJson {
  const { id, eventType, url, description, headers, signature, active, createdAt } = subscription;
  return {
    id,
    event_type: eventType,
    url,
    description,
    headers: hideSecrets(headers),
    signature,
    active,
    created_at: new Date(createdAt).toISOString(),
  };
}

/** One try as users see it. */
interface AttemptJson {
  readonly at: string;
  readonly duration_ms: number;
  readonly response_status?: number | undefined;
  readonly response_headers?: Record<string, string> | undefined;
  readonly response_body?: string | undefined;
  readonly response_body_truncated?: boolean | undefined;
  readonly error?: string | undefined;
}

/** A delivery as users see it. */
export interface DeliveryJson {
  readonly id: string;
  readonly kind: Delivery['kind'];
  readonly webhook_id?: string | undefined;
  readonly event_type: string;
  readonly operation?: string | undefined;
  readonly world?: string | undefined;
  readonly method: string;
  readonly url: string;
  readonly status: DeliveryStatus;
  readonly created_at: string;
  readonly request_headers: Record<string, string>;
  readonly request_body: string;
  readonly request_body_truncated: boolean;
  readonly attempts: AttemptJson[];
  readonly next_attempt_at?: string | undefined;
  readonly error?: string | undefined;
}

export function toDeliveryJson(delivery: Delivery): DeliveryJson {
  const { id, kind, operation, world, method, url, status, error, nextAttemptAt } = delivery;
  return {
    id,
    kind,
    webhook_id: delivery.webhookId,
    event_type: delivery.eventType,
    operation,
    world,
    method,
    url,
    status,
    created_at: new Date(delivery.createdAt).toISOString(),
    request_headers: { ...delivery.headers },
    request_body: delivery.body.text,
    request_body_truncated: delivery.body.truncated,
    attempts: delivery.attempts.map(toAttemptJson),
    next_attempt_at: nextAttemptAt === undefined ? undefined : new Date(nextAttemptAt).toISOString(),
    error,
  };
}

function toAttemptJson({ at, durationMs, response, error }: Attempt): AttemptJson {
  return {
    at: new Date(at).toISOString(),
    duration_ms: durationMs,
    ...(response !== undefined && {
      response_status: response.status,
      response_headers: { ...response.headers },
      response_body: response.body.text,
      response_body_truncated: response.body.truncated,
    }),
    error,
  };
}
