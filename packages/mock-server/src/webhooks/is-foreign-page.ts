import { isIP } from 'node:net';
import { addressReach } from '@mockloop/spec-parser';
import type { MockRequest } from '../mock-request.ts';

/**
 * Whether a request comes from a page of another machine's site. The mock answers those (CORS), but must not be led by
 * them to send requests of its own to programs on this machine, which the browser would not let them send.
 */
export function isForeignPage(request: MockRequest): boolean {
  const origin = request.header('origin');
  if (origin === undefined) return request.header('sec-fetch-site') === 'cross-site';
  const host = URL.parse(origin)?.hostname.replace(/^\[|\]$/g, '');
  if (host === undefined) return true;
  const isLocal =
    host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && addressReach(host) === 'loopback');
  return !isLocal && origin !== request.origin;
}
