import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type MockRegistry, openMockRegistry, type StartMockOptions } from '../src/index.ts';
import { processStarts } from '../src/process-starts.ts';

const FAKE_MOCK = fileURLToPath(new URL('./fake-mock.ts', import.meta.url));

/** A folder of its own, removed after the test, when every process that left its mark in it has been ended. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mockloop-registry-'));
  onTestFinished(async () => {
    for (const pid of await aliveIn(folder)) process.kill(pid, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

export function newRegistry(home: string): MockRegistry {
  const registry = openMockRegistry({ home });
  onTestFinished(() => registry.close());
  return registry;
}

/** A start of the program in `fake-mock.ts`. */
export function fake(
  home: string,
  { name = 'fake', behaviour = 'listen', ...options }: Partial<StartMockOptions> & { readonly behaviour?: string } = {},
): StartMockOptions {
  return {
    name,
    document: 'petstore.yaml',
    program: FAKE_MOCK,
    args: [behaviour, name, home],
    cwd: home,
    ...options,
  };
}

/** Of every program that was ever started on this folder. */
export async function pidsIn(folder: string): Promise<number[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.pid')).map((file) => Number.parseInt(file, 10));
}

export async function isAlive(pid: number | undefined): Promise<boolean> {
  return pid !== undefined && (await processStarts([pid])).has(pid);
}

/** Of all programs that were ever started on this folder, those that still run. */
export async function aliveIn(folder: string): Promise<number[]> {
  return [...(await processStarts(await pidsIn(folder))).keys()];
}

/** Polls until a condition holds. */
export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`It has not become so within 20 s: ${condition}`);
    await delay(20);
  }
}

export interface Elsewhere {
  readonly pid: number;
  /** The JSON that it printed. */
  readonly output: Promise<string>;
  kill(): Promise<void>;
}

/** Another process: code that is given `registry`, `fake` and `home`, and prints what it returns. */
export function elsewhere(home: string, code: string): Elsewhere {
  const script = `
    import { openMockRegistry } from ${JSON.stringify(path.join(import.meta.dirname, '../src/index.ts'))};
    const home = ${JSON.stringify(home)};
    const registry = openMockRegistry({ home });
    const fake = (options = {}) => ({ name: 'fake', document: 'petstore.yaml', cwd: home,
      program: ${JSON.stringify(FAKE_MOCK)},
      args: [options.behaviour ?? 'listen', options.name ?? 'fake', home], ...options });
    const result = await (async () => { ${code} })();
    process.stdout.write(JSON.stringify(result ?? null) + '\\n');
  `;
  const child = spawn(
    process.execPath,
    ['--conditions=@mockloop/source', '--input-type=module-typescript', '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const output = new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('\n')) resolve(said.slice(0, said.indexOf('\n')));
    });
    void exited.then(([code]) => reject(new Error(`It ended with ${code} and said nothing.`)));
  });
  output.catch(() => undefined);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  return { pid: child.pid ?? 0, output, kill };
}
