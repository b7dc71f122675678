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
