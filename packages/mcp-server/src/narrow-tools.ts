import { isSelected, type Tool, type ToolSelection } from '@mockloop/tools';
import { splitNames } from './split-names.ts';

/**
 * What the headers of a request leave of tools: `X-MCP-Toolsets`, `X-MCP-Tools`, `X-MCP-Exclude-Tools` (names with commas between
 * them) and `X-MCP-Readonly`, where whatever is not `false` or `0` asks for those that read. Names that say nothing here leave nothing.
 */
export function narrowTools(tools: readonly Tool[], headers: Headers): readonly Tool[] {
  const named = splitNames(headers.get('x-mcp-tools') ?? undefined);
  const selection: ToolSelection = {
    toolsets: splitNames(headers.get('x-mcp-toolsets') ?? undefined) ?? (named === undefined ? ['all'] : undefined),
    tools: named,
    excludeTools: splitNames(headers.get('x-mcp-exclude-tools') ?? undefined),
    readOnly: !['false', '0'].includes(headers.get('x-mcp-readonly')?.toLowerCase() ?? 'false'),
  };
  return tools.filter((tool) => isSelected(tool, selection));
}
