import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a script in a process of its own, with a channel for messages.
 *
 * @param core The only one that it runs on. Default: any.
 */
export function startProcess(script: URL, options: unknown, core?: number): ChildProcess {
  const args = [process.execPath, '--conditions=@mockloop/source', script.pathname, JSON.stringify(options)];
  const [command = '', ...rest] = core === undefined ? args : ['taskset', '-c', String(core), ...args];
  return spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** @throws {Error} When the process ends without a word. */
export async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const waiting = new AbortController();
  const ended = once(child, 'exit', { signal: waiting.signal }).then(() => {
    throw new Error('The process has ended');
  });
  const message = once(child, 'message', { signal: waiting.signal }).then(([value]) => value as T);
  try {
    return await Promise.race([message, ended]);
  } finally {
    waiting.abort();
    await Promise.allSettled([ended, message]);
  }
}
