import type { ClaimedNotification, DeliveryAttempt } from '@mockloop/context-store';
import { allowTarget } from '@mockloop/test-runner';
import type { ToolServices } from '../tool-context.ts';

/** Attempts before a message is given up, and how long to wait after each, in milliseconds. */
const WAITS_MS: readonly number[] = [30_000, 120_000, 600_000, 3_600_000];

const TIMEOUT_MS = 10_000;

/** Sends what is to be sent now, of this process or of one that has ended. What fails is tried again later. */
export async function deliverNotifications(services: ToolServices, signal: AbortSignal): Promise<void> {
  const store = await services.contextStore();
  const claimed = await store.claimNotifications(20);
  // Each by itself: what keeps one from being written down keeps no other.
  const attempts = claimed.map(async (notification) =>
    store.recordAttempt(notification.id, await attempt(notification, services, signal)),
  );
  const failed = (await Promise.allSettled(attempts)).find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function attempt(
  { target, payload, attempts }: ClaimedNotification,
  { fetch, now, testHosts }: ToolServices,
  signal: AbortSignal,
): Promise<DeliveryAttempt> {
  const waitMs = WAITS_MS[attempts - 1];
  const retry_at = waitMs === undefined ? undefined : new Date(now() + waitMs).toISOString();
  try {
    const { url } = target as { url: string };
    await allowTarget(url, testHosts, signal);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    const { ok, status } = response;
    return ok ? { delivered: true, status } : { delivered: false, status, retry_at };
  } catch (error) {
    return { delivered: false, error: error instanceof Error ? error.message : String(error), retry_at };
  }
}
