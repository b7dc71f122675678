import { randomBytes } from 'node:crypto';
import { createRequestStateCodec, McpServer, type ServerNotifier } from '@modelcontextprotocol/server';
import type { Round } from './conformance-parts.ts';
import { registerConformancePrompts } from './conformance-prompts.ts';
import { registerConformanceQuestions } from './conformance-questions.ts';
import { registerConformanceResources } from './conformance-resources.ts';
import { registerConformanceTools } from './conformance-tools.ts';

/** A server with the tools, prompts and resources that the conformance suite of MCP asks for by name. */
export function conformanceFactory(notify: () => ServerNotifier): () => McpServer {
  const codec = createRequestStateCodec<Round>({ key: randomBytes(32) });
  return () => {
    const server = new McpServer(
      { name: 'mockloop-conformance', version: '0.0.0' },
      {
        capabilities: {
          logging: {},
          tools: { listChanged: true },
          prompts: { listChanged: true },
          resources: { listChanged: true, subscribe: true },
        },
        requestState: { verify: codec.verify },
      },
    );
    registerConformanceTools(server, { codec, notify });
    registerConformanceQuestions(server, { codec, notify });
    registerConformanceResources(server);
    registerConformancePrompts(server);
    return server;
  };
}
