import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { newWorkspace, sources } from './mcp-command.ts';

const require = createRequire(import.meta.url);
const launcher = path.join(
  require.resolve('@modelcontextprotocol/inspector/package.json'),
  '../clients/launcher/build/index.js',
);

export interface Inspected {
  readonly code: number;
  readonly result: Record<string, unknown>;
  readonly stderr: string;
}

export type Inspect = (method: string, ...args: string[]) => Promise<Inspected>;

/** The command line of the Inspector, with the command as its server and a home of its own. */
export async function newInspector(workspace?: string): Promise<Inspect> {
  const cwd = workspace ?? (await newWorkspace());
  const home = await mkdtemp(path.join(tmpdir(), 'mockloop-inspector-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return (method, ...args) => {
    const { promise, resolve } = Promise.withResolvers<Inspected>();
    const inspector = [launcher, '--cli', '--method', method, '--format', 'json', '-q', ...args];
    const server = [process.execPath, ...sources];
    const env = { PATH: process.env.PATH, HOME: home, NO_COLOR: '1' };
    execFile(
      process.execPath,
      [...inspector, '--', ...server],
      { cwd, env, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        const { result = {} } = stdout === '' ? {} : (JSON.parse(stdout) as { result?: Inspected['result'] });
        resolve({ code: error === null ? 0 : Number(error.code), result, stderr });
      },
    );
    return promise;
  };
}

export function callTool(inspect: Inspect, tool: string, args: object): Promise<Inspected> {
  return inspect('tools/call', '--tool-name', tool, '--tool-args-json', JSON.stringify(args));
}

/** A call that has to succeed, for its structured content. */
export async function callSuccessfully(inspect: Inspect, tool: string, args: object): Promise<Record<string, unknown>> {
  const { code, result } = await callTool(inspect, tool, args);
  expect({ tool, code, result }).toMatchObject({ code: 0, result: { structuredContent: { status: 'success' } } });
  return result.structuredContent as Record<string, unknown>;
}
