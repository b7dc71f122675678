import type { MiddlewareHandler } from 'hono';
import { AdminProblem } from './admin-problem.ts';

const MAX_BODY_BYTES = 1_048_576;

/**
 * Reads the body before a route does, and no more of it than a request to the admin API may have. (Hono's own
 * middleware copies the request, which those of the Node adapter do not allow.)
 */
export const limitBody: MiddlewareHandler = async (context, next) => {
  const { raw } = context.req;
  if (raw.method === 'POST') {
    const body = await readBounded(raw);
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
      throw new AdminProblem('CONTENT_TOO_LARGE', `The admin API takes bodies of up to ${MAX_BODY_BYTES} bytes.`);
    }
    chunks.push(chunk);
  }
  return size === 0 ? null : Buffer.concat(chunks);
}
