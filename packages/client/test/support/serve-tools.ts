import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mcpServerFactory } from '@mockloop/mcp-server';
import { serveHttp } from '@mockloop/mcp-server/http';
import { createToolbox, type Tool } from '@mockloop/tools';

export interface ServedTools extends AsyncDisposable {
  readonly url: string;
}

export interface ServeToolsOptions {
  /** Default: all of MockLoop. */
  readonly tools?: readonly Tool[];
  readonly token?: string;
  /** Default: a folder of its own, which goes with the server. */
  readonly workspace?: string;
}

/** An MCP server on a free port. */
export async function serveTools({ tools, token, workspace: given }: ServeToolsOptions = {}): Promise<ServedTools> {
  const workspace = given ?? (await mkdtemp(path.join(os.tmpdir(), 'mockloop-client-')));
  const toolbox = createToolbox({ workspace });
  const definitions = tools === undefined ? {} : { definitions: { tools } };
  const server = await serveHttp(mcpServerFactory({ toolbox, toolsets: ['all'], ...definitions }), {
    port: 0,
    ...(token !== undefined && { token }),
  });
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server.close();
      await toolbox.close();
      if (given === undefined) await rm(workspace, { recursive: true, force: true });
    },
  };
}
