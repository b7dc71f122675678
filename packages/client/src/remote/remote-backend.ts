import type { ResourceContent } from '@mockloop/tools';
import { MockLoopError, type MockLoopErrorCode } from '@mockloop/tools/mockloop-error';
import type { CallToolRequestOptions, CallToolResult, Client, ReadResourceResult } from '@modelcontextprotocol/client';
import type { Backend, CallOptions, ToolAnswer } from '../backend.ts';
import { asMockLoopError, errorOfResult } from './remote-error.ts';
import { toolInfo } from './tool-info.ts';

/** Work takes as long as it takes: a signal ends it. The longest that a timer can wait, in milliseconds. */
const NO_TIMEOUT = 2_147_483_647;

/** @param where The server, as users named it. */
export function createRemoteBackend(client: Client, where: string): Backend {
  const answered = async <T>(work: Promise<T>, asked: Asked = {}): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw asMockLoopError(error, { ...asked, where });
    }
  };
  return {
    async call(name, args, options) {
      const asking = client.callTool({ name, arguments: argumentsOf(args) }, requestOptions(options));
      return answerOf(await answered(asking, { unknown: 'UNKNOWN_TOOL', signal: options.signal }), where);
    },
    async listTools() {
      const { tools } = await answered(client.listTools());
      return tools.map(toolInfo);
    },
    async readResource(uri) {
      const { contents } = await answered(client.readResource({ uri }), { unknown: 'UNKNOWN_RESOURCE' });
      return contentOf(contents, uri);
    },
    async prompt(name, args) {
      const asking = client.getPrompt({ name, arguments: { ...args } });
      const { messages } = await answered(asking, { unknown: 'UNKNOWN_PROMPT' });
      return messages.map(({ role, content }) => ({ role, text: content.type === 'text' ? content.text : '' }));
    },
    close: () => client.close(),
  };
}

interface Asked {
  readonly unknown?: MockLoopErrorCode | undefined;
  readonly signal?: AbortSignal | undefined;
}

function requestOptions({ signal, onProgress }: CallOptions): CallToolRequestOptions {
  return {
    timeout: NO_TIMEOUT,
    ...(signal !== undefined && { signal }),
    ...(onProgress !== undefined && {
      onprogress: ({ progress, total, message }) => onProgress({ done: progress, total, message }),
    }),
  };
}

/** MCP carries objects alone; what would be refused anyway is refused here. */
function argumentsOf(args: unknown): Record<string, unknown> {
  if (typeof args === 'object' && args !== null && !Array.isArray(args)) return { ...args };
  throw new MockLoopError('INVALID_ARGUMENTS', 'The arguments of a tool are an object.');
}

function answerOf(result: CallToolResult, where: string): ToolAnswer {
  const text = result.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  if (result.isError === true) throw errorOfResult(result, text);
  if (typeof result.structuredContent !== 'object' || result.structuredContent === null)
    throw new MockLoopError('NOT_SUPPORTED', `What answers at ${where} is no MockLoop MCP server: it sent no object.`);
  return { text, output: result.structuredContent };
}

function contentOf([content]: ReadResourceResult['contents'], uri: string): ResourceContent {
  if (content === undefined || !('text' in content))
    throw new MockLoopError('NOT_SUPPORTED', `${uri} is no text: what answered is no MockLoop MCP server.`);
  return { mimeType: content.mimeType ?? 'text/plain', text: content.text };
}
