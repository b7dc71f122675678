import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { openOutputFile, tailOf } from './output-file.ts';
import type { StartMockOptions } from './registry.ts';

/** What a mock says when it listens. */
interface Listening {
  readonly url: string;
  readonly adminUrl: string;
  readonly databaseUrl: string | undefined;
}

export interface StartProgramOptions extends Omit<StartMockOptions, 'name' | 'document' | 'folder'> {
  readonly logFile: string;
  /** Is called as soon as there is a process; the start fails where this does. */
  readonly onProcess: (pid: number) => Promise<void>;
  /** Is called when it listens; the start fails where this does. */
  readonly onListening: (listening: Listening) => Promise<void>;
}

const READY_TIMEOUT_MS = 60_000;
const END_TIMEOUT_MS = 5_000;

/**
 * Runs a program and waits until it listens. It is in a session of its own: what is typed at a terminal does not reach it.
 *
 * @throws {Error} with what it said, or the end of what it printed; its process is gone then.
 */
export async function startProgram(options: StartProgramOptions): Promise<void> {
  const output = await openOutputFile(options.logFile);
  try {
    await runProgram(options, output.fd);
  } finally {
    await output.close();
  }
}

async function runProgram(options: StartProgramOptions, output: number): Promise<void> {
  const { signal, readyTimeoutMs = READY_TIMEOUT_MS, logFile, onProcess, onListening, isAttached = false } = options;
  // From here until the signal is listened to, nothing is waited for.
  signal?.throwIfAborted();
  const child = spawn(options, output);
  const { promise, resolve, reject } = Promise.withResolvers<Listening>();
  const onAbort = (): void => reject(signal?.reason);
  const onLate = (): void => reject(new Error(`It did not listen within ${readyTimeoutMs / 1_000} s.`));
  const timer = setTimeout(onLate, readyTimeoutMs);
  signal?.addEventListener('abort', onAbort);
  child
    .on('message', (message) => settle(message, resolve, reject))
    .on('error', reject)
    .on('exit', () => void describeEnd(child, logFile).then(reject, reject));
  try {
    const isRecorded = child.pid === undefined ? undefined : onProcess(child.pid);
    const [listening] = await Promise.all([promise, isRecorded]);
    await onListening(listening);
    letGo(child, isAttached);
  } catch (error) {
    await end(child);
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

function spawn(
  { program, args, execArgv = [], cwd, env, isAttached }: StartProgramOptions,
  output: number,
): ChildProcess {
  return fork(program, args, {
    cwd,
    env: { ...env, MOCKLOOP_ATTACHED: isAttached ? '1' : '' },
    execArgv: [...execArgv],
    detached: true,
    windowsHide: true,
    // What it prints must not be taken for ours.
    stdio: ['ignore', output, output, 'ipc'],
  });
}

function settle(message: unknown, resolve: (listening: Listening) => void, reject: (error: Error) => void): void {
  if (typeof message !== 'object' || message === null || !('type' in message)) return;
  const said: Readonly<Record<string, unknown>> = { ...message };
  const { type, api_url: url, admin_url: adminUrl, database_url: databaseUrl } = said;
  if (type === 'failed') reject(new Error(String(said.message)));
  if (type !== 'listening' || typeof url !== 'string' || typeof adminUrl !== 'string') return;
  resolve({ url, adminUrl, databaseUrl: typeof databaseUrl === 'string' ? databaseUrl : undefined });
}

async function describeEnd({ exitCode, signalCode }: ChildProcess, logFile: string): Promise<Error> {
  const how = signalCode === null ? `with exit code ${exitCode}` : `by ${signalCode}`;
  const printed = await tailOf(logFile);
  return new Error(`Its process ended ${how}${printed === '' ? '' : `. It printed:\n${printed}`}`);
}

/** Nothing keeps this process alive for its sake. */
function letGo(child: ChildProcess, isAttached: boolean): void {
  child.removeAllListeners('message').removeAllListeners('exit');
  if (isAttached) child.channel?.unref();
  else child.disconnect();
  child.unref();
}

/** It has not listened yet, so that there is nothing to lose. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const giveUp = new AbortController();
  const isStubborn = delay(END_TIMEOUT_MS, true, { signal: giveUp.signal }).catch(() => false);
  if (await Promise.race([exited.then(() => false), isStubborn])) child.kill('SIGKILL');
  await exited;
  giveUp.abort();
}
