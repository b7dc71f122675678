export { type CreateMcpServer, createMcpServer, mcpServerFactory } from './create-mcp-server.ts';
export type { Definitions, FaceOptions as McpServerOptions } from './face.ts';
export type { ToolSelection } from './tool-selection.ts';
