import { ToolMessage } from '@langchain/core/messages';
import type { ToolCall } from '@langchain/core/messages/tool';
import type { ToolRunnableConfig } from '@langchain/core/tools';
import type { Progress } from '@mockloop/tools';
import { MockLoopError } from '@mockloop/tools/mockloop-error';
import type { ToolInfo } from '../backend.ts';
import type { MockLoopClient } from '../mockloop-client.ts';
import type { LangChainTool } from './langchain-tool.ts';
import { SelfCheckingTool } from './self-checking-tool.ts';

/** A tool of MockLoop as LangChain has them. */
export function createLangChainTool(client: MockLoopClient, info: ToolInfo, prefix: string): LangChainTool {
  const { title, description, toolset, hints, inputSchema } = info;
  const name = `${prefix}${info.name}`;
  return new SelfCheckingTool({
    name,
    description,
    schema: inputSchema,
    responseFormat: 'content_and_artifact',
    metadata: { mockloop: { title, toolset, hints } },
    func: async (args: unknown, _, config: GraphConfig = {}) => {
      try {
        const call = { signal: config.signal, onProgress: progressTo(config, name) };
        const { text, output } = await client.callForModel(info.name, args, call);
        return [text, output];
      } catch (error) {
        return [errorMessage(error, name, config), undefined];
      }
    },
  });
}

/** What a graph adds to the configuration of the tools that run in it. */
interface GraphConfig extends ToolRunnableConfig {
  readonly toolCall?: ToolCall;
  readonly writer?: ((chunk: object) => void) | null;
}

/** Shows with `streamMode: 'custom'`. */
function progressTo({ writer }: GraphConfig, tool: string): ((progress: Progress) => void) | undefined {
  return typeof writer === 'function' ? (progress) => writer({ tool, ...progress }) : undefined;
}

/**
 * What a model reads of an error, so that it goes on from there.
 *
 * @throws the error itself where no model asked, and where nobody waits any more.
 */
function errorMessage(error: unknown, name: string, { toolCall, signal }: GraphConfig): ToolMessage {
  if (!(error instanceof MockLoopError) || toolCall?.id === undefined || signal?.aborted) throw error;
  const { code, message, problems } = error;
  return new ToolMessage({
    status: 'error',
    name,
    tool_call_id: toolCall.id,
    content: message,
    artifact: { error: { code, message, problems } },
  });
}
