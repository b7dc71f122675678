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
