import { dynamicTool, jsonSchema, type Tool } from 'ai';
import type { ToolInfo } from '../backend.ts';
import type { MockLoopClient } from '../mockloop-client.ts';

/** What a tool's execution comes to. */
export interface AiSdkToolOutput {
  /** What the model reads. */
  readonly text: string;
  readonly result: object;
}

/** A tool of MockLoop as the AI SDK has them. What its arguments should be it says itself. */
export function createAiSdkTool(client: MockLoopClient, { name, title, description, ...info }: ToolInfo): Tool {
  return dynamicTool({
    description,
    inputSchema: jsonSchema(info.inputSchema),
    metadata: { mockloop: { title, toolset: info.toolset, hints: { ...info.hints } } },
    execute: async (input, { abortSignal }): Promise<AiSdkToolOutput> => {
      const { text, output } = await client.callForModel(name, input, { signal: abortSignal });
      return { text, result: output };
    },
    toModelOutput: ({ output }) => ({ type: 'text', value: (output as AiSdkToolOutput).text }),
  });
}
