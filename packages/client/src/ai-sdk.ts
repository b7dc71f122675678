import type { ToolSet } from 'ai';
import { type AgentToolsOptions, agentTools } from './agent-tools.ts';
import { loadPeer } from './load-peer.ts';
import type { MockLoopClient } from './mockloop-client.ts';

export type { AgentToolsOptions } from './agent-tools.ts';
export type { AiSdkToolOutput } from './ai-sdk/create-ai-sdk-tool.ts';

/**
 * The tools of a client as the AI SDK has them, for `generateText`, `streamText` and agents. A model reads the text of what a
 * tool answers; the whole is in the `result` of its output. Hints are in `metadata.mockloop`.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a tool or toolset that there is not; `NOT_SUPPORTED` where `ai` is not installed.
 */
export async function asAiSdkTools(client: MockLoopClient, options: AgentToolsOptions = {}): Promise<ToolSet> {
  const { createAiSdkTool } = await loadPeer('ai', () => import('./ai-sdk/create-ai-sdk-tool.ts'));
  const tools = await agentTools(client, options);
  return Object.fromEntries(
    tools.map((info) => [`${options.prefix ?? ''}${info.name}`, createAiSdkTool(client, info)]),
  );
}
