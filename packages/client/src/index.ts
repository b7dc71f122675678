export type {
  Progress,
  PromptMessage,
  ResourceContent,
  SampleRequest,
  ScenarioPack,
  ToolHints,
  ToolName,
  Toolset,
  ToolTypes,
} from '@mockloop/tools';
export {
  MockLoopError,
  type MockLoopErrorCode,
  type MockLoopErrorDetails,
  type MockLoopProblem,
} from '@mockloop/tools/mockloop-error';
export type { AgentToolsOptions } from './agent-tools.ts';
export type { CallOptions, ToolAnswer, ToolInfo } from './backend.ts';
export type { LangChainTool } from './langchain/langchain-tool.ts';
export { type Answers, MockLoopClient, type MockLoopClientOptions } from './mockloop-client.ts';
export type { HttpServer, ServerAddress, StdioServer } from './remote/server-address.ts';
export type { CamelCase, ToolMethods } from './tool-methods.ts';
