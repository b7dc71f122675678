// A graph that finds out what clients of an API have to cope with: it mocks the API, lets MockLoop write scenarios for it,
// puts each in force, calls the API as a client does, and reads in the log what came of it.

import path from 'node:path';
import { END, START, StateGraph } from '@langchain/langgraph';
import { MockLoopClient, type ToolTypes } from '@mockloop/client';
import * as z from 'zod';

type Scenarios = ToolTypes['generate_error_scenarios']['output']['scenario_configs'];

const State = z.object({
  document: z.string(),
  url: z.string().default(''),
  /** Those that were not tried yet. */
  scenarios: z.custom<Scenarios>().default([]),
  findings: z.array(z.string()).default([]),
});
type State = z.infer<typeof State>;

await using client = new MockLoopClient({ workspace: path.join(import.meta.dirname, '..') });

async function setUp({ document }: State): Promise<Partial<State>> {
  const mock = await client.startMockServer({ mock_name: document, port: 0, admin_port: 0, detached_mode: false });
  return { url: mock.url };
}

async function writeScenarios({ url }: State): Promise<Partial<State>> {
  const { scenario_configs } = await client.generateErrorScenarios({
    server_url: url,
    api_endpoints: ['GET /pets'],
    error_types: ['rate_limit', 'server_error'],
  });
  return { scenarios: scenario_configs };
}

async function tryScenario({ url, scenarios, findings }: State): Promise<Partial<State>> {
  const [scenario, ...others] = scenarios;
  if (scenario === undefined) return {};
  // A world of its own: what the scenario does is gone with it, and its log is short.
  const world = `${url}/_w/${crypto.randomUUID()}`;
  await client.deployScenario({ server_url: world, scenario_config: scenario });
  await client.switchScenario({ server_url: world, scenario_name: scenario.name });
  for (let request = 0; request < 10; request += 1) await fetch(`${world}/pets`);
  const { analysis } = await client.queryMockLogs({ server_url: world });
  const { total_requests = 0, status_codes = {} } = analysis ?? {};
  return {
    scenarios: others,
    findings: [...findings, `${scenario.name}: ${total_requests} requests, ${JSON.stringify(status_codes)}`],
  };
}

const graph = new StateGraph(State)
  .addNode('setUp', setUp)
  .addNode('writeScenarios', writeScenarios)
  .addNode('tryScenario', tryScenario)
  .addEdge(START, 'setUp')
  .addEdge('setUp', 'writeScenarios')
  .addEdge('writeScenarios', 'tryScenario')
  .addConditionalEdges('tryScenario', ({ scenarios }) => (scenarios.length > 0 ? 'tryScenario' : END))
  .compile();

const { findings } = await graph.invoke({ document: 'petstore.yaml' });
for (const finding of findings) console.log(finding);
