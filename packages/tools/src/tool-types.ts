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
import type { AnalyzeTestResultsInput, AnalyzeTestResultsResult } from './analysis/analyze-test-results.ts';
import type { CompareTestRunsInput, CompareTestRunsResult } from './analysis/compare-test-runs.ts';
import type { GenerateTestReportInput, GenerateTestReportResult } from './analysis/generate-test-report.ts';
import type { GetPerformanceMetricsInput, GetPerformanceMetricsResult } from './analysis/get-performance-metrics.ts';
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
import type { CancelScheduleInput, CancelScheduleResult } from './sessions/cancel-schedule.ts';
import type { CreateTestSessionInput, CreateTestSessionResult } from './sessions/create-test-session.ts';
import type { EndTestSessionInput, EndTestSessionResult } from './sessions/end-test-session.ts';
import type { ListSchedulesInput, ListSchedulesResult } from './sessions/list-schedules.ts';
import type { MonitorTestProgressInput, MonitorTestProgressResult } from './sessions/monitor-test-progress.ts';
import type { ScheduleTestSuiteInput, ScheduleTestSuiteResult } from './sessions/schedule-test-suite.ts';
import type { ExecuteTestPlanInput, ExecuteTestPlanResult } from './testing/execute-test-plan.ts';
import type { RunLoadTestInput, RunLoadTestResult } from './testing/run-load-test.ts';
import type { RunSecurityTestInput, RunSecurityTestResult } from './testing/run-security-test.ts';
import type { RunTestIterationInput, RunTestIterationResult } from './testing/test-iteration.ts';

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
  readonly execute_test_plan: { readonly input: ExecuteTestPlanInput; readonly output: ExecuteTestPlanResult };
  readonly run_test_iteration: { readonly input: RunTestIterationInput; readonly output: RunTestIterationResult };
  readonly run_load_test: { readonly input: RunLoadTestInput; readonly output: RunLoadTestResult };
  readonly run_security_test: { readonly input: RunSecurityTestInput; readonly output: RunSecurityTestResult };
  readonly analyze_test_results: { readonly input: AnalyzeTestResultsInput; readonly output: AnalyzeTestResultsResult };
  readonly generate_test_report: { readonly input: GenerateTestReportInput; readonly output: GenerateTestReportResult };
  readonly compare_test_runs: { readonly input: CompareTestRunsInput; readonly output: CompareTestRunsResult };
  readonly get_performance_metrics: {
    readonly input: GetPerformanceMetricsInput;
    readonly output: GetPerformanceMetricsResult;
  };
  readonly create_test_session: { readonly input: CreateTestSessionInput; readonly output: CreateTestSessionResult };
  readonly end_test_session: { readonly input: EndTestSessionInput; readonly output: EndTestSessionResult };
  readonly schedule_test_suite: { readonly input: ScheduleTestSuiteInput; readonly output: ScheduleTestSuiteResult };
  readonly list_schedules: { readonly input: ListSchedulesInput; readonly output: ListSchedulesResult };
  readonly cancel_schedule: { readonly input: CancelScheduleInput; readonly output: CancelScheduleResult };
  readonly monitor_test_progress: {
    readonly input: MonitorTestProgressInput;
    readonly output: MonitorTestProgressResult;
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
