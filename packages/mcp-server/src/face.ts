import {
  prompts as allPrompts,
  resources as allResources,
  resourceTemplates as allResourceTemplates,
  tools as allTools,
  type Prompt,
  type Resource,
  type ResourceTemplate,
  selectTools,
  type Tool,
  type Toolbox,
  type ToolSelection,
  type ToolServices,
} from '@mockloop/tools';
import packageJson from '../package.json' with { type: 'json' };
import { catalogTools } from './catalog-tools.ts';
import { instructions } from './instructions.ts';
import { narrowTools } from './narrow-tools.ts';

export interface FaceOptions extends ToolSelection {
  /** What the tools work with. Whoever made it closes it. */
  readonly toolbox: Toolbox;
  /** Offer `search_tools` and `execute_tool` in place of the tools, for clients that are short of context. Default `false`. */
  readonly catalog?: boolean | undefined;
  /** What there is to offer. Default: all of MockLoop. */
  readonly definitions?: Partial<Definitions> | undefined;
}

export interface Definitions {
  readonly tools: readonly Tool[];
  readonly prompts: readonly Prompt[];
  readonly resources: readonly Resource[];
  readonly resourceTemplates: readonly ResourceTemplate[];
}

/** What is offered, whichever line of the SDK speaks for it. */
export interface Face extends Omit<Definitions, 'tools'> {
  readonly info: { name: string; title: string; version: string; websiteUrl: string };
  readonly instructions: string;
  readonly services: ToolServices;
  /** @param headers Of the request, which may ask for less. */
  tools(headers?: Headers): readonly Tool[];
}

/** @throws {MockLoopError} `INVALID_ARGUMENTS` for a toolset or tool that there is not. */
export function createFace({ toolbox: { services }, catalog = false, definitions, ...selection }: FaceOptions): Face {
  const { tools = allTools, prompts = allPrompts } = definitions ?? {};
  const { resources = allResources, resourceTemplates = allResourceTemplates } = definitions ?? {};
  // A catalog costs the same whatever is in it.
  const toolsets = selection.toolsets ?? (catalog && selection.tools === undefined ? ['all'] : undefined);
  const selected = selectTools(tools, { ...selection, toolsets });
  const offer = (offered: readonly Tool[]): readonly Tool[] => (catalog ? catalogTools(offered) : offered);
  const usual = offer(selected);
  return {
    info: {
      name: 'mockloop',
      title: 'MockLoop',
      version: packageJson.version,
      websiteUrl: 'https://github.com/mockloop/mockloop',
    },
    instructions: instructions(services.workspace, catalog),
    services,
    tools: (headers) => (headers === undefined ? usual : offer(narrowTools(selected, headers))),
    prompts,
    resources,
    resourceTemplates,
  };
}
