import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServeMessage } from './serve-target.ts';
import type { Target } from './start-target.ts';

/** Starts a target in a process of its own, so that nothing it does is done to whoever tests it. */
export async function startTargetProcess(message: ServeMessage): Promise<Target> {
  const child = fork(fileURLToPath(new URL('./serve-target.ts', import.meta.url)), { execArgv: ['--no-warnings'] });
  child.send(message);
  const [served] = (await once(child, 'message')) as [Omit<Target, 'close'>];
  return {
    ...served,
    close: async () => {
      const exited = once(child, 'exit');
      // Not asked: a target may be too busy to hear.
      child.kill('SIGKILL');
      await exited;
    },
  };
}
