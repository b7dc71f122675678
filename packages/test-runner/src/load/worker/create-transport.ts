import type { WorkerPlan } from '../worker-plan.ts';
import type { ExchangeObserver, Transport } from './exchange.ts';
import { SocketPool } from './socket-pool.ts';
import { wireMessageOf } from './wire-message.ts';

export type CreateTransport = (plan: WorkerPlan, observer: ExchangeObserver) => Transport;

/** What sends a plan's requests. Undici is loaded only where it is needed: that takes longer than many a test. */
export async function transportFor({ origin, http2 }: WorkerPlan): Promise<CreateTransport> {
  if (!http2 && origin.startsWith('http:')) return createSocketPool;
  const { UndiciTransport } = await import('./undici-transport.ts');
  return (plan, observer) => new UndiciTransport(plan, observer);
}

function createSocketPool(plan: WorkerPlan, observer: ExchangeObserver): SocketPool {
  const { host } = new URL(plan.origin);
  return new SocketPool({
    host: plan.address,
    port: plan.port,
    messages: plan.requests.map((request) => wireMessageOf(request, host)),
    maxConnections: plan.maxConnections,
    timeoutMs: plan.timeoutMs,
    observer,
  });
}
