import { isIP } from 'node:net';
import { addressReach } from '@mockloop/spec-parser';
import { inlineText } from '../inline-text.ts';
import { MockLoopError } from '../mockloop-error.ts';
import { parseServerUrl } from './server-address.ts';

/**
 * Hosts as URLs name them.
 *
 * @param hosts Names, addresses, or URLs of servers there, of which ports and paths do not count.
 * @throws {MockLoopError} `INVALID_ARGUMENTS`
 */
export function readAdminHosts(hosts: readonly string[]): readonly string[] {
  return hosts.map((host) => {
    const hostname = parseServerUrl(isIP(host) === 6 ? `[${host}]` : host)?.hostname ?? '';
    if (hostname !== '' && !hostname.includes('*')) return hostname;
    throw new MockLoopError('INVALID_ARGUMENTS', `"${inlineText(host)}" names no host for the admin token.`, {
      advice: 'Name each host by itself, e.g. MOCKLOOP_ADMIN_HOSTS=mocks.internal,10.0.0.7 (in code: adminHosts).',
    });
  });
}

/** Whether an admin token may be sent to a URL: to this machine, and to hosts that were named. */
export function isAdminHost(url: string, hosts: readonly string[]): boolean {
  const { hostname } = new URL(url);
  return isThisMachine(hostname.replaceAll(/^\[|\]$/g, '')) || hosts.includes(hostname);
}

/** The names of no other: whoever answers for them decides about names below `localhost`, too. */
const THIS_MACHINE: ReadonlySet<string> = new Set(['localhost', '0.0.0.0', '::']);

function isThisMachine(host: string): boolean {
  return THIS_MACHINE.has(host) || (isIP(host) !== 0 && addressReach(host) === 'loopback');
}
