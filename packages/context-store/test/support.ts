import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { type ContextStore, type OpenContextStoreOptions, openContextStore } from '../src/index.ts';

/** A folder of its own, removed after the test. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mockloop-context-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function newStore(options: OpenContextStoreOptions = { url: ':memory:' }): ContextStore {
  const store = openContextStore(options);
  onTestFinished(() => store.close());
  return store;
}

/** A clock that stands still until it is set. */
export interface Clock {
  at: number;
  readonly now: () => number;
}

export function newClock(at: string): Clock {
  const clock: Clock = { at: Date.parse(at), now: () => clock.at };
  return clock;
}

export const RUN = { kind: 'functional', server_url: 'http://127.0.0.1:8000', plan: { phases: ['examples'] } } as const;

export interface Elsewhere {
  /** The JSON of the next line that it prints. */
  next(): Promise<unknown>;
  kill(): Promise<void>;
}

/** Another process: code that is given `store`, `home`, `createScheduler`, and `say`, which prints a line. */
export function elsewhere(home: string, code: string): Elsewhere {
  const script = `
    import { createScheduler, openContextStore } from ${JSON.stringify(path.join(import.meta.dirname, '../src/index.ts'))};
    const home = ${JSON.stringify(home)};
    const store = openContextStore({ home, staleAfterMs: 1_000 });
    const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n');
    ${code}
  `;
  const child = spawn(
    process.execPath,
    ['--conditions=@mockloop/source', '--input-type=module-typescript', '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async next() {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`It ended with ${(await exited)[0]} and said nothing.`);
      return JSON.parse(value);
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
