import type { Exchange } from '../exchange.ts';
import { computeFix } from './compute-fix.ts';
import type { FixContext } from './fix-target.ts';
import type { JsonPatch } from './json-patch.ts';

/** Enough for a client that makes its few mistakes again and again. */
const MAX_FIXES = 200;
/** Those of larger requests are not kept, in bytes. */
const MAX_SIZE = 4_096;

/** The fixes worked out last: the same request has the same fix, whatever came before. */
export class RecentFixes {
  readonly #context: FixContext;
  readonly #fixes = new Map<string, Promise<JsonPatch | undefined>>();

  constructor(context: FixContext) {
    this.#context = context;
  }

  /** As `computeFix`. */
  fix(exchange: Exchange): Promise<JsonPatch | undefined> {
    const { request, body } = exchange;
    const size = request.path.length + request.query.length + (body?.length ?? 0);
    if (size > MAX_SIZE) return computeFix(this.#context, exchange);
    const key = keyOf(exchange);
    const known = this.#fixes.get(key);
    if (known !== undefined) return known;
    const fix = computeFix(this.#context, exchange);
    this.#keep(key, fix);
    return fix;
  }

  #keep(key: string, fix: Promise<JsonPatch | undefined>): void {
    this.#fixes.set(key, fix);
    const [oldest] = this.#fixes.keys();
    if (this.#fixes.size > MAX_FIXES && oldest !== undefined) this.#fixes.delete(oldest);
  }
}

/** All of a request that a fix depends on. */
function keyOf({ request, body, operation }: Exchange): string {
  const text = body === undefined ? '' : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const { method, prefix, path, query } = request;
  return JSON.stringify([method, prefix, path, query, operation?.key, request.headers(), text]);
}
