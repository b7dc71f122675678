import type { Toolset } from '@mockloop/tools';
import { selectTools } from '@mockloop/tools/select-tools';
import type { ToolInfo } from './backend.ts';
import type { MockLoopClient } from './mockloop-client.ts';

/** Which tools an agent gets. */
export interface AgentToolsOptions {
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

/** @throws {MockLoopError} `INVALID_ARGUMENTS` for a toolset or tool that there is not. */
export async function agentTools(client: MockLoopClient, options: AgentToolsOptions): Promise<readonly ToolInfo[]> {
  const { include: tools, exclude: excludeTools, ...selection } = options;
  return selectTools(await client.listTools(), { ...selection, tools, excludeTools });
}
