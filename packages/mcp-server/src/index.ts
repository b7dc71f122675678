export type { ToolSelection } from '@mockloop/tools';
export { type CreateMcpServer, createMcpServer, mcpServerFactory } from './create-mcp-server.ts';
export type { Definitions, FaceOptions as McpServerOptions } from './face.ts';
