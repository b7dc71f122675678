import type { Toolset } from '@mockloop/tools';
import type { Tool } from '@modelcontextprotocol/client';
import type { ToolInfo } from '../backend.ts';

/** What a server says of a tool, in the words of the catalogue. Hints that it does not give are as MCP says. */
export function toolInfo({ name, title, description, annotations, inputSchema, outputSchema, _meta }: Tool): ToolInfo {
  return {
    name,
    title: title ?? annotations?.title ?? name,
    description: description ?? '',
    toolset: _meta?.['dev.mockloop/toolset'] as Toolset,
    hints: {
      readOnly: annotations?.readOnlyHint ?? false,
      destructive: annotations?.destructiveHint ?? true,
      idempotent: annotations?.idempotentHint ?? false,
      openWorld: annotations?.openWorldHint ?? true,
    },
    inputSchema,
    outputSchema: outputSchema ?? {},
  };
}
