import { analyzeOpenapiForTesting } from './ai/analyze-openapi-for-testing.ts';
import { generateErrorScenarios } from './ai/generate-error-scenarios.ts';
import { generateScenarioConfig } from './ai/generate-scenario-config.ts';
import { generateSecurityTestScenarios } from './ai/generate-security-test-scenarios.ts';
import { optimizeScenarioForLoad } from './ai/optimize-scenario-for-load.ts';
import { analyzeTestResults } from './analysis/analyze-test-results.ts';
import { compareTestRuns } from './analysis/compare-test-runs.ts';
import { generateTestReport } from './analysis/generate-test-report.ts';
import { getPerformanceMetrics } from './analysis/get-performance-metrics.ts';
import { discoverMockServers } from './core/discover-mock-servers.ts';
import { generateMockApi } from './core/generate-mock-api.ts';
import { manageMockData } from './core/manage-mock-data.ts';
import { queryMockLogs } from './core/query-mock-logs.ts';
import { startMockServer } from './core/start-mock-server.ts';
import { stopMockServer } from './core/stop-mock-server.ts';
import type { Prompt } from './prompt.ts';
import { analyzeOpenapiForTestingPrompt } from './prompts/analyze-openapi-for-testing.ts';
import { generateErrorScenariosPrompt } from './prompts/generate-error-scenarios.ts';
import { generateScenarioConfigPrompt } from './prompts/generate-scenario-config.ts';
import { generateSecurityTestScenariosPrompt } from './prompts/generate-security-test-scenarios.ts';
import { optimizeScenarioForLoadPrompt } from './prompts/optimize-scenario-for-load.ts';
import type { Resource, ResourceTemplate } from './resource.ts';
import { generatedFile } from './resources/generated-file.ts';
import { mockLogEntry } from './resources/mock-log-entry.ts';
import { mockOutput } from './resources/mock-output.ts';
import { scenarioPacks } from './resources/scenario-packs.ts';
import { testReport, testRun } from './resources/test-run.ts';
import { deployScenarioTool } from './scenarios/deploy-scenario.ts';
import { listActiveScenarios } from './scenarios/list-active-scenarios.ts';
import { switchScenario } from './scenarios/switch-scenario.ts';
import { validateScenarioConfig } from './scenarios/validate-scenario-config.ts';
import { cancelSchedule } from './sessions/cancel-schedule.ts';
import { createTestSession } from './sessions/create-test-session.ts';
import { endTestSession } from './sessions/end-test-session.ts';
import { listSchedules } from './sessions/list-schedules.ts';
import { monitorTestProgress } from './sessions/monitor-test-progress.ts';
import { scheduleTestSuite } from './sessions/schedule-test-suite.ts';
import { executeTestPlan } from './testing/execute-test-plan.ts';
import { runLoadTestTool } from './testing/run-load-test.ts';
import { runSecurityTestTool } from './testing/run-security-test.ts';
import { runTestIterationTool } from './testing/test-iteration.ts';
import type { Tool } from './tool.ts';

/** Every tool, in the order in which they are listed. */
export const tools: readonly Tool[] = [
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
  executeTestPlan,
  runTestIterationTool,
  runLoadTestTool,
  runSecurityTestTool,
  analyzeTestResults,
  generateTestReport,
  compareTestRuns,
  getPerformanceMetrics,
  createTestSession,
  endTestSession,
  scheduleTestSuite,
  listSchedules,
  cancelSchedule,
  monitorTestProgress,
  analyzeOpenapiForTesting,
  generateScenarioConfig,
  optimizeScenarioForLoad,
  generateErrorScenarios,
  generateSecurityTestScenarios,
];

export const prompts: readonly Prompt[] = [
  analyzeOpenapiForTestingPrompt,
  generateScenarioConfigPrompt,
  optimizeScenarioForLoadPrompt,
  generateErrorScenariosPrompt,
  generateSecurityTestScenariosPrompt,
];

export const resources: readonly Resource[] = [...scenarioPacks];

export const resourceTemplates: readonly ResourceTemplate[] = [
  mockLogEntry,
  mockOutput,
  generatedFile,
  testRun,
  testReport,
];
