import type { Toolset } from '@mockloop/tools';
import { MockLoopError } from '@mockloop/tools/mockloop-error';
import type { ToolInfo } from './backend.ts';

/** Which tools an agent gets. */
export interface ToolSelection {
  /** Sets of tools; also `default` and `all`. Default: `default`, unless `include` names some. */
  readonly toolsets?: readonly (Toolset | 'default' | 'all')[] | undefined;
  /** Tools by name, beside those of `toolsets`. */
  readonly include?: readonly string[] | undefined;
  /** Tools to leave out, whatever else names them. */
  readonly exclude?: readonly string[] | undefined;
  /** Only tools that change nothing, whatever else names them. Default `false`. */
  readonly readOnly?: boolean | undefined;
  /** Stands before each name, e.g. `mockloop_`. Default: nothing. */
  readonly prefix?: string | undefined;
}

const DEFAULT_TOOLSETS: readonly Toolset[] = ['core', 'scenarios', 'testing', 'analysis', 'sessions', 'context'];

/** @throws {MockLoopError} `UNKNOWN_TOOL` where a name is that of no tool. */
export function selectTools(tools: readonly ToolInfo[], selection: ToolSelection): readonly ToolInfo[] {
  const { include, exclude = [], readOnly = false } = selection;
  const { toolsets = include === undefined ? ['default'] : [] } = selection;
  checkNames([...(include ?? []), ...exclude], tools);
  const isIn = ({ toolset }: ToolInfo): boolean =>
    toolsets.includes('all') ||
    toolsets.includes(toolset) ||
    (toolsets.includes('default') && DEFAULT_TOOLSETS.includes(toolset));
  return tools.filter(
    (tool) =>
      (isIn(tool) || include?.includes(tool.name)) &&
      !exclude.includes(tool.name) &&
      (!readOnly || tool.hints.readOnly),
  );
}

function checkNames(names: readonly string[], tools: readonly ToolInfo[]): void {
  const known = tools.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new MockLoopError('UNKNOWN_TOOL', `There is no tool ${JSON.stringify(unknown)}.`, {
    advice: `There are: ${known.join(', ')}.`,
  });
}
