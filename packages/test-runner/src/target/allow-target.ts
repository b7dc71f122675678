import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { addressReach } from '@mockloop/spec-parser';
import { TestRunError } from '../model/test-run-error.ts';

/** A server that may be tested. */
export interface AllowedTarget {
  /** Without a trailing slash, query or fragment. */
  readonly url: string;
  /** What its name stood for when it was checked: the only addresses to connect to. At least one. */
  readonly addresses: readonly string[];
}

/**
 * Says whether a server may be tested, and where it is. Loopback always may; others where their name is listed. The name is
 * resolved once, so that it cannot lead elsewhere later.
 *
 * @param allowedHosts Names or addresses, with `:port` where only that port may be tested.
 * @throws {TestRunError} `TARGET_INVALID`, `TARGET_REFUSED`, `TARGET_FORBIDDEN` or `TARGET_UNREACHABLE`; what `signal` says once that is aborted.
 */
export async function allowTarget(
  url: string,
  allowedHosts: readonly string[] = [],
  signal?: AbortSignal,
): Promise<AllowedTarget> {
  signal?.throwIfAborted();
  const parsed = parseTarget(url);
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await resolve(host, signal) : [host];
  const usable = addresses.filter((address) => addressReach(address) !== 'never');
  if (usable.length === 0)
    throw new TestRunError(
      'TARGET_FORBIDDEN',
      `${parsed.host} is a link-local or metadata address: nobody tests there.`,
    );
  const isListed = allowedHosts.some((allowed) => isSameHost(allowed, parsed, host));
  const allowed = usable.filter((address) => isListed || addressReach(address) === 'loopback');
  if (allowed.length === 0)
    throw new TestRunError(
      'TARGET_REFUSED',
      `${parsed.host} is not on this machine. Add "${host}" to the allowed hosts if you may test it.`,
    );
  return { url: `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}`, addresses: allowed };
}

function parseTarget(url: string): URL {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:'))
    throw new TestRunError(
      'TARGET_INVALID',
      `${JSON.stringify(url)} is not the URL of a server. Give one such as http://127.0.0.1:8000.`,
    );
  if (parsed.username !== '' || parsed.password !== '')
    throw new TestRunError('TARGET_INVALID', 'The URL holds credentials. Give them as an identity instead.');
  return parsed;
}

function isSameHost(allowed: string, url: URL, host: string): boolean {
  const wanted = allowed.trim().toLowerCase();
  return wanted === host || wanted === url.hostname || wanted === url.host || wanted === `${host}:${portOf(url)}`;
}

function portOf({ port, protocol }: URL): string {
  return port === '' ? (protocol === 'https:' ? '443' : '80') : port;
}

async function resolve(host: string, signal: AbortSignal | undefined): Promise<readonly string[]> {
  try {
    const found = await lookup(host, { all: true });
    signal?.throwIfAborted();
    return found.map(({ address }) => address);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new TestRunError('TARGET_UNREACHABLE', `The name ${host} cannot be resolved. Check the URL.`, { cause });
  }
}
