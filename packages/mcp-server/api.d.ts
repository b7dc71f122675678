import { n as createMcpServer, r as mcpServerFactory, t as CreateMcpServer } from "./create-mcp-server-BzvDHuUA.js";
import { n as FaceOptions, t as Definitions } from "./face-BWLm-mvh.js";
import { ToolSelection } from "@mockloop/tools";
export { type CreateMcpServer, type Definitions, type FaceOptions as McpServerOptions, type ToolSelection, createMcpServer, mcpServerFactory };