import { createMcpServer, type McpServerOptions } from '@mockloop/mcp-server';
import { bindToSdkV1 } from '@mockloop/mcp-server/sdk-v1';
import type { Tool, Toolset } from '@mockloop/tools';
import { InMemoryTransport } from '@modelcontextprotocol/client';
import { McpServer as McpServerV1 } from '@modelcontextprotocol/sdk/server/mcp.js';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { connectV2, type Peer } from './support/peer.ts';
import { probeServer, temporaryToolbox } from './support/probe-server.ts';

const all = [
  tool('start', 'core', { readOnly: false }),
  tool('look', 'core'),
  tool('deploy', 'scenarios', { readOnly: false }),
  tool('record', 'proxy', { readOnly: false }),
  tool('draft', 'ai'),
];

test.each<[string, Partial<McpServerOptions>, string[]]>([
  ['nothing', {}, ['start', 'look', 'deploy']],
  ['all toolsets', { toolsets: ['all'] }, ['start', 'look', 'deploy', 'record', 'draft']],
  ['the default ones and one more', { toolsets: ['ai', 'default'] }, ['start', 'look', 'deploy', 'draft']],
  ['a toolset', { toolsets: ['scenarios'] }, ['deploy']],
  ['tools', { tools: ['draft', 'look'] }, ['look', 'draft']],
  ['a toolset and a tool', { toolsets: ['scenarios'], tools: ['draft'] }, ['deploy', 'draft']],
  ['a tool both to have and not to have', { tools: ['draft', 'look'], excludeTools: ['draft'] }, ['look']],
  ['only what reads', { readOnly: true }, ['look']],
  ['only what reads, and a tool that does not', { tools: ['start', 'draft'], readOnly: true }, ['draft']],
  ['a catalog', { catalog: true }, ['search_tools', 'execute_tool']],
])('who asks for %s gets what they asked for, always in one order', async (_, options, expected) => {
  const { tools } = await (await connect(options)).listTools();
  expect(tools.map(({ name }) => name)).toEqual(expected);
});

test.each<[Partial<McpServerOptions>, RegExp]>([
  [{ toolsets: ['cores'] }, /no toolset "cores"\. There are: default, all, core, /],
  [{ tools: ['lock'] }, /no tool "lock"\. There are: start, look, deploy, record, draft\./],
  [{ excludeTools: ['__proto__'] }, /no tool "__proto__"/],
])('%j names what there is not', async (options, message) => {
  const toolbox = await temporaryToolbox();
  const bad = { toolbox, definitions: { tools: all }, ...options };
  expect(() => createMcpServer(bad)).toThrow(message);
  expect(() => bindToSdkV1(new McpServerV1({ name: 'x', version: '1' }), bad)).toThrow(message);
});

test('the tools of a catalog are found by words, those that fit best first', async () => {
  const peer = await connect({ catalog: true });

  expect(await search(peer, { query: 'please LOOK at it' })).toEqual(['look', 'start', 'deploy', 'record', 'draft']);
  expect(await search(peer, { query: 'proxy' })).toEqual(['record']);
  expect(await search(peer, { query: 'zebra' })).toEqual([]);
  expect(await search(peer, { limit: 2 })).toEqual(['start', 'look']);
  const { structuredContent } = await peer.callTool('search_tools', { query: 'draft', limit: 1 });
  expect(structuredContent).toMatchObject({
    total: 1,
    tools: [{ input_schema: { type: 'object', properties: { it: { type: 'string' } }, additionalProperties: false } }],
  });
});

test('a catalog of a selection has no more than that in it', async () => {
  const peer = await connect({ catalog: true, readOnly: true });

  expect(await search(peer, {})).toEqual(['look', 'draft']);
  expect(await peer.callTool('execute_tool', { name: 'start' })).toMatchObject({
    isError: true,
    content: [{ text: 'There is no tool "start". There are: look, draft.' }],
  });
  const { tools } = await peer.listTools();
  expect(tools[1]).toMatchObject({ annotations: { readOnlyHint: true, destructiveHint: false } });
});

test('a tool called through a catalog answers as it does by itself', async () => {
  const probe = await probeServer();
  const answers = { elicit: () => ({ action: 'accept' as const, content: { confirm: true } }) };
  const through = await connect({ ...probe, catalog: true }, answers);
  const itself = await connect(probe, answers);

  for (const [name, args] of [
    ['echo', { text: 'a' }],
    ['echo', { times: 'a' }],
    ['wipe', { name: 'it' }],
    ['linked', { count: 2 }],
  ] as const) {
    expect(await through.callTool('execute_tool', { name, arguments: args })).toEqual(
      await itself.callTool(name, args),
    );
  }
});

test('what the model is told fits into 1,500 characters and names only what is there', async () => {
  for (const catalog of [false, true]) {
    const { instructions = '' } = await connect({ catalog });
    expect(instructions.length).toBeLessThanOrEqual(1500);
    expect(instructions.includes('search_tools')).toBe(catalog);
  }
});

async function connect(options: Partial<McpServerOptions>, answers = {}): Promise<Peer> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  const server = createMcpServer({ toolbox: await temporaryToolbox(), definitions: { tools: all }, ...options });
  await server.connect(far);
  return connectV2(near, 'legacy', answers);
}

async function search(peer: Peer, args: object): Promise<string[]> {
  const { structuredContent } = await peer.callTool('search_tools', args);
  return (structuredContent as { tools: { name: string }[] }).tools.map(({ name }) => name);
}

function tool(name: string, toolset: Toolset, hints: Partial<Tool['hints']> = {}): Tool {
  return {
    name,
    title: name,
    description: `To ${name} it.`,
    toolset,
    hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false, ...hints },
    input: z.strictObject({ it: z.string().optional() }),
    output: z.object({}),
    run: async () => ({}),
  };
}
