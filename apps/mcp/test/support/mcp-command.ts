import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

const root = path.join(import.meta.dirname, '../../../..');

/** How the command is run, from its sources. */
export const sources: readonly string[] = ['--conditions=@mockloop/source', path.join(root, 'apps/mcp/src/cli.ts')];

/** A folder with the Petstore in it, removed after the test. */
export async function newWorkspace(): Promise<string> {
  const workspace = await mkdtemp(path.join(tmpdir(), 'mockloop-mcp-'));
  onTestFinished(() => rm(workspace, { recursive: true, force: true, maxRetries: 3 }));
  await cp(path.join(root, 'examples/petstore.yaml'), path.join(workspace, 'petstore.yaml'));
  return workspace;
}

export interface CommandOptions {
  /** What Node runs. Default: the sources. */
  readonly program?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export function startCommand(options: CommandOptions): ChildProcess {
  const { program = sources, args = [], env = {}, cwd = tmpdir() } = options;
  const child = spawn(process.execPath, [...program, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, NO_COLOR: '1', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs the command to its end. */
export async function runCommand(options: CommandOptions): Promise<{ code: number; stdout: string; stderr: string }> {
  const { stdin, stdout, stderr, exited } = streamsOf(startCommand(options));
  stdin.end();
  const [out, err, code] = await Promise.all([text(stdout), text(stderr), exited]);
  return { code, stdout: out, stderr: err };
}

type Message = Record<string, unknown>;

/** The command with a client at its standard streams that has nothing of an SDK. */
export interface Conversation {
  readonly process: ChildProcess;
  /** Every line that came, as it came. */
  readonly lines: readonly string[];
  request(method: string, params?: object): Promise<Message>;
  notify(method: string, params?: object): void;
  /** Calls a tool and gives its structured result. */
  call(name: string, args: object): Promise<Message>;
  /** Goes away; resolves with the exit code. */
  leave(): Promise<number>;
  readonly exited: Promise<number>;
}

/** A conversation in which `initialize` was answered. */
export async function converse(options: CommandOptions = {}): Promise<Conversation> {
  const child = startCommand(options);
  const { stdin, stdout, stderr, exited } = streamsOf(child);
  stderr.pipe(process.stderr);
  const lines: string[] = [];
  const waiting = new Map<unknown, (message: Message) => void>();
  createInterface(stdout).on('line', (line) => {
    lines.push(line);
    const message = JSON.parse(line) as Message;
    waiting.get(message.id)?.(message);
  });
  const send = (message: object): void => void stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const request = (method: string, params: object = {}): Promise<Message> => {
    const { promise, resolve } = Promise.withResolvers<Message>();
    const id = waiting.size + 1;
    waiting.set(id, resolve);
    send({ id, method, params });
    return promise;
  };
  await request('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  });
  send({ method: 'notifications/initialized' });
  return {
    process: child,
    lines,
    request,
    notify: (method, params) => send({ method, params }),
    async call(name, args) {
      const { result } = await request('tools/call', { name, arguments: args });
      const { isError, content, structuredContent } = result as Message;
      if (isError === true) throw new Error(JSON.stringify(content));
      return structuredContent as Message;
    },
    leave() {
      stdin.end();
      return exited;
    },
    exited,
  };
}

/** Whether there is a process of this id. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function streamsOf(child: ChildProcess): Required<Streams> {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('It has no streams.');
  // It may end before it has read what it is sent.
  stdin.on('error', () => undefined);
  return { stdin, stdout, stderr, exited: once(child, 'exit').then(([code]) => code as number) };
}

interface Streams {
  readonly stdin: NodeJS.WritableStream;
  readonly stdout: NodeJS.ReadableStream;
  readonly stderr: NodeJS.ReadableStream;
  readonly exited: Promise<number>;
}
