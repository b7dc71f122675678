import { expect, test } from 'vitest';
import { type Tool, type Toolset, toolSchema, tools } from '../src/index.ts';

/** Those that a server offers with `--toolsets all` only. */
const ON_REQUEST: ReadonlySet<Toolset> = new Set(['proxy', 'security', 'ai']);

/** What most hosts give a model of a tool, at four characters a token. */
function tokensOf(tool: Tool): number {
  const { name, description } = tool;
  return Math.ceil((name.length + description.length + JSON.stringify(toolSchema(tool, 'input')).length) / 4);
}

test('the list of tools costs a model no more than it may', () => {
  const costs = tools.map((tool) => ({ name: tool.name, toolset: tool.toolset, tokens: tokensOf(tool) }));
  const byDefault = costs.filter(({ toolset }) => !ON_REQUEST.has(toolset));
  const total = byDefault.reduce((sum, { tokens }) => sum + tokens, 0);
  const lines = costs.toSorted((a, b) => b.tokens - a.tokens).map(({ name, tokens }) => `${tokens} ${name}`);
  process.stdout.write(`Tokens of the default list: ${total} in ${byDefault.length} tools\n${lines.join('\n')}\n`);
  expect(costs.filter(({ tokens }) => tokens > 400)).toEqual([]);
  expect(total).toBeLessThanOrEqual(5_000);
});
