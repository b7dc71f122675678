import type { MiddlewareHandler } from 'hono';
import { AdminProblem } from './admin-problem.ts';

const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** Deeper than any document of use; what reads and writes JSON by recursion takes ten times as much. */
const MAX_DEPTH = 500;

/** Methods of which `Request` takes no body, or which it does not take at all. */
const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'TRACE', 'TRACK', 'CONNECT']);

/**
 * Reads the body before a route does, and no more of it than a request to the admin API may have. (Hono's own
 * middleware copies the request, which those of the Node adapter do not allow.)
 */
export const limitBody: MiddlewareHandler = async (context, next) => {
  const { raw } = context.req;
  if (!BODILESS.has(raw.method)) {
    const body = await readBounded(raw);
    if (body !== null && isDeeper(body, MAX_DEPTH)) {
      throw new AdminProblem('INVALID_REQUEST', `The body is nested more than ${MAX_DEPTH} levels deep.`);
    }
    context.req.raw = new Request(raw.url, { method: raw.method, headers: raw.headers, body });
  }
  await next();
};

async function readBounded(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) {
      // Nobody will read the rest: without this, the connection would never end.
      const headers = { connection: 'close' };
      throw new AdminProblem('CONTENT_TOO_LARGE', `The admin API takes bodies of up to ${MAX_BODY_BYTES} bytes.`, {
        headers,
      });
    }
    chunks.push(chunk);
  }
  return size === 0 ? null : Buffer.concat(chunks);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number | undefined> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number | undefined> = new Set([0x5d, 0x7d]);

/** Whether JSON is nested deeper than so many levels, by its brackets outside of strings. */
function isDeeper(json: Uint8Array, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < json.length; index++) {
    const byte = json[index];
    if (byte === QUOTE) index = endOfString(json, index);
    else if (OPENING.has(byte)) depth++;
    else if (CLOSING.has(byte)) depth--;
    if (depth > limit) return true;
  }
  return false;
}

/** Of the quote that closes a string. */
function endOfString(json: Uint8Array, start: number): number {
  let index = start + 1;
  while (index < json.length && json[index] !== QUOTE) index += json[index] === BACKSLASH ? 2 : 1;
  return index;
}
