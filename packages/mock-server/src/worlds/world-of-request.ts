import type { MockRequest } from '../mock-request.ts';

const PREFIX = '/_w/';

/**
 * The world that a request names: by the path prefix `/_w/{id}`, which is taken off its path, by `X-MockLoop-World`, or
 * by `mockloop.world` in W3C `baggage`.
 */
export function worldOfRequest(request: MockRequest): string | undefined {
  if (request.path.startsWith(PREFIX)) return takePrefix(request);
  return request.header('x-mockloop-world') ?? fromBaggage(request.header('baggage'));
}

function takePrefix(request: MockRequest): string {
  const { path } = request;
  const end = path.indexOf('/', PREFIX.length);
  request.prefix = end === -1 ? path : path.slice(0, end);
  request.path = end === -1 ? '/' : path.slice(end);
  return request.prefix.slice(PREFIX.length);
}

/** @see https://www.w3.org/TR/baggage/#header-content */
function fromBaggage(field: string | undefined): string | undefined {
  if (field === undefined) return undefined;
  const [, value] = /(?:^|,)\s*mockloop\.world\s*=\s*([^\s,;]*)/.exec(field) ?? [];
  return value;
}
