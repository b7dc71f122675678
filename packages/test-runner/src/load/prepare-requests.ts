import type { LoadBody, LoadRequest } from './load-plan.ts';
import type { PreparedRequest } from './worker-plan.ts';

const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;
/** Visible ASCII: what is not has to be percent-encoded (RFC 9112 §3.2). */
const TARGET = /^\/[\x21-\x7e]*$/;
/** No line may end early, and each character has to be one byte (RFC 9110 §5.5). */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const WRITTEN: ReadonlySet<string> = new Set(['host', 'content-length', 'connection', 'transfer-encoding']);

export interface PreparedRequests {
  readonly requests: readonly PreparedRequest[];
  /** In the order of the requests. */
  readonly operations: readonly string[];
}

/**
 * Checks requests and completes them.
 *
 * @param basePath Of the server, without a slash at its end.
 * @throws {TypeError} When one cannot be written as HTTP, or no weight is above 0.
 */
export function prepareRequests(requests: readonly LoadRequest[], basePath: string): PreparedRequests {
  const groups = Map.groupBy(requests, ({ operation }) => operation);
  const operations = [...groups.keys()];
  const indexes = new Map(operations.map((operation, index) => [operation, index]));
  const prepared = requests.map((request) => {
    const { operation } = request;
    const weight = request.weight ?? 1 / (groups.get(operation)?.length ?? 1);
    return { ...prepare(request, basePath), operation: indexes.get(operation) ?? 0, weight };
  });
  if (!prepared.some(({ weight }) => weight > 0))
    throw new TypeError('A load test needs a request with a weight above 0');
  return { requests: prepared, operations };
}

function prepare(request: LoadRequest, basePath: string): Omit<PreparedRequest, 'operation' | 'weight'> {
  const { operation, method, headers = [], body, weight = 1 } = request;
  const target = basePath + request.target;
  const wrong = (what: string): TypeError => new TypeError(`A request of ${operation} cannot be sent: ${what}`);
  if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw wrong(`its weight ${weight} is none`);
  if (!TOKEN.test(method) || method === 'CONNECT') throw wrong(`${JSON.stringify(method)} is no method`);
  if (!request.target.startsWith('/') || !TARGET.test(target))
    throw wrong(`its target ${JSON.stringify(target)} has to start with "/" and be percent-encoded`);
  for (const [name, value] of headers) {
    if (!TOKEN.test(name) || !VALUE.test(value))
      throw wrong(`${JSON.stringify(name)} is no header, or not with its value`);
    if (WRITTEN.has(name.toLowerCase())) throw wrong(`${name} is written for it`);
  }
  return { method, target, headers, ...(body !== undefined && { body: bytesOf(body) }) };
}

function bytesOf(body: LoadBody): Uint8Array {
  return 'text' in body ? new TextEncoder().encode(body.text) : Buffer.from(body.base64, 'base64');
}
