import { n as createMcpServer, r as mcpServerFactory, t as CreateMcpServer } from "./create-mcp-server.js";
import { n as FaceOptions, t as Definitions } from "./face.js";
import { ToolSelection } from "@mockloop/tools";
export { type CreateMcpServer, type Definitions, type FaceOptions as McpServerOptions, type ToolSelection, createMcpServer, mcpServerFactory };

// create-mcp-server.d.ts
import { n as FaceOptions } from "./face.js";
import { McpRequestContext, McpServer } from "@modelcontextprotocol/server";
/** Makes a server for one connection, or for one request of the revisions without connections. */
type CreateMcpServer = (request?: McpRequestContext) => McpServer;
/**
 * An MCP server with the tools, prompts and resources of MockLoop, for a transport of the caller's. `serveStdio` and `serveHttp`
 * bring their own.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a toolset or tool that there is not.
 */
declare function createMcpServer(options: FaceOptions): McpServer;
/** The same for many connections: what they share is made once. */
declare function mcpServerFactory(options: FaceOptions): CreateMcpServer;
export { createMcpServer as n, mcpServerFactory as r, CreateMcpServer as t };

// face.d.ts
import { Prompt, Resource, ResourceTemplate, Tool, ToolSelection, Toolbox } from "@mockloop/tools";
interface FaceOptions extends ToolSelection {
  /** What the tools work with. Whoever made it closes it. */
  readonly toolbox: Toolbox;
  /** Offer `search_tools` and `execute_tool` in place of the tools, for clients that are short of context. Default `false`. */
  readonly catalog?: boolean | undefined;
  /** What there is to offer. Default: all of MockLoop. */
  readonly definitions?: Partial<Definitions> | undefined;
}
interface Definitions {
  readonly tools: readonly Tool[];
  readonly prompts: readonly Prompt[];
  readonly resources: readonly Resource[];
  readonly resourceTemplates: readonly ResourceTemplate[];
}
export { FaceOptions as n, Definitions as t };

// http.d.ts
import { t as CreateMcpServer } from "./create-mcp-server.js";
import { ServerNotifier } from "@modelcontextprotocol/server";
interface SessionOptions {
  /** How many there may be at once: a further one ends that which was not used for longest. Default 256. */
  readonly maxSessions?: number | undefined;
  /** One that was not used for so long is ended, in milliseconds. Default eight hours. */
  readonly idleMs?: number | undefined;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}
interface McpAppOptions extends SessionOptions {
  /** The address that is bound to: what `Host` and `Origin` are held against. Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** The bearer token that every request has to carry: visible ASCII, no spaces. Default: none is asked for. */
  readonly token?: string | undefined;
  /** Is told what goes wrong beside the answers. Default: nobody. */
  readonly onError?: ((error: Error) => void) | undefined;
}
/** Streamable HTTP at `/mcp`. */
interface McpApp {
  fetch(request: Request): Response | Promise<Response>;
  /** Tells clients that listen of changes. */
  readonly notify: ServerNotifier;
  /** Ends all sessions and what runs in them. */
  close(): Promise<void>;
}
/**
 * Serves the 2026-07-28 revision, where each request stands for itself, and the 2025 ones with sessions, so that their clients
 * can be asked questions. Checks the token, and on loopback `Host` and `Origin`.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a token that no request can carry.
 */
declare function createMcpApp(createServer: CreateMcpServer, options?: McpAppOptions): McpApp;
interface ServeHttpOptions extends McpAppOptions {
  /** 0 takes any free one. */
  readonly port: number;
}
/** A server that listens. */
interface HttpServer extends Pick<McpApp, "notify"> {
  /** Where clients connect to, e.g. `http://127.0.0.1:3900/mcp`. */
  readonly url: string;
  close(): Promise<void>;
}
/**
 * Listens, and serves any number of clients.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for an address beyond this machine without a token, and for a token that no request
 * can carry; `PORT_IN_USE`.
 */
declare function serveHttp(createServer: CreateMcpServer, options: ServeHttpOptions): Promise<HttpServer>;
export { HttpServer, McpApp, McpAppOptions, ServeHttpOptions, createMcpApp, serveHttp };

// sdk-v1.d.ts
import { n as FaceOptions } from "./face.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
/**
 * Puts the tools, prompts and resources of MockLoop into a server that somebody already has, made with
 * `@modelcontextprotocol/sdk` 1.x. Lists and results are those of MockLoop's own server. Call it before the server is connected.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a toolset or tool that there is not.
 */
declare function bindToSdkV1(server: McpServer, options: FaceOptions): void;
export { bindToSdkV1 };

// serve-flags.d.ts
import { ServeOptions } from "./serve.js";
/** A flag as commander writes it. */
interface ServeFlag {
  /** e.g. `--http <port>` */
  readonly flags: string;
  readonly description: string;
}
/** The flags of `mockloop mcp` and `mockloop-mcp`. */
declare const serveFlags: readonly ServeFlag[];
/** What commander makes of the flags. */
interface ServeFlagValues {
  readonly http?: string;
  readonly host?: string;
  readonly token?: string;
  readonly auth?: boolean;
  readonly toolsets?: string;
  readonly tools?: string;
  readonly excludeTools?: string;
  readonly readOnly?: boolean;
  readonly catalog?: boolean;
  readonly workspace?: string;
  readonly allowPrivateNetworks?: boolean;
}
/** Where a process stands. */
interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
}
/** What the environment says beside the flags, which come first. */
declare const serveEnvironment: string;
/**
 * What to serve.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS`
 */
declare function readServeFlags(values: ServeFlagValues, { env, cwd }: Surroundings): ServeOptions;
export { ServeFlag, ServeFlagValues, Surroundings, readServeFlags, serveEnvironment, serveFlags };

// serve.d.ts
import { n as FaceOptions } from "./face.js";
import { ToolboxOptions } from "@mockloop/tools";
import { Readable, Writable } from "node:stream";
/** What to serve, and where. */
interface ServeOptions extends Omit<FaceOptions, "toolbox" | "definitions">, Pick<ToolboxOptions, "workspace" | "home" | "adminToken" | "adminHosts" | "testHosts" | "allowPrivateNetworks"> {
  /** Streamable HTTP. Default: the standard streams. */
  readonly http?: {
    /** 0 takes any free one. */
    readonly port: number;
    /** Default `127.0.0.1`. */
    readonly host?: string | undefined;
    /** The bearer token to ask for; none is asked for where there is none. */
    readonly token?: string | undefined;
    /** Whether nobody has been told the token yet: then the log says it, else logs would keep a secret. Default `false`. */
    readonly isTokenNew?: boolean | undefined;
  } | undefined;
}
interface Streams {
  readonly stdin: Readable;
  /** What `claimStdout` gave. */
  readonly stdout: Writable;
  /** Lines for people: stderr. */
  readonly log: (line: string) => void;
}
/** A server at work. */
interface RunningMcp {
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
declare function serveMcp(options: ServeOptions, streams: Streams): Promise<RunningMcp>;
export { RunningMcp, ServeOptions, Streams, serveMcp };

// stdio.d.ts
import { t as CreateMcpServer } from "./create-mcp-server.js";
import { Readable, Writable } from "node:stream";
interface StdioOptions {
  readonly stdin: Readable;
  /** What `claimStdout` gives: nothing else may write there. */
  readonly stdout: Writable;
  /** Is told what goes wrong beside the answers. Default: nobody. */
  readonly onError?: ((error: Error) => void) | undefined;
}
/** A connection that is being served. */
interface StdioConnection {
  /** Resolves when the client has gone, or `close` was called. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}
/** Serves one client over standard streams, whichever revision of MCP it speaks. Calls that are running when it goes are cancelled. */
declare function serveStdio(createServer: CreateMcpServer, options: StdioOptions): Promise<StdioConnection>;
/**
 * Keeps a stream for the protocol alone: from now on what anybody else writes to `stdout`, also by `console.log`, goes to
 * `stderr`. Call it before anything is loaded that may write.
 *
 * @returns What still writes to `stdout`.
 */
declare function claimStdout(stdout: Writable, stderr: Writable): Writable;
export { StdioConnection, StdioOptions, claimStdout, serveStdio };