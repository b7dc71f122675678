import type { ToolSet } from 'ai';
import { loadPeer } from './load-peer.ts';
import type { MockLoopClient } from './mockloop-client.ts';
import { selectTools, type ToolSelection } from './select-tools.ts';

export type { AiSdkToolOutput } from './ai-sdk/create-ai-sdk-tool.ts';
export type { ToolSelection } from './select-tools.ts';

/**
 * The tools of a client as the AI SDK has them, for `generateText`, `streamText` and agents. A model reads the text of what a
 * tool answers; the whole is in the `result` of its output. Hints are in `metadata.mockloop`.
 *
 * @throws {MockLoopError} `UNKNOWN_TOOL`; `NOT_SUPPORTED` where `ai` is not installed.
 */
export async function asAiSdkTools(client: MockLoopClient, selection: ToolSelection = {}): Promise<ToolSet> {
  const { createAiSdkTool } = await loadPeer('ai', () => import('./ai-sdk/create-ai-sdk-tool.ts'));
  const tools = selectTools(await client.listTools(), selection);
  return Object.fromEntries(
    tools.map((info) => [`${selection.prefix ?? ''}${info.name}`, createAiSdkTool(client, info)]),
  );
}
