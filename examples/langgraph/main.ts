// A graph that takes an API from its document to a report: it analyses the document, mocks the API, writes scenarios and deploys
// each, puts it under load with and without them, attacks it, compares, and reports.

import path from 'node:path';
import { END, START, StateGraph } from '@langchain/langgraph';
import { MockLoopClient, type ToolTypes } from '@mockloop/client';
import * as z from 'zod';

type Scenarios = ToolTypes['generate_error_scenarios']['output']['scenario_configs'];

const State = z.object({
  document: z.string(),
  url: z.string().default(''),
  session: z.string().default(''),
  operations: z.number().default(0),
  risks: z.array(z.string()).default([]),
  /** Those that were not tried yet. */
  scenarios: z.custom<Scenarios>().default([]),
  /** The run of the mock as it is, with which others are compared. */
  baseline: z.string().default(''),
  runs: z.array(z.string()).default([]),
  findings: z.array(z.string()).default([]),
  report: z.string().default(''),
});
type State = z.infer<typeof State>;

await using client = new MockLoopClient({ workspace: path.join(import.meta.dirname, '..') });

async function analyse({ document }: State): Promise<Partial<State>> {
  const { api_summary: api, risk_areas } = await client.analyzeOpenapiForTesting({ openapi_spec: document });
  const { session_id } = await client.createTestSession({ session_name: 'langgraph' });
  return { session: session_id, operations: api.total_operations, risks: risk_areas.map(({ area }) => area) };
}

async function setUp({ document }: State): Promise<Partial<State>> {
  const mock = await client.startMockServer({ mock_name: document, port: 0, admin_port: 0, detached_mode: false });
  return { url: mock.url };
}

async function generate({ url }: State): Promise<Partial<State>> {
  const { scenario_configs } = await client.generateErrorScenarios({
    server_url: url,
    api_endpoints: ['GET /pets'],
    error_types: ['rate_limit', 'server_error'],
  });
  return { scenarios: scenario_configs };
}

const LOAD = { operations: ['GET /pets'], target_load: 50, duration_seconds: 2 };

async function loadTest({ url, session }: State): Promise<Partial<State>> {
  const { run_id, verdict, load } = await client.runLoadTest({ server_url: url, session_id: session, ...LOAD });
  return { baseline: run_id, runs: [run_id], findings: [`as it is: ${verdict}, ${load?.sent} sent, ${load?.ok} ok`] };
}

/** In a world of its own: what a scenario does is gone with it. */
async function deploy({ url, session, baseline, scenarios, runs, findings }: State): Promise<Partial<State>> {
  const [scenario, ...others] = scenarios;
  if (scenario === undefined) return {};
  const world = `${url}/_w/${crypto.randomUUID()}`;
  await client.deployScenario({ server_url: world, scenario_config: scenario });
  await client.switchScenario({ server_url: world, scenario_name: scenario.name });
  const { run_id, load } = await client.runLoadTest({ server_url: world, session_id: session, ...LOAD });
  const { figures } = await client.compareTestRuns({
    baseline_results: baseline,
    comparison_results: run_id,
    comparison_metrics: ['error_rate'],
  });
  const { verdict = 'not compared' } = figures.find(({ operation }) => operation === undefined) ?? {};
  return {
    scenarios: others,
    runs: [...runs, run_id],
    findings: [...findings, `${scenario.name}: ${load?.sent} sent, ${load?.ok} ok; errors: ${verdict}`],
  };
}

async function attack({ url, session, runs, findings }: State): Promise<Partial<State>> {
  const { run_id, verdict } = await client.runSecurityTest({ server_url: url, session_id: session, max_seconds: 20 });
  return { runs: [...runs, run_id], findings: [...findings, `security: ${verdict}`] };
}

async function report({ session }: State): Promise<Partial<State>> {
  const { report: text = '' } = await client.endTestSession({ session_id: session });
  return { report: text };
}

const graph = new StateGraph(State)
  .addNode('analyse', analyse)
  .addNode('setUp', setUp)
  .addNode('generate', generate)
  .addNode('loadTest', loadTest)
  .addNode('deploy', deploy)
  .addNode('attack', attack)
  .addNode('writeReport', report)
  .addEdge(START, 'analyse')
  .addEdge('analyse', 'setUp')
  .addEdge('setUp', 'generate')
  .addEdge('generate', 'loadTest')
  .addEdge('loadTest', 'deploy')
  .addConditionalEdges('deploy', ({ scenarios }) => (scenarios.length > 0 ? 'deploy' : 'attack'))
  .addEdge('attack', 'writeReport')
  .addEdge('writeReport', END)
  .compile();

const { operations, risks, findings, report: text } = await graph.invoke({ document: 'petstore.yaml' });
console.log(`${operations} operations; risks: ${risks.join(', ')}`);
for (const finding of findings) console.log(finding);
console.log(`\n${text}`);
