import { mkdir } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import type { ToolboxOptions } from '@mockloop/tools';
import { MockLoopError } from '@mockloop/tools/mockloop-error';
import type { CreateMcpServer } from './create-mcp-server.ts';
import type { FaceOptions } from './face.ts';

/** What to serve, and where. */
export interface ServeOptions
  extends Omit<FaceOptions, 'toolbox' | 'definitions'>,
    Pick<ToolboxOptions, 'workspace' | 'home' | 'adminToken' | 'adminHosts' | 'testHosts' | 'allowPrivateNetworks'> {
  /** Streamable HTTP. Default: the standard streams. */
  readonly http?:
    | {
        /** 0 takes any free one. */
        readonly port: number;
        /** Default `127.0.0.1`. */
        readonly host?: string | undefined;
        /** The bearer token to ask for; none is asked for where there is none. */
        readonly token?: string | undefined;
        /** Whether nobody has been told the token yet: then the log says it, else logs would keep a secret. Default `false`. */
        readonly isTokenNew?: boolean | undefined;
      }
    | undefined;
}

export interface Streams {
  readonly stdin: Readable;
  /** What `claimStdout` gave. */
  readonly stdout: Writable;
  /** Lines for people: stderr. */
  readonly log: (line: string) => void;
}

const SCHEDULES_AFTER_MS = 1_000;

/** A server at work. */
export interface RunningMcp {
  /** Of Streamable HTTP. */
  readonly url: string | undefined;
  /** Resolves when it has ended: over standard streams with its client, else by `close`. What ends with it has ended by then. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/**
 * The MCP server of MockLoop as a whole: what `mockloop mcp` and `mockloop-mcp` run. What is not needed to answer is loaded when
 * it is.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS`, `PORT_IN_USE`, `FILE_ERROR`
 */
export async function serveMcp(options: ServeOptions, streams: Streams): Promise<RunningMcp> {
  const { workspace, home, adminToken, adminHosts, testHosts, allowPrivateNetworks, http, ...face } = options;
  await makeFolder(workspace);
  const [{ createToolbox }, { mcpServerFactory }] = await Promise.all([
    import('@mockloop/tools'),
    import('./create-mcp-server.ts'),
  ]);
  const toolbox = createToolbox({
    workspace,
    home,
    adminToken,
    adminHosts,
    testHosts,
    allowPrivateNetworks,
    log: streams.log,
  });
  const createServer = mcpServerFactory({ ...face, toolbox });
  // What was scheduled before goes on, once the first questions are answered; not where nothing may be changed.
  const timer = setTimeout(() => {
    if (face.readOnly) return;
    toolbox.services.schedules().catch((error: unknown) => streams.log(`Schedules: ${String(error)}`));
  }, SCHEDULES_AFTER_MS).unref();
  const { url, closed, close } = await (http === undefined
    ? overStreams(createServer, streams)
    : overHttp(createServer, http, streams));
  const end = (): Promise<void> => {
    clearTimeout(timer);
    return toolbox.close();
  };
  return { url, closed: closed.then(end), close };
}

async function overStreams(createServer: CreateMcpServer, { stdin, stdout, log }: Streams): Promise<RunningMcp> {
  const { serveStdio } = await import('./stdio.ts');
  const onError = ({ message }: Error): void => log(message);
  return { url: undefined, ...(await serveStdio(createServer, { stdin, stdout, onError })) };
}

async function overHttp(
  createServer: CreateMcpServer,
  http: NonNullable<ServeOptions['http']>,
  { log }: Streams,
): Promise<RunningMcp> {
  const { serveHttp } = await import('./http.ts');
  const server = await serveHttp(createServer, { ...http, onError: ({ message }) => log(message) });
  log(`MockLoop serves MCP at ${server.url}`);
  log(tokenLine(http));
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  return { url: server.url, closed, close: () => server.close().finally(resolve) };
}

function tokenLine({ token, isTokenNew = false }: NonNullable<ServeOptions['http']>): string {
  if (token === undefined) return 'No token is asked for.';
  return isTokenNew ? `Authorization: Bearer ${token}` : 'The token that was set is asked for.';
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new MockLoopError('FILE_ERROR', `The workspace ${folder} cannot be made.`, {
      advice: 'Name another with --workspace.',
      cause,
    });
  }
}
