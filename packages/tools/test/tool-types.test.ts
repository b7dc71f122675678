import { expect, expectTypeOf, test } from 'vitest';
import { analyzeOpenapiForTesting } from '../src/ai/analyze-openapi-for-testing.ts';
import { generateErrorScenarios } from '../src/ai/generate-error-scenarios.ts';
import { generateScenarioConfig } from '../src/ai/generate-scenario-config.ts';
import { generateSecurityTestScenarios } from '../src/ai/generate-security-test-scenarios.ts';
import { optimizeScenarioForLoad } from '../src/ai/optimize-scenario-for-load.ts';
import { analyzeTestResults } from '../src/analysis/analyze-test-results.ts';
import { compareTestRuns } from '../src/analysis/compare-test-runs.ts';
import { generateTestReport } from '../src/analysis/generate-test-report.ts';
import { getPerformanceMetrics } from '../src/analysis/get-performance-metrics.ts';
import { discoverMockServers } from '../src/core/discover-mock-servers.ts';
import { generateMockApi } from '../src/core/generate-mock-api.ts';
import { manageMockData } from '../src/core/manage-mock-data.ts';
import { queryMockLogs } from '../src/core/query-mock-logs.ts';
import { startMockServer } from '../src/core/start-mock-server.ts';
import { stopMockServer } from '../src/core/stop-mock-server.ts';
import { type Tool, type Toolset, type ToolTypes, toolSchema, tools } from '../src/index.ts';
import { deployScenarioTool } from '../src/scenarios/deploy-scenario.ts';
import { listActiveScenarios } from '../src/scenarios/list-active-scenarios.ts';
import { switchScenario } from '../src/scenarios/switch-scenario.ts';
import { validateScenarioConfig } from '../src/scenarios/validate-scenario-config.ts';
import { cancelSchedule } from '../src/sessions/cancel-schedule.ts';
import { createTestSession } from '../src/sessions/create-test-session.ts';
import { endTestSession } from '../src/sessions/end-test-session.ts';
import { listSchedules } from '../src/sessions/list-schedules.ts';
import { monitorTestProgress } from '../src/sessions/monitor-test-progress.ts';
import { scheduleTestSuite } from '../src/sessions/schedule-test-suite.ts';
import { executeTestPlan } from '../src/testing/execute-test-plan.ts';
import { runLoadTestTool } from '../src/testing/run-load-test.ts';
import { runSecurityTestTool } from '../src/testing/run-security-test.ts';
import { runTestIterationTool } from '../src/testing/test-iteration.ts';

/** Every tool with its own type, which the catalogue does not keep. */
const declared = {
  generateMockApi,
  startMockServer,
  stopMockServer,
  queryMockLogs,
  discoverMockServers,
  manageMockData,
  validateScenarioConfig,
  deployScenarioTool,
  switchScenario,
  listActiveScenarios,
  analyzeTestResults,
  compareTestRuns,
  generateTestReport,
  getPerformanceMetrics,
  cancelSchedule,
  createTestSession,
  endTestSession,
  listSchedules,
  monitorTestProgress,
  scheduleTestSuite,
  executeTestPlan,
  runLoadTestTool,
  runSecurityTestTool,
  runTestIterationTool,
  analyzeOpenapiForTesting,
  generateScenarioConfig,
  optimizeScenarioForLoad,
  generateErrorScenarios,
  generateSecurityTestScenarios,
};

type Declared = (typeof declared)[keyof typeof declared];
/** What the tools themselves say of their arguments and results. */
type DeclaredTypes = {
  readonly [One in Declared as One extends Tool<infer Name> ? Name : never]: One extends Tool<
    string,
    infer Input,
    infer Output
  >
    ? { readonly input: Input; readonly output: Output }
    : never;
};

test('the types by name are those of the tools, all of them and no others', () => {
  expectTypeOf<ToolTypes>().toEqualTypeOf<DeclaredTypes>();
  expect(
    Object.values(declared)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(tools.map(({ name }) => name).toSorted());
});

test('names are unique, and written as MCP and models have them', () => {
  const names = tools.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
});

const toolsets: readonly Toolset[] = [
  'core',
  'scenarios',
  'testing',
  'analysis',
  'sessions',
  'context',
  'proxy',
  'security',
  'ai',
];

test.each(tools.map((tool) => [tool.name, tool] as const))('%s says all that a face needs', (_, tool) => {
  const { hints, toolset, title, description, input } = tool;
  expect(toolsets).toContain(toolset);
  expect(Object.values(hints).map((hint) => typeof hint)).toEqual(Array(4).fill('boolean'));
  expect(Object.keys(hints).toSorted()).toEqual(['destructive', 'idempotent', 'openWorld', 'readOnly']);
  if (hints.readOnly) expect(hints.destructive).toBe(false);
  expect(title).not.toBe('');
  expect(description).toMatch(/Example: \{/);
  for (const name of Object.keys(input.shape)) expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
});

test.each(tools.map((tool) => [tool.name, tool] as const))('%s has schemas that every client can read', (_, tool) => {
  const input = toolSchema(tool, 'input');
  expect(input).toMatchObject({ type: 'object', additionalProperties: false });
  expect(toolSchema(tool, 'output')).toMatchObject({ type: 'object', properties: { status: {} } });
  // A bare integer comes out with bounds that nobody meant.
  expect(JSON.stringify(input)).not.toContain('9007199254740991');
});

test.each(tools.map((tool) => [tool.name, tool] as const))('the example of %s is one that it takes', (_, tool) => {
  const example = exampleOf(tool.description);
  const parsed = tool.input.safeParse(example);
  expect(parsed.error?.issues ?? []).toEqual([]);
});

/** From `Example: ` to the brace that closes it. */
function exampleOf(description: string): unknown {
  const text = description.slice(description.indexOf('Example: ') + 'Example: '.length);
  for (let end = text.indexOf('}'); end !== -1; end = text.indexOf('}', end + 1)) {
    try {
      return JSON.parse(text.slice(0, end + 1));
    } catch {
      // Not the last brace yet.
    }
  }
  throw new Error(`There is no example in: ${description}`);
}
