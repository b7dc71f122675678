import { MockLoopError } from '@mockloop/tools/mockloop-error';
import { StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import type { HttpServer, ServerAddress } from './server-address.ts';

/** The way to a server. Nothing is sent yet. */
export async function openTransport(server: ServerAddress): Promise<Transport> {
  if ('url' in server) return openHttp(server);
  const { getDefaultEnvironment, StdioClientTransport } = await import('@modelcontextprotocol/client/stdio');
  const { command, args = [], env = {}, cwd } = server;
  return new StdioClientTransport({
    command,
    args: [...args],
    env: { ...getDefaultEnvironment(), ...env },
    ...(cwd !== undefined && { cwd }),
  });
}

function openHttp({ url, token, fetch }: HttpServer): Transport {
  const address = URL.parse(String(url));
  if (address === null || !/^https?:$/.test(address.protocol)) {
    throw new MockLoopError('INVALID_ARGUMENTS', `${JSON.stringify(String(url))} is no URL of a server.`, {
      advice: 'Give one such as http://127.0.0.1:3900/mcp.',
    });
  }
  // What is secret is not shown: whoever sends it would.
  if (address.username !== '' || address.password !== '')
    throw new MockLoopError('INVALID_ARGUMENTS', 'The URL of a server has no user and no password in it.', {
      advice: `Connect to ${address.origin}${address.pathname}, with a token if it wants one: connect({ url, token }).`,
    });
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    throw new MockLoopError('INVALID_ARGUMENTS', 'The token has characters that no bearer token has.', {
      advice: 'Pass the one that the server printed when it started.',
    });
  return new StreamableHTTPClientTransport(address, {
    ...(token !== undefined && { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
    ...(fetch !== undefined && { fetch }),
  });
}
