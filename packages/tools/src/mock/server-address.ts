import { isIP } from 'node:net';
import { addressReach } from '@mockloop/spec-parser';
import { MockLoopError } from '../mockloop-error.ts';
import { isWorldName, WORLD_NAME_RULE } from '../world-argument.ts';

/** Where a mock is said to be. */
export interface ServerAddress {
  /** Without a slash at its end. */
  readonly url: string;
  /** Of the path prefix `/_w/{id}`. */
  readonly world: string | undefined;
}

const WORLD_PREFIX = /^\/_w(?:\/([^/]*)|$)/;

/**
 * Reads a `server_url`. `localhost:8000` is one, too; query and fragment do not count.
 *
 * @param argument JSON Pointer of it among the arguments.
 * @throws {MockLoopError} `INVALID_ARGUMENTS`
 */
export function serverAddress(serverUrl: string, argument: string): ServerAddress {
  if (/^:?\d{1,5}$/.test(serverUrl))
    throw invalid(
      argument,
      `it is no URL of a server. Did you mean http://127.0.0.1:${Number(serverUrl.replace(':', ''))}?`,
    );
  const url = parseServerUrl(serverUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) throw invalid(argument, 'it is no URL of a server.');
  if (url.username !== '' || url.password !== '')
    throw invalid(argument, 'it must not hold a name and a password; a mock asks for none.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && host !== '0.0.0.0' && host !== '::' && addressReach(host) === 'never')
    throw invalid(argument, `${host} is a link-local, multicast or metadata address; no mock is there.`);
  const [prefix = '', world = prefix === '' ? undefined : ''] = WORLD_PREFIX.exec(url.pathname) ?? [];
  if (world !== undefined && !isWorldName(world)) throw invalid(argument, `${WORLD_NAME_RULE}, as in /_w/agent-7.`);
  return { url: `${url.origin}${url.pathname.slice(prefix.length)}`.replace(/\/+$/, ''), world };
}

/** `localhost:8000` means `http://localhost:8000`. `null`: it is no URL. */
export function parseServerUrl(text: string): URL | null {
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
}

function invalid(pointer: string, detail: string): MockLoopError {
  return new MockLoopError('INVALID_ARGUMENTS', 'The address of the mock is wrong.', {
    problems: [{ pointer, detail }],
    advice: 'Give the URL of either of its ports, e.g. http://127.0.0.1:8000.',
  });
}
