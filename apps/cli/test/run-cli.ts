import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

// Most tests start several processes, one after the other.
vi.setConfig({ testTimeout: 120_000 });

const entry = join(import.meta.dirname, '../src/cli.ts');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** The working directory. Default: a new folder that is removed after the test. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A real process of the command line. */
export interface Running {
  readonly process: ChildProcess;
  /** What it has printed so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves with the first match in what it prints to stdout or stderr. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<Finished>;
}

/** A folder of its own, removed after the test. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mockloop-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function start(args: readonly string[], options: RunOptions = {}): Promise<Running> {
  const cwd = options.cwd ?? (await newFolder());
  const child = spawn(process.execPath, ['--conditions=@mockloop/source', entry, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, NO_COLOR: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  const output = new EventTarget();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    output.dispatchEvent(new Event('more'));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    output.dispatchEvent(new Event('more'));
  });
  const ended = once(child, 'close').then(([code]): Finished => ({ code, stdout, stderr }));
  const says = (pattern: RegExp): Promise<RegExpExecArray> => {
    const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
    const look = (): void => {
      const match = pattern.exec(stdout) ?? pattern.exec(stderr);
      if (match !== null) resolve(match);
    };
    output.addEventListener('more', look);
    void ended.then(() => reject(new Error(`It ended without saying ${pattern}:\n${stdout}\n${stderr}`)));
    look();
    return promise;
  };
  return { process: child, stdout: () => stdout, stderr: () => stderr, says, ended };
}

/** Runs a command line to its end. */
export async function run(args: readonly string[], options?: RunOptions): Promise<Finished> {
  return (await start(args, options)).ended;
}
