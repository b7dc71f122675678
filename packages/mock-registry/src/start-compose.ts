import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { openOutputFile, tailOf } from './output-file.ts';
import type { StartContainerOptions } from './registry.ts';

export interface ComposeOptions extends Pick<StartContainerOptions, 'folder' | 'env' | 'signal'> {
  readonly logFile: string;
}

export interface StartComposeOptions
  extends ComposeOptions,
    Pick<StartContainerOptions, 'adminUrl' | 'readyTimeoutMs'> {
  readonly fetch: typeof globalThis.fetch;
}

const READY_TIMEOUT_MS = 600_000;
/** A daemon that hangs would be waited for without end. */
const DOWN_TIMEOUT_MS = 120_000;
const ASK_TIMEOUT_MS = 2_000;
const ASK_EVERY_MS = 200;

/**
 * Builds and starts the project in a folder, and waits until its admin port answers.
 *
 * @throws {Error} with what docker said; what had been started is taken down then.
 */
export async function startCompose(options: StartComposeOptions): Promise<void> {
  const { readyTimeoutMs = READY_TIMEOUT_MS } = options;
  const late = AbortSignal.timeout(readyTimeoutMs);
  const signal = options.signal === undefined ? late : AbortSignal.any([late, options.signal]);
  await (await openOutputFile(options.logFile)).close();
  try {
    await compose(['up', '--build', '--detach'], { ...options, signal });
    await whenAnswers({ ...options, signal });
  } catch (error) {
    await stopCompose(options).catch(() => undefined);
    if (!late.aborted) throw error;
    throw new Error(`${options.adminUrl} did not answer within ${readyTimeoutMs / 1_000} s: docker compose logs`, {
      cause: error,
    });
  }
}

/** Stops the project's containers and removes them; volumes stay. */
export async function stopCompose(options: Omit<ComposeOptions, 'signal'>): Promise<void> {
  await compose(['down'], { ...options, signal: AbortSignal.timeout(DOWN_TIMEOUT_MS) });
}

/** Whether a mock answers there. */
export async function answers(
  adminUrl: string,
  fetch: typeof globalThis.fetch,
  signal?: AbortSignal,
): Promise<boolean> {
  const late = AbortSignal.timeout(ASK_TIMEOUT_MS);
  try {
    const response = await fetch(`${adminUrl}/health`, { signal: signal ? AbortSignal.any([late, signal]) : late });
    const health: unknown = await response.json();
    return typeof health === 'object' && health !== null && 'name' in health && health.name === 'MockLoop';
  } catch {
    return false;
  }
}

async function whenAnswers({ adminUrl, fetch, signal }: StartComposeOptions): Promise<void> {
  while (!(await answers(adminUrl, fetch, signal))) await delay(ASK_EVERY_MS, undefined, { signal });
}

async function compose(args: readonly string[], { folder, env, signal, logFile }: ComposeOptions): Promise<void> {
  signal?.throwIfAborted();
  const output = await open(logFile, 'a', 0o600);
  const child = spawn('docker', ['compose', ...args], {
    cwd: folder,
    env: { ...env },
    signal,
    stdio: ['ignore', output.fd, output.fd],
    windowsHide: true,
  });
  const ended = once(child, 'exit').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Error('There is no docker on this machine. Install it, or start the mock as a process.', {
      cause: error,
    });
  });
  const [[code]] = await Promise.all([ended, output.close()]);
  if (code === 0) return;
  throw new Error(`docker compose ${args.join(' ')} failed: ${await tailOf(logFile)}`);
}
