import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mcpServerFactory } from '@mockloop/mcp-server';
import { serveHttp } from '@mockloop/mcp-server/http';
import { createToolbox, type Tool } from '@mockloop/tools';

export interface ServedTools extends AsyncDisposable {
  readonly url: string;
  readonly workspace: string;
}

export interface ServeToolsOptions {
  /** Default: all of MockLoop. */
  readonly tools?: readonly Tool[];
  readonly token?: string;
}

/** An MCP server on a free port, with a workspace of its own. */
export async function serveTools({ tools, token }: ServeToolsOptions = {}): Promise<ServedTools> {
  const workspace = await mkdtemp(path.join(os.tmpdir(), 'mockloop-client-'));
  const toolbox = createToolbox({ workspace });
  const definitions = tools === undefined ? {} : { definitions: { tools } };
  const server = await serveHttp(mcpServerFactory({ toolbox, toolsets: ['all'], ...definitions }), {
    port: 0,
    ...(token !== undefined && { token }),
  });
  return {
    url: server.url,
    workspace,
    async [Symbol.asyncDispose]() {
      await server.close();
      await toolbox.close();
      await rm(workspace, { recursive: true, force: true });
    },
  };
}
