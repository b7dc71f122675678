export type { RuntimeFiles } from '@mockloop/runtime';
export type { ScenarioPack } from '@mockloop/scenarios';
export type { AnalysisDepth, TestingFocus } from './ai/analysis/analyze-document.ts';
export type { RiskArea } from './ai/analysis/assess-risks.ts';
export type { OwaspId } from './ai/analysis/owasp.ts';
export type { RiskCategory, RiskEvidence, RiskLevel } from './ai/analysis/risk.ts';
export type { ApiSummary, AuthenticationMethod } from './ai/analysis/summarize-api.ts';
export type { TestableScenario } from './ai/analysis/testable-scenarios.ts';
export type {
  AnalyzeOpenapiForTestingInput,
  AnalyzeOpenapiForTestingResult,
} from './ai/analyze-openapi-for-testing.ts';
export type { DraftDetails } from './ai/drafted-scenarios.ts';
export type { EndpointArgument } from './ai/endpoints-field.ts';
export type { GenerateErrorScenariosInput, GenerateErrorScenariosResult } from './ai/generate-error-scenarios.ts';
export type {
  GenerateScenarioConfigInput,
  GenerateScenarioConfigResult,
  TestParameters,
} from './ai/generate-scenario-config.ts';
export type {
  GenerateSecurityTestScenariosInput,
  GenerateSecurityTestScenariosResult,
  OwaspCoverage,
} from './ai/generate-security-test-scenarios.ts';
export type {
  OptimizeScenarioForLoadInput,
  OptimizeScenarioForLoadResult,
  PerformanceRequirements,
} from './ai/optimize-scenario-for-load.ts';
export type { ComplianceItem } from './ai/security/compliance.ts';
export type { CaseExpectation, CaseRequest, SecurityTestCase } from './ai/security/security-case.ts';
export type { AnalyzeTestResultsInput, AnalyzeTestResultsResult } from './analysis/analyze-test-results.ts';
export type { ComparedFigure, CompareTestRunsInput, CompareTestRunsResult } from './analysis/compare-test-runs.ts';
export type {
  GenerateTestReportInput,
  GenerateTestReportResult,
  ReportOutputFormat,
} from './analysis/generate-test-report.ts';
export type {
  GetPerformanceMetricsInput,
  GetPerformanceMetricsResult,
  RunMetrics,
} from './analysis/get-performance-metrics.ts';
export type { TestResults } from './analysis/results-field.ts';
export { callTool } from './call-tool.ts';
export { prompts, resources, resourceTemplates, tools } from './catalogue.ts';
export { checkPromptArguments } from './check-prompt-arguments.ts';
export type {
  DiscoveredMock,
  DiscoverMockServersInput,
  DiscoverMockServersResult,
} from './core/discover-mock-servers.ts';
export type { GenerateMockApiInput, GenerateMockApiResult, StartedMock } from './core/generate-mock-api.ts';
export type { LogFigures } from './core/log-figures.ts';
export type { LoggedExchange } from './core/logged-exchange.ts';
export type {
  ManageMockDataInput,
  ManageMockDataResult,
  MockDataOperation,
  UpdatedResponse,
} from './core/manage-mock-data.ts';
export type { QueryMockLogsInput, QueryMockLogsResult } from './core/query-mock-logs.ts';
export type { StartMockServerInput, StartMockServerResult } from './core/start-mock-server.ts';
export type { StopMockServerInput, StopMockServerResult } from './core/stop-mock-server.ts';
export { createToolbox, findTool, type Toolbox, type ToolboxOptions } from './create-toolbox.ts';
export {
  type ConnectMockOptions,
  connectMock,
  type MockConnection,
  type MockRequestInit,
} from './mock/connect-mock.ts';
export {
  MockLoopError,
  type MockLoopErrorCode,
  type MockLoopErrorDetails,
  type MockLoopProblem,
} from './mockloop-error.ts';
export type { CompleteArgument, Prompt, PromptArgument, PromptMessage } from './prompt.ts';
export { renderPrompt } from './render-prompt.ts';
export type { Completion, Resource, ResourceContent, ResourceTemplate } from './resource.ts';
export { readResource } from './resources/read-resource.ts';
export type { DeployScenarioInput, DeployScenarioResult } from './scenarios/deploy-scenario.ts';
export type {
  ActiveScenario,
  ListActiveScenariosInput,
  ListActiveScenariosResult,
  ServerScenarios,
  UnavailableServer,
} from './scenarios/list-active-scenarios.ts';
export type { ScenarioLine } from './scenarios/scenario-api.ts';
export type { ScenarioFinding } from './scenarios/scenario-argument.ts';
export type { SwitchScenarioInput, SwitchScenarioResult } from './scenarios/switch-scenario.ts';
export type {
  ValidateScenarioConfigInput,
  ValidateScenarioConfigResult,
} from './scenarios/validate-scenario-config.ts';
export { isSelected, type SelectableTool, selectTools, type ToolSelection } from './select-tools.ts';
export type { CancelScheduleInput, CancelScheduleResult } from './sessions/cancel-schedule.ts';
export type { CreateTestSessionInput, CreateTestSessionResult } from './sessions/create-test-session.ts';
export type { EndTestSessionInput, EndTestSessionResult } from './sessions/end-test-session.ts';
export type { ListSchedulesInput, ListSchedulesResult, ScheduleLine } from './sessions/list-schedules.ts';
export type {
  MonitorTestProgressInput,
  MonitorTestProgressResult,
  RunProgress,
} from './sessions/monitor-test-progress.ts';
export type {
  NotificationConfig,
  ScheduleConfig,
  ScheduleTestSuiteInput,
  ScheduleTestSuiteResult,
  TestSuite,
} from './sessions/schedule-test-suite.ts';
export type { SessionRun } from './sessions/session-run.ts';
export type { AnswerDifferences } from './testing/answer-differences.ts';
export type { ExecuteTestPlanInput, ExecuteTestPlanResult, TestFocus } from './testing/execute-test-plan.ts';
export type { ClusterLine, FindingCounts, NextAction, RunDigest, RunVerdict } from './testing/run-digest.ts';
export type { LoadFigures, LoadStageArgument, RunLoadTestInput, RunLoadTestResult } from './testing/run-load-test.ts';
export type { ComplianceLine, RunSecurityTestInput, RunSecurityTestResult } from './testing/run-security-test.ts';
export type { IdentityArgument, TestAuth } from './testing/server-fields.ts';
export type { ReplayedCase, RunTestIterationInput, RunTestIterationResult } from './testing/test-iteration.ts';
export type { Tool, ToolHints, Toolset } from './tool.ts';
export type {
  Progress,
  SampleRequest,
  ToolCall,
  ToolContext,
  ToolServices,
} from './tool-context.ts';
export { type ToolSchema, toolSchema } from './tool-schema.ts';
export { MAX_TEXT, toolText } from './tool-text.ts';
export type { ToolName, ToolTypes } from './tool-types.ts';
