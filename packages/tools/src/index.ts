export { callTool } from './call-tool.ts';
export type { ScenarioPack } from '@mockloop/scenarios';
export type { RuntimeFiles } from '@mockloop/runtime';
export { prompts, resources, resourceTemplates, tools } from './catalogue.ts';
export { createToolbox, findTool, type Toolbox, type ToolboxOptions } from './create-toolbox.ts';
export {
  MockLoopError,
  type MockLoopErrorCode,
  type MockLoopErrorDetails,
  type MockLoopProblem,
} from './mockloop-error.ts';
export type { Prompt, PromptArgument, PromptMessage } from './prompt.ts';
export type { Completion, Resource, ResourceContent, ResourceTemplate } from './resource.ts';
export { renderPrompt } from './render-prompt.ts';
export { readResource } from './resources/read-resource.ts';
export type { Tool, ToolHints, Toolset } from './tool.ts';
export type {
  Progress,
  SampleRequest,
  ToolCall,
  ToolContext,
  ToolServices,
} from './tool-context.ts';
export { MAX_TEXT, toolText } from './tool-text.ts';
export type { ToolName, ToolTypes } from './tool-types.ts';
