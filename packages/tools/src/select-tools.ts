import { MockLoopError } from './mockloop-error.ts';
import type { ToolHints, Toolset } from './tool.ts';

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

/** What is looked at of a tool. */
export interface SelectableTool {
  readonly name: string;
  readonly toolset: Toolset;
  readonly hints: Pick<ToolHints, 'readOnly'>;
}

const DEFAULT_TOOLSETS: readonly Toolset[] = ['core', 'scenarios', 'testing', 'analysis', 'sessions', 'context'];
const TOOLSETS: readonly Toolset[] = [...DEFAULT_TOOLSETS, 'proxy', 'security', 'ai'];

/**
 * The tools of a selection, in the order of `all`.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a toolset or tool that there is not.
 */
export function selectTools<T extends SelectableTool>(all: readonly T[], selection: ToolSelection): readonly T[] {
  const { toolsets = [], tools = [], excludeTools = [] } = selection;
  checkNames('toolset', toolsets, ['default', 'all', ...TOOLSETS]);
  const names = all.map(({ name }) => name);
  checkNames('tool', [...tools, ...excludeTools], names);
  return all.filter((tool) => isSelected(tool, selection));
}

/** Whether a selection has a tool. Names of nothing are none of its business. */
export function isSelected(tool: SelectableTool, selection: ToolSelection): boolean {
  const { tools, toolsets = tools === undefined ? ['default'] : [], excludeTools = [], readOnly = false } = selection;
  const isNamed = tools?.includes(tool.name) || toolsets.some((toolset) => isIn(tool, toolset));
  return isNamed && !excludeTools.includes(tool.name) && (tool.hints.readOnly || !readOnly);
}

function isIn(tool: SelectableTool, toolset: string): boolean {
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
