import type { ToolName, ToolTypes } from '@mockloop/tools';
import type { CallOptions } from './backend.ts';

/** `generate_mock_api` → `generateMockApi`. */
export type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/** Arguments of a tool. Where none is needed, the object may be left out. */
type ArgumentsOf<Input> =
  Record<never, never> extends Input ? [input?: Input, options?: CallOptions] : [input: Input, options?: CallOptions];

type Method<Name extends ToolName> = (
  ...args: ArgumentsOf<ToolTypes[Name]['input']>
) => Promise<ToolTypes[Name]['output']>;

/** A method for each tool, by its name in camelCase. Rejected with `MockLoopError`. Written out, because editors show no comments of mapped types. */
export interface ToolMethods {
  /** Writes a mock project for an API document, or brings one up to date, keeping what was edited. */
  generateMockApi: Method<'generate_mock_api'>;
  /** Starts a mock and waits until it answers. One that runs already is returned as it is. */
  startMockServer: Method<'start_mock_server'>;
  /** Stops a mock and waits until it is gone. */
  stopMockServer: Method<'stop_mock_server'>;
  /** Finds the mocks there are: those that run, and those that were generated. */
  discoverMockServers: Method<'discover_mock_servers'>;
  /** Finds what a running mock was asked and what it answered, newest first, with figures over all that matches. */
  queryMockLogs: Method<'query_mock_logs'>;
  /** Changes what a running mock answers, from the next request on. */
  manageMockData: Method<'manage_mock_data'>;
  /** Checks a scenario, also against the document of an API: errors and oddities, each with its place and remedy. */
  validateScenarioConfig: Method<'validate_scenario_config'>;
  /** Gives a scenario to a running mock. It is in force once `switchScenario` says so. */
  deployScenario: Method<'deploy_scenario'>;
  /** Puts a deployed scenario in force, from its beginning, and verifies it. */
  switchScenario: Method<'switch_scenario'>;
  /** Lists the scenarios of running mocks, and which are in force. */
  listActiveScenarios: Method<'list_active_scenarios'>;
  /** Tests an API by its document; what it finds is proven, and replayed by `runTestIteration`. */
  executeTestPlan: Method<'execute_test_plan'>;
  /** Replays a case of an earlier run, or calls every operation for a while, under a scenario. */
  runTestIteration: Method<'run_test_iteration'>;
  /** Puts an API under load with generated data, and holds it against thresholds. */
  runLoadTest: Method<'run_load_test'>;
  /** Attacks an API with two identities, and proves each hole by controls. */
  runSecurityTest: Method<'run_security_test'>;
  /** Explains runs: categories, likely causes with evidence, trends, next actions. */
  analyzeTestResults: Method<'analyze_test_results'>;
  /** Writes runs as HTML, Markdown, JSON, CSV, JUnit, SARIF or HAR. */
  generateTestReport: Method<'generate_test_report'>;
  /** Says whether one run is worse than another, with effect sizes and intervals. */
  compareTestRuns: Method<'compare_test_runs'>;
  /** Gives figures of runs, in all and by operation. */
  getPerformanceMetrics: Method<'get_performance_metrics'>;
  /** Begins a session that runs can belong to. */
  createTestSession: Method<'create_test_session'>;
  /** Ends a session, with what of it still runs here, and reports on it. */
  endTestSession: Method<'end_test_session'>;
  /** Repeats test tools by cron expression or interval, as long as a MockLoop runs. */
  scheduleTestSuite: Method<'schedule_test_suite'>;
  /** Lists schedules, when they ran last and will run next. */
  listSchedules: Method<'list_schedules'>;
  /** Ends a schedule. */
  cancelSchedule: Method<'cancel_schedule'>;
  /** Tells how far runs are, whichever process works on them. */
  monitorTestProgress: Method<'monitor_test_progress'>;
  /** Reads an API document and tells what to test, with evidence. Sends nothing. */
  analyzeOpenapiForTesting: Method<'analyze_openapi_for_testing'>;
  /** Writes scenarios for operations of an API document, one of each type. */
  generateScenarioConfig: Method<'generate_scenario_config'>;
  /** Makes a copy of a scenario ready for a load, with its answers kept. */
  optimizeScenarioForLoad: Method<'optimize_scenario_for_load'>;
  /** Writes scenarios in which operations of an API fail as they declare it, and as any API can. */
  generateErrorScenarios: Method<'generate_error_scenarios'>;
  /** Writes security tests for an API: scenarios of its mock, and cases to try on a server that may be tested. */
  generateSecurityTestScenarios: Method<'generate_security_test_scenarios'>;
}

// Names alone, so that a client costs nothing of the catalogue until it is used. The compiler holds them to it.
const METHODS: { readonly [Name in ToolName]: CamelCase<Name> & keyof ToolMethods } = {
  generate_mock_api: 'generateMockApi',
  start_mock_server: 'startMockServer',
  stop_mock_server: 'stopMockServer',
  discover_mock_servers: 'discoverMockServers',
  query_mock_logs: 'queryMockLogs',
  manage_mock_data: 'manageMockData',
  validate_scenario_config: 'validateScenarioConfig',
  deploy_scenario: 'deployScenario',
  switch_scenario: 'switchScenario',
  list_active_scenarios: 'listActiveScenarios',
  execute_test_plan: 'executeTestPlan',
  run_test_iteration: 'runTestIteration',
  run_load_test: 'runLoadTest',
  run_security_test: 'runSecurityTest',
  analyze_test_results: 'analyzeTestResults',
  generate_test_report: 'generateTestReport',
  compare_test_runs: 'compareTestRuns',
  get_performance_metrics: 'getPerformanceMetrics',
  create_test_session: 'createTestSession',
  end_test_session: 'endTestSession',
  schedule_test_suite: 'scheduleTestSuite',
  list_schedules: 'listSchedules',
  cancel_schedule: 'cancelSchedule',
  monitor_test_progress: 'monitorTestProgress',
  analyze_openapi_for_testing: 'analyzeOpenapiForTesting',
  generate_scenario_config: 'generateScenarioConfig',
  optimize_scenario_for_load: 'optimizeScenarioForLoad',
  generate_error_scenarios: 'generateErrorScenarios',
  generate_security_test_scenarios: 'generateSecurityTestScenarios',
};

abstract class ToolCaller {
  abstract callTool(name: string, args: unknown, options?: CallOptions): Promise<object>;
}

for (const [name, method] of Object.entries<string>(METHODS)) {
  Object.defineProperty(ToolCaller.prototype, method, {
    value(this: ToolCaller, args: unknown = {}, options: CallOptions = {}): Promise<object> {
      return this.callTool(name, args, options);
    },
    configurable: true,
    writable: true,
  });
}

/** A class with the methods of all tools, which hand their arguments to its `callTool`. */
export const ToolMethodsBase: abstract new () => ToolMethods = ToolCaller as unknown as abstract new () => ToolMethods;
