import type { LangChainTool } from './langchain/langchain-tool.ts';
import { loadPeer } from './load-peer.ts';
import type { MockLoopClient } from './mockloop-client.ts';
import { selectTools, type ToolSelection } from './select-tools.ts';

export type { LangChainTool } from './langchain/langchain-tool.ts';
export type { ToolSelection } from './select-tools.ts';

/**
 * The tools of a client as LangChain has them. What a tool answers is the content of its message, the whole result its
 * artifact. Hints are in `metadata.mockloop`.
 *
 * @throws {MockLoopError} `UNKNOWN_TOOL`; `NOT_SUPPORTED` where `@langchain/core` is not installed.
 */
export async function asLangChainTools(
  client: MockLoopClient,
  selection: ToolSelection = {},
): Promise<LangChainTool[]> {
  const { createLangChainTool } = await loadPeer(
    '@langchain/core',
    () => import('./langchain/create-langchain-tool.ts'),
  );
  const tools = selectTools(await client.listTools(), selection);
  return tools.map((info) => createLangChainTool(client, info, selection.prefix ?? ''));
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
