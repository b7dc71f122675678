import { randomUUID } from 'node:crypto';
import {
  isInitializeRequest,
  type McpServer,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import type { CreateMcpServer } from './create-mcp-server.ts';
import { refusal } from './refusal.ts';

export interface SessionOptions {
  /** How many there may be at once: a further one ends that which was not used for longest. Default 256. */
  readonly maxSessions?: number | undefined;
  /** One that was not used for so long is ended, in milliseconds. Default eight hours. */
  readonly idleMs?: number | undefined;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** The sessions of clients that speak the 2025 revisions. */
export interface LegacySessions {
  handle(request: Request, parsedBody: unknown): Promise<Response>;
  close(): Promise<void>;
}

interface Session {
  readonly server: McpServer;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  usedAt: number;
}

export function createLegacySessions(createServer: CreateMcpServer, options: SessionOptions): LegacySessions {
  const { maxSessions = 256, idleMs = 8 * 3_600_000, now = Date.now } = options;
  /** Those that were used last stand last. */
  const sessions = new Map<string, Session>();

  const end = async (id: string): Promise<void> => {
    const session = sessions.get(id);
    sessions.delete(id);
    await session?.server.close();
  };
  const sweep = async (): Promise<void> => {
    const idle = [...sessions].filter(([, { usedAt }]) => usedAt < now() - idleMs);
    await Promise.all(idle.map(([id]) => end(id)));
    // More than one, where several began at once.
    const surplus = [...sessions.keys()].slice(0, Math.max(0, sessions.size - maxSessions + 1));
    await Promise.all(surplus.map(end));
  };
  const begin = async (request: Request, parsedBody: unknown): Promise<Response> => {
    await sweep();
    const server = createServer({ era: 'legacy', requestInfo: request });
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void sessions.set(id, { server, transport, usedAt: now() }),
      onsessionclosed: (id) => void sessions.delete(id),
    });
    await server.connect(transport);
    return transport.handleRequest(request, { parsedBody });
  };
  return {
    async handle(request, parsedBody) {
      const id = request.headers.get('mcp-session-id');
      if (id === null) {
        if (isInitializeRequest(parsedBody)) return begin(request, parsedBody);
        return refusal(400, 'There is no Mcp-Session-Id header. Send initialize first.');
      }
      const session = sessions.get(id);
      if (session === undefined) return refusal(404, 'There is no such session. Send initialize again.');
      sessions.delete(id);
      sessions.set(id, session);
      session.usedAt = now();
      return session.transport.handleRequest(request, { parsedBody });
    },
    async close() {
      await Promise.all([...sessions.keys()].map(end));
    },
  };
}
