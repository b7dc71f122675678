import { callTool, findTool, type Tool, toolSchema, toolText } from '@mockloop/tools';
import * as z from 'zod';

const searchInput = z.strictObject({
  query: z.string().max(200).describe('Words, e.g. "log requests"; empty for all.').default(''),
  limit: z.int().min(1).max(100).default(10),
});

const searchOutput = z.object({
  status: z.literal('success'),
  total: z.int(),
  tools: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      description: z.string(),
      toolset: z.string(),
      input_schema: z.record(z.string(), z.unknown()),
    }),
  ),
});

const executeInput = z.strictObject({
  name: z.string(),
  arguments: z.record(z.string(), z.unknown()).default({}),
});

/** Two tools in place of all: one finds them, the other calls them. */
export function catalogTools(tools: readonly Tool[]): readonly Tool[] {
  return [searchTools(tools), executeTool(tools)];
}

function searchTools(tools: readonly Tool[]): Tool {
  return {
    name: 'search_tools',
    title: 'Search tools',
    description:
      'Finds the tools of MockLoop that fit some words: mocking an API, its log, scenarios, tests. Returns their descriptions and input schemas. Call one with execute_tool. Example: {"query": "start mock"}',
    toolset: 'core',
    hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
    input: searchInput,
    output: searchOutput,
    async run(args): Promise<z.output<typeof searchOutput>> {
      const { query, limit } = args as z.output<typeof searchInput>;
      const found = rank(tools, query);
      return {
        status: 'success',
        total: found.length,
        tools: found.slice(0, limit).map((tool) => {
          const { name, title, description, toolset } = tool;
          return { name, title, description, toolset, input_schema: { ...toolSchema(tool, 'input') } };
        }),
      };
    },
  };
}

function executeTool(tools: readonly Tool[]): Tool {
  /** Which tool a result is of: it is that tool which says what a model reads of it. */
  const ran = new WeakMap<object, Tool>();
  return {
    name: 'execute_tool',
    title: 'Execute a tool',
    description:
      'Calls a tool that search_tools found, and returns its result. Example: {"name": "discover_mock_servers", "arguments": {}}',
    toolset: 'core',
    hints: {
      readOnly: tools.every(({ hints }) => hints.readOnly),
      destructive: tools.some(({ hints }) => hints.destructive),
      idempotent: tools.every(({ hints }) => hints.idempotent),
      openWorld: tools.some(({ hints }) => hints.openWorld),
    },
    input: executeInput,
    output: z.looseObject({}),
    async run(args, context) {
      const { name, arguments: inner } = args as z.output<typeof executeInput>;
      const tool = findTool(name, tools);
      const output = await callTool(tool, inner, context);
      ran.set(output, tool);
      return output;
    },
    summarize(output) {
      const tool = ran.get(output);
      return tool === undefined ? JSON.stringify(output) : toolText(tool, output);
    },
  };
}

/** Tools that have at least one of the words, those with more of them first; otherwise as they are listed. */
function rank(tools: readonly Tool[], query: string): readonly Tool[] {
  const words = query
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return tools;
  return tools
    .map((tool) => ({ tool, score: words.reduce((sum, word) => sum + scoreOf(tool, word), 0) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ tool }) => tool);
}

function scoreOf({ name, title, description, toolset }: Tool, word: string): number {
  if (name.includes(word)) return 4;
  return title.toLowerCase().includes(word) || toolset.includes(word)
    ? 2
    : Number(description.toLowerCase().includes(word));
}
