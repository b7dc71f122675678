import type { TestExchange } from '../model/exchange.ts';
import { headerOf } from '../requests/read-answer.ts';

/** Longer than that nobody waits for one request. */
const MAX_WAIT_MS = 5_000;
const DEFAULT_WAIT_MS = 500;

/** Whether an answer says that the server takes no requests now: too many, or it is being worked on. It says nothing of the request. */
export function isThrottled({ response }: TestExchange): boolean {
  if (response === undefined) return false;
  if (response.status === 429) return true;
  return (
    response.status === 503 &&
    (headerOf(response.headers, 'retry-after') !== undefined || saysMaintenance(response.body))
  );
}

/** How long the server wants us to wait, in milliseconds; `undefined` where that is too long. */
export function waitFor({ response }: TestExchange, now: number): number | undefined {
  const field = response && headerOf(response.headers, 'retry-after');
  if (field === undefined) return DEFAULT_WAIT_MS;
  const ms = /^\s*\d+\s*$/.test(field) ? Number(field) * 1000 : Date.parse(field) - now;
  if (Number.isNaN(ms)) return DEFAULT_WAIT_MS;
  return ms <= MAX_WAIT_MS ? Math.max(0, ms) : undefined;
}

function saysMaintenance(body: Uint8Array): boolean {
  return /maintenance|temporarily (unavailable|down)|back (soon|shortly)/i.test(
    Buffer.from(body.subarray(0, 4096)).toString(),
  );
}
