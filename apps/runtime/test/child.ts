import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type MockMessage, runtimeFiles } from '@mockloop/runtime';
import { onTestFinished } from 'vitest';

/** The document that ships with the repository. */
export const petstore: string = path.join(import.meta.dirname, '../../../examples/petstore.yaml');

/** On any free ports. */
export const ports: readonly string[] = ['--port', '0', '--admin-port', '0'];

export interface Child {
  readonly process: ChildProcess;
  /** Its working directory. */
  readonly folder: string;
  /** What it has sent so far. */
  readonly messages: readonly MockMessage[];
  /** What it has printed so far. */
  stderr(): string;
  readonly ended: Promise<{ readonly code: number | null }>;
}

/** The program of the runtime, as a process with an `ipc` channel. */
export async function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Child> {
  const cwd = await newFolder();
  const { program, execArgv } = runtimeFiles();
  const child = fork(program, args, {
    cwd,
    execArgv: [...execArgv],
    env: { PATH: process.env.PATH, HOME: cwd, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const messages: MockMessage[] = [];
  child.on('message', (message) => messages.push(message as MockMessage));
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // Not `close`: it does not come where the parent has let go of the channel.
  const ended = once(child, 'exit').then(([code]) => ({ code }));
  return { process: child, folder: cwd, messages, stderr: () => stderr, ended };
}

/** One that listens, with where it does. */
export async function startListening(
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<Child & { readonly api: string; readonly admin: string }> {
  const child = await start(args, env);
  const [message] = (await Promise.race([once(child.process, 'message'), child.ended.then(() => [undefined])])) as [
    MockMessage | undefined,
  ];
  if (message?.type !== 'listening') throw new Error(`It does not listen: ${child.stderr()}`);
  return { ...child, api: message.api_url, admin: message.admin_url };
}

/** A folder of its own, removed after the test. */
export async function newFolder(name = 'mockloop-runtime-'): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), name));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function isAnswering(url: string): Promise<boolean> {
  return fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}
