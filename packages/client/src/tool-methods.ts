import type { ToolName, ToolTypes } from '@mockloop/tools';
import type { CallOptions } from './backend.ts';

/** `generate_mock_api` → `generateMockApi`. */
export type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/** Arguments of a tool. Where none is needed, the object may be left out. */
type ArgumentsOf<Input> =
  Record<never, never> extends Input ? [input?: Input, options?: CallOptions] : [input: Input, options?: CallOptions];

/** A method for each tool, by its name in camelCase. Rejected with `MockLoopError`. */
export type ToolMethods = {
  [Name in ToolName as CamelCase<Name>]: (
    ...args: ArgumentsOf<ToolTypes[Name]['input']>
  ) => Promise<ToolTypes[Name]['output']>;
};

// Names alone, so that a client costs nothing of the catalogue until it is used. The compiler holds them to it.
const METHODS: { readonly [Name in ToolName]: CamelCase<Name> } = {
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
