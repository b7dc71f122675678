import { MockLoopError } from '@mockloop/tools/mockloop-error';
import { StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';

/** A MockLoop MCP server. */
export type ServerAddress = StdioServer | HttpServer;

/** One that is started, spoken to over its standard streams, and ended with the client. */
export interface StdioServer {
  /** An executable, e.g. `npx`. */
  readonly command: string;
  readonly args?: readonly string[] | undefined;
  /** Beside what every process needs (PATH, HOME and the like). */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
}

/** One that listens. */
export interface HttpServer {
  /** e.g. `http://127.0.0.1:3900/mcp`. */
  readonly url: string | URL;
  /** The bearer token that it printed when it started. */
  readonly token?: string | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

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
  return new StreamableHTTPClientTransport(address, {
    ...(token !== undefined && { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
    ...(fetch !== undefined && { fetch }),
  });
}
