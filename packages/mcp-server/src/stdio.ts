import { type Readable, Writable } from 'node:stream';
import type { CreateMcpServer } from './create-mcp-server.ts';
import { MAX_MESSAGE_BYTES } from './limits.ts';

export interface StdioOptions {
  readonly stdin: Readable;
  /** What `claimStdout` gives: nothing else may write there. */
  readonly stdout: Writable;
  /** Is told what goes wrong beside the answers. Default: nobody. */
  readonly onError?: ((error: Error) => void) | undefined;
}

/** A connection that is being served. */
export interface StdioConnection {
  /** Resolves when the client has gone, or `close` was called. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** Serves one client over standard streams, whichever revision of MCP it speaks. Calls that are running when it goes are cancelled. */
export async function serveStdio(createServer: CreateMcpServer, options: StdioOptions): Promise<StdioConnection> {
  const { stdin, stdout, onError = () => undefined } = options;
  const sdk = await import('@modelcontextprotocol/server/stdio');
  const transport = new sdk.StdioServerTransport(stdin, stdout, { maxBufferSize: MAX_MESSAGE_BYTES });
  const connection = sdk.serveStdio(createServer, { transport, onerror: onError });
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const { onclose } = transport;
  transport.onclose = () => {
    onclose?.();
    resolve();
  };
  return { closed, close: () => connection.close() };
}

/**
 * Keeps a stream for the protocol alone: from now on what anybody else writes to `stdout`, also by `console.log`, goes to
 * `stderr`. Call it before anything is loaded that may write.
 *
 * @returns What still writes to `stdout`.
 */
export function claimStdout(stdout: Writable, stderr: Writable): Writable {
  const write = stdout.write.bind(stdout) as (chunk: unknown, callback: (error?: Error | null) => void) => boolean;
  stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  // Whoever reads it may be gone before the last word. Those who write here are told.
  stdout.on('error', () => undefined);
  return new Writable({ decodeStrings: false, write: (chunk, _encoding, callback) => void write(chunk, callback) });
}
