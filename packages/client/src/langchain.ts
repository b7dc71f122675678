import { type AgentToolsOptions, agentTools } from './agent-tools.ts';
import type { LangChainTool } from './langchain/langchain-tool.ts';
import { loadPeer } from './load-peer.ts';
import type { MockLoopClient } from './mockloop-client.ts';

export type { AgentToolsOptions } from './agent-tools.ts';
export type { LangChainTool } from './langchain/langchain-tool.ts';

/**
 * The tools of a client as LangChain has them. What a tool answers is the content of its message, the whole result its
 * artifact. Hints are in `metadata.mockloop`.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a tool or toolset that there is not; `NOT_SUPPORTED` where `@langchain/core` is not installed.
 */
export async function asLangChainTools(
  client: MockLoopClient,
  options: AgentToolsOptions = {},
): Promise<LangChainTool[]> {
  const { createLangChainTool } = await loadPeer(
    '@langchain/core',
    () => import('./langchain/create-langchain-tool.ts'),
  );
  const tools = await agentTools(client, options);
  return tools.map((info) => createLangChainTool(client, info, options.prefix ?? ''));
}

/**
 * Which tools may undo or remove something: for `humanInTheLoopMiddleware({ interruptOn: interruptOn(tools) })`. What a human
 * has approved a tool still wants to be told: by its argument `confirm: true`, or by the `confirm` of the client.
 */
export function interruptOn(tools: readonly LangChainTool[]): Record<string, boolean> {
  return Object.fromEntries(tools.filter(isDestructive).map(({ name }) => [name, true]));
}

function isDestructive(tool: LangChainTool): boolean {
  const metadata = 'metadata' in tool ? (tool.metadata as ToolMetadata | undefined) : undefined;
  return metadata?.mockloop?.hints.destructive === true;
}

interface ToolMetadata {
  readonly mockloop?: { readonly hints: { readonly destructive: boolean } };
}
