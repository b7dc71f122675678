import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const root = path.join(import.meta.dirname, '../../../..');

/** How the command is run, from its sources. */
export const command: { readonly command: string; readonly args: readonly string[] } = {
  command: process.execPath,
  args: ['--conditions=@mockloop/source', path.join(root, 'apps/mcp/src/cli.ts')],
};

/** A folder with the Petstore in it, removed after the test. */
export async function newWorkspace(): Promise<string> {
  const workspace = await mkdtemp(path.join(tmpdir(), 'mockloop-mcp-'));
  onTestFinished(() => rm(workspace, { recursive: true, force: true, maxRetries: 3 }));
  await cp(path.join(root, 'examples/petstore.yaml'), path.join(workspace, 'petstore.yaml'));
  return workspace;
}

export interface HttpProcess {
  readonly url: string;
  readonly token: string;
  readonly child: ChildProcess;
}

/** The command as a server of Streamable HTTP. Ends after the test. */
export async function startHttp(workspace: string): Promise<HttpProcess> {
  const args = [...command.args, '--http', '0', '--workspace', workspace];
  const child = spawn(command.command, args, { stdio: ['ignore', 'inherit', 'pipe'] });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  const said: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    said.push(line);
    const [url, token] = [/serves MCP at (\S+)/.exec(said.join('\n'))?.[1], /Bearer (\S+)/.exec(line)?.[1]];
    if (url !== undefined && token !== undefined) return { url, token, child };
  }
  throw new Error(`It ended: ${said.join('\n')}`);
}
