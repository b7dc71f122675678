import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a script in a process of its own, on one core, with a channel for messages. */
export function startProcess(script: URL, options: unknown, core: number): ChildProcess {
  const args = ['--conditions=@mockloop/source', script.pathname, JSON.stringify(options)];
  return spawn('taskset', ['-c', String(core), process.execPath, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
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
