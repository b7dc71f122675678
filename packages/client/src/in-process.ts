import path from 'node:path';
import {
  createToolbox,
  findTool,
  readResource,
  renderPrompt,
  type Tool,
  type Toolbox,
  toolSchema,
  tools,
  toolText,
} from '@mockloop/tools';
import type { Backend, ToolInfo } from './backend.ts';
import type { Answers, MockLoopClientOptions } from './mockloop-client.ts';

/** The tools in this process. */
export function openInProcess({ confirm, sample, ...options }: MockLoopClientOptions): Backend {
  const toolbox: Toolbox = createToolbox({ ...options, workspace: path.resolve(options.workspace ?? '.') });
  return {
    async call(name, args, { signal, onProgress }) {
      const answers = untilAborted({ confirm, sample }, signal);
      const output = await toolbox.callUnchecked(name, args, { signal, progress: onProgress, ...answers });
      return { output, text: toolText(findTool(name), output) };
    },
    listTools: async () => tools.map(infoOf),
    readResource: (uri) => readResource(uri, toolbox.services),
    prompt: (name, args) => renderPrompt(name, args, toolbox.services),
    close: () => toolbox.close(),
  };
}

/** Who is asked may never answer: then the signal still ends the call. */
function untilAborted({ confirm, sample }: Answers, signal: AbortSignal | undefined): Answers {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  aborted.catch(() => undefined);
  signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  return {
    confirm: confirm && ((question) => Promise.race([confirm(question), aborted])),
    sample: sample && ((request) => Promise.race([sample(request), aborted])),
  };
}

function infoOf(tool: Tool): ToolInfo {
  const { name, title, description, toolset, hints } = tool;
  const inputSchema = toolSchema(tool, 'input');
  return { name, title, description, toolset, hints, inputSchema, outputSchema: toolSchema(tool, 'output') };
}
