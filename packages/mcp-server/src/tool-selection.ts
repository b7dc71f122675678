import { MockLoopError, type Tool, type Toolset } from '@mockloop/tools';
import { splitNames } from './split-names.ts';

/** Which tools are offered. */
export interface ToolSelection {
  /** Sets of tools; also `default` and `all`. Default: `default`, unless `tools` names some. */
  readonly toolsets?: readonly string[] | undefined;
  /** Tools by name, beside those of `toolsets`. */
  readonly tools?: readonly string[] | undefined;
  /** Tools that are not offered, whatever else names them. */
  readonly excludeTools?: readonly string[] | undefined;
  /** Only tools that change nothing, whatever else names them. Default `false`. */
  readonly readOnly?: boolean | undefined;
}

const DEFAULT_TOOLSETS: readonly Toolset[] = ['core', 'scenarios', 'testing', 'analysis', 'sessions', 'context'];
const TOOLSETS: readonly Toolset[] = [...DEFAULT_TOOLSETS, 'proxy', 'security', 'ai'];

/**
 * The tools of a selection, in the order of `all`.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a toolset or tool that there is not.
 */
export function selectTools(all: readonly Tool[], selection: ToolSelection): readonly Tool[] {
  const { toolsets = [], tools = [], excludeTools = [] } = selection;
  checkNames('toolset', toolsets, ['default', 'all', ...TOOLSETS]);
  const names = all.map(({ name }) => name);
  checkNames('tool', [...tools, ...excludeTools], names);
  return all.filter((tool) => isSelected(tool, selection));
}

/**
 * What the headers of a request leave of tools: `X-MCP-Toolsets`, `X-MCP-Tools`, `X-MCP-Exclude-Tools` (names with commas between
 * them) and `X-MCP-Readonly: true`. Names that say nothing here leave nothing.
 */
export function narrowTools(tools: readonly Tool[], headers: Headers): readonly Tool[] {
  const named = splitNames(headers.get('x-mcp-tools') ?? undefined);
  const selection: ToolSelection = {
    toolsets: splitNames(headers.get('x-mcp-toolsets') ?? undefined) ?? (named === undefined ? ['all'] : undefined),
    tools: named,
    excludeTools: splitNames(headers.get('x-mcp-exclude-tools') ?? undefined),
    readOnly: headers.get('x-mcp-readonly') === 'true',
  };
  return tools.filter((tool) => isSelected(tool, selection));
}

function isSelected(tool: Tool, selection: ToolSelection): boolean {
  const { tools, toolsets = tools === undefined ? ['default'] : [], excludeTools = [], readOnly = false } = selection;
  const isNamed = tools?.includes(tool.name) || toolsets.some((toolset) => isIn(tool, toolset));
  return isNamed && !excludeTools.includes(tool.name) && (tool.hints.readOnly || !readOnly);
}

function isIn(tool: Tool, toolset: string): boolean {
  if (toolset === 'all') return true;
  return toolset === 'default' ? DEFAULT_TOOLSETS.includes(tool.toolset) : tool.toolset === toolset;
}

function checkNames(kind: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new MockLoopError('INVALID_ARGUMENTS', `There is no ${kind} ${JSON.stringify(unknown)}.`, {
    advice: `There are: ${known.join(', ')}.`,
  });
}
