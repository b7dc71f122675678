import { type McpServerOptions, mcpServerFactory } from '@mockloop/mcp-server';
import { createMcpApp } from '@mockloop/mcp-server/http';
import { bindToSdkV1 } from '@mockloop/mcp-server/sdk-v1';
import { InMemoryTransport } from '@modelcontextprotocol/client';
import { InMemoryTransport as InMemoryTransportV1 } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer as McpServerV1 } from '@modelcontextprotocol/sdk/server/mcp.js';
import { onTestFinished } from 'vitest';
import { type Answers, connectV1, connectV2, httpTransport, httpTransportV1, type Peer } from './peer.ts';

/** A way to a server, within this process. */
export interface Way {
  readonly name: string;
  connect(options: McpServerOptions, answers?: Answers): Promise<Peer>;
}

/** Every line of the SDK and both eras, over HTTP and directly. */
export const ways: readonly Way[] = [
  {
    name: 'the client of today, 2026-07-28, HTTP',
    connect: (options, answers) => connectV2(httpTransport(appOf(options)), 'modern', answers),
  },
  {
    name: 'the client of today, 2025-11-25, HTTP',
    connect: (options, answers) => connectV2(httpTransport(appOf(options)), 'legacy', answers),
  },
  {
    name: 'the client of today, 2025-11-25, directly',
    async connect(options, answers) {
      const [near, far] = InMemoryTransport.createLinkedPair();
      await mcpServerFactory(options)().connect(far);
      return connectV2(near, 'legacy', answers);
    },
  },
  {
    name: 'the client before, HTTP',
    connect: (options, answers) => connectV1(httpTransportV1(appOf(options)), answers),
  },
  {
    name: 'the client before, the server of somebody else',
    async connect(options, answers) {
      const server = new McpServerV1({ name: 'somebody else', version: '1' });
      bindToSdkV1(server, options);
      const [near, far] = InMemoryTransportV1.createLinkedPair();
      await server.connect(far);
      return connectV1(near, answers);
    },
  },
];

function appOf(options: McpServerOptions): (request: Request) => Response | Promise<Response> {
  const app = createMcpApp(mcpServerFactory(options));
  onTestFinished(() => app.close());
  return app.fetch;
}
