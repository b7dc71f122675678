import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { McpServerOptions } from '@mockloop/mcp-server';
import { beforeAll, expect, test } from 'vitest';
import type { Peer } from './support/peer.ts';
import { temporaryToolbox } from './support/probe-server.ts';
import { ways } from './support/ways.ts';

const [reference, ...others] = ways;
let petstore: string;
beforeAll(async () => {
  petstore = await readFile(path.join(import.meta.dirname, '../../../examples/petstore.yaml'), 'utf8');
});

/** What is asked of each, with the whole catalogue behind it. */
const questions: Readonly<Record<string, (peer: Peer) => Promise<unknown>>> = {
  'the list of tools': (peer) => peer.listTools().then(({ tools }) => tools),
  'the list of prompts': (peer) => peer.listPrompts().then(({ prompts }) => prompts),
  'the list of resources': (peer) => peer.listResources().then(({ resources }) => resources),
  'the list of templates': (peer) => peer.listResourceTemplates().then(({ resourceTemplates }) => resourceTemplates),
  'a result': (peer) =>
    peer.callTool('validate_scenario_config', {
      scenario_config: { name: 'x', type: 'chaos', rules: [{ match: { path: '/pots' }, respond: { status: 500 } }] },
      openapi_spec: petstore,
    }),
  'a wrong argument': (peer) => peer.callTool('query_mock_logs', { server_url: 7, limit: 0, limits: 1 }),
  'no argument at all': (peer) => peer.callTool('start_mock_server', {}),
  'a mock that there is not': (peer) => peer.callTool('query_mock_logs', { server_url: 'http://127.0.0.1:1' }),
  'what cannot be undone': (peer) =>
    peer.callTool('manage_mock_data', { server_url: 'http://127.0.0.1:1', operation: 'reset' }),
  'a document that is none': (peer) => peer.callTool('start_mock_server', { mock_name: '{"openapi": 7}' }),
  'what is computed from a document': (peer) =>
    peer.callTool('generate_error_scenarios', { api_spec: petstore, error_types: ['rate_limit'] }),
  'a prompt': (peer) => peer.getPrompt('analyze_openapi_for_testing', { api_spec: petstore }),
  'an argument that a prompt does not take': (peer) =>
    peer
      .getPrompt('generate_error_scenarios', { api_spec: petstore, api_spek: '' })
      .catch(({ code, message, data }) => ({
        code,
        message: message.replace(/^(MCP error -?\d+: )+/, ''),
        data,
      })),
  'completion of an argument': (peer) =>
    peer.complete({ prompt: 'analyze_openapi_for_testing' }, { name: 'testing_focus', value: '' }),
  'a resource': (peer) => peer.readResource('scenario-pack://error-simulation/rate-limiting'),
};

test.each(Object.entries(questions))('every way to every server has the same to say: %s', async (_, ask) => {
  const toolbox = await temporaryToolbox();
  const answerOf = async (way: (typeof ways)[number] | undefined): Promise<unknown> => {
    const options: McpServerOptions = { toolbox, toolsets: ['all'] };
    return withoutFrame(await way?.connect(options).then(ask));
  };

  const expected = await answerOf(reference);

  expect(expected).toBeDefined();
  for (const way of others) expect(await answerOf(way), way.name).toEqual(expected);
});

/** Without the durations of the call, and what the 2026-07-28 revision adds to every result. */
function withoutFrame(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, member: unknown) => {
    if (key === 'duration_ms') return 0;
    if (['ttlMs', 'cacheScope', 'io.modelcontextprotocol/serverInfo'].includes(key)) return undefined;
    return key === '_meta' && Object.keys(member as object).length === 0 ? undefined : member;
  });
}
