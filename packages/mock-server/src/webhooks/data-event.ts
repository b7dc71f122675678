import type { EventFacts } from './event-facts.ts';

/** Events that any operation fires when it succeeds, by its method. */
const EVENTS: ReadonlyMap<string, string> = new Map([
  ['POST', 'data.created'],
  ['PUT', 'data.updated'],
  ['PATCH', 'data.updated'],
  ['DELETE', 'data.deleted'],
  ['GET', 'data.accessed'],
]);

export const DATA_EVENTS: readonly string[] = [...new Set(EVENTS.values())];

export function dataEventOf(method: string): string | undefined {
  return EVENTS.get(method);
}

/** Larger bodies are left out. In UTF-16 code units of their JSON. */
const MAX_VALUE = 262_144;

/**
 * The body of a `data.*` event.
 *
 * @param facts Absent in a test delivery.
 * @param now Milliseconds since the epoch.
 */
export function dataEventBody(eventType: string, now: number, facts: EventFacts | undefined): Uint8Array {
  const timestamp = new Date(now).toISOString();
  const data = facts === undefined ? { test: true, timestamp } : { ...describe(facts), timestamp };
  return Buffer.from(JSON.stringify({ type: eventType, event_type: eventType, timestamp, data }));
}

function describe({ compiled, exchange, status, pathValues, request, response }: EventFacts): Record<string, unknown> {
  const { path, query } = exchange.request;
  return {
    operation_id: compiled.operation.operationId,
    method: compiled.operation.method,
    path,
    query,
    path_params: Object.fromEntries(pathValues),
    status,
    world: exchange.world.id,
    ...kept('request', request),
    ...kept('response', response),
  };
}

function kept(name: string, value: unknown): Record<string, unknown> {
  const text = value === undefined ? '' : JSON.stringify(value);
  return text.length > MAX_VALUE ? { [`${name}_omitted`]: 'It is too large.' } : { [name]: value };
}
