import { analyzeOpenapiForTesting } from './ai/analyze-openapi-for-testing.ts';
import { generateErrorScenarios } from './ai/generate-error-scenarios.ts';
import { generateScenarioConfig } from './ai/generate-scenario-config.ts';
import { generateSecurityTestScenarios } from './ai/generate-security-test-scenarios.ts';
import { optimizeScenarioForLoad } from './ai/optimize-scenario-for-load.ts';
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
import { deployScenarioTool } from './scenarios/deploy-scenario.ts';
import { listActiveScenarios } from './scenarios/list-active-scenarios.ts';
import { switchScenario } from './scenarios/switch-scenario.ts';
import { validateScenarioConfig } from './scenarios/validate-scenario-config.ts';
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

export const resourceTemplates: readonly ResourceTemplate[] = [mockLogEntry, mockOutput, generatedFile];
