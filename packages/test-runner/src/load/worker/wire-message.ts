import type { PreparedRequest } from '../worker-plan.ts';
import type { WireMessage } from './socket-pool.ts';

/** Their requests say that they have no body (RFC 9110 §8.6). */
const METHODS_WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** A request as HTTP/1.1 (RFC 9112 §3). Its parts were checked when it was prepared. */
export function wireMessageOf({ method, target, headers, body }: PreparedRequest, host: string): WireMessage {
  const length = body?.length ?? (METHODS_WITH_BODY.has(method) ? 0 : undefined);
  const fields: readonly (readonly [name: string, value: string])[] = [
    ['host', host],
    ...headers,
    ...(length === undefined ? [] : [['content-length', String(length)] as const]),
  ];
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`, 'latin1');
  return { bytes: body === undefined ? head : Buffer.concat([head, body]), toHead: method === 'HEAD' };
}
