import type {
  AnalyzeOpenapiForTestingInput,
  AnalyzeOpenapiForTestingResult,
} from './ai/analyze-openapi-for-testing.ts';
import type { GenerateErrorScenariosInput, GenerateErrorScenariosResult } from './ai/generate-error-scenarios.ts';
import type { GenerateScenarioConfigInput, GenerateScenarioConfigResult } from './ai/generate-scenario-config.ts';
import type {
  GenerateSecurityTestScenariosInput,
  GenerateSecurityTestScenariosResult,
} from './ai/generate-security-test-scenarios.ts';
import type { OptimizeScenarioForLoadInput, OptimizeScenarioForLoadResult } from './ai/optimize-scenario-for-load.ts';
import type { DiscoverMockServersInput, DiscoverMockServersResult } from './core/discover-mock-servers.ts';
import type { GenerateMockApiInput, GenerateMockApiResult } from './core/generate-mock-api.ts';
import type { ManageMockDataInput, ManageMockDataResult } from './core/manage-mock-data.ts';
import type { QueryMockLogsInput, QueryMockLogsResult } from './core/query-mock-logs.ts';
import type { StartMockServerInput, StartMockServerResult } from './core/start-mock-server.ts';
import type { StopMockServerInput, StopMockServerResult } from './core/stop-mock-server.ts';
import type { DeployScenarioInput, DeployScenarioResult } from './scenarios/deploy-scenario.ts';
import type { ListActiveScenariosInput, ListActiveScenariosResult } from './scenarios/list-active-scenarios.ts';
import type { SwitchScenarioInput, SwitchScenarioResult } from './scenarios/switch-scenario.ts';
import type {
  ValidateScenarioConfigInput,
  ValidateScenarioConfigResult,
} from './scenarios/validate-scenario-config.ts';

/**
 * Arguments and results of every tool, by its name. That this is what the catalogue holds is checked by the compiler, in
 * `test/tool-types.test.ts`.
 */
export interface ToolTypes {
  readonly generate_mock_api: { readonly input: GenerateMockApiInput; readonly output: GenerateMockApiResult };
  readonly start_mock_server: { readonly input: StartMockServerInput; readonly output: StartMockServerResult };
  readonly stop_mock_server: { readonly input: StopMockServerInput; readonly output: StopMockServerResult };
  readonly discover_mock_servers: {
    readonly input: DiscoverMockServersInput;
    readonly output: DiscoverMockServersResult;
  };
  readonly query_mock_logs: { readonly input: QueryMockLogsInput; readonly output: QueryMockLogsResult };
  readonly manage_mock_data: { readonly input: ManageMockDataInput; readonly output: ManageMockDataResult };
  readonly validate_scenario_config: {
    readonly input: ValidateScenarioConfigInput;
    readonly output: ValidateScenarioConfigResult;
  };
  readonly deploy_scenario: { readonly input: DeployScenarioInput; readonly output: DeployScenarioResult };
  readonly switch_scenario: { readonly input: SwitchScenarioInput; readonly output: SwitchScenarioResult };
  readonly list_active_scenarios: {
    readonly input: ListActiveScenariosInput;
    readonly output: ListActiveScenariosResult;
  };
  readonly analyze_openapi_for_testing: {
    readonly input: AnalyzeOpenapiForTestingInput;
    readonly output: AnalyzeOpenapiForTestingResult;
  };
  readonly generate_scenario_config: {
    readonly input: GenerateScenarioConfigInput;
    readonly output: GenerateScenarioConfigResult;
  };
  readonly optimize_scenario_for_load: {
    readonly input: OptimizeScenarioForLoadInput;
    readonly output: OptimizeScenarioForLoadResult;
  };
  readonly generate_error_scenarios: {
    readonly input: GenerateErrorScenariosInput;
    readonly output: GenerateErrorScenariosResult;
  };
  readonly generate_security_test_scenarios: {
    readonly input: GenerateSecurityTestScenariosInput;
    readonly output: GenerateSecurityTestScenariosResult;
  };
}

/** The name of a tool. */
export type ToolName = keyof ToolTypes;
