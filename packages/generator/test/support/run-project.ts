import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ProjectRuntime } from '../../src/index.ts';
import { newFolder } from './projects.ts';

const app = join(import.meta.dirname, '../../../../apps/runtime');

/** What projects carry. Built before the tests. */
export const runtime: ProjectRuntime = { bundle: join(app, 'dist/bundle'), version: '0.0.0' };

/** Does what `npm install` does in a project, without a network. */
export async function install(folder: string): Promise<void> {
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await symlink(join(app, 'node_modules/better-sqlite3'), join(folder, 'node_modules/better-sqlite3'));
}

/** A copy of a project outside of the repository, at a path with spaces, ready to run. */
export async function copyOf(folder: string): Promise<string> {
  const copy = join(await newFolder(), 'a copy of it');
  await cp(folder, copy, { recursive: true });
  await install(copy);
  return copy;
}

export interface Started {
  readonly child: ChildProcess;
  readonly apiUrl: string;
  readonly adminUrl: string;
}

export interface StartOptions {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Runs `node …args` until the test is over, and waits until the mock says where it listens. */
export async function start({ args, cwd, env = {} }: StartOptions): Promise<Started> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [...args, '--json'], { cwd, env: { PATH, ...env } });
  onTestFinished(async () => {
    await stop(child);
  });
  let [printed, complained] = ['', ''];
  child.stderr.on('data', (data) => {
    complained += String(data);
  });
  const ended = once(child, 'close').then(() => {
    throw new Error(`It has ended: ${printed}${complained}`);
  });
  ended.catch(() => undefined);
  for (;;) {
    const [data] = await Promise.race([once(child.stdout, 'data'), ended]);
    printed += String(data);
    const said = parsed(printed);
    if (said !== undefined) return { child, apiUrl: said.api_url, adminUrl: said.admin_url };
  }
}

/** Ends a process as a container's end does. */
export async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  return code;
}

/** A port that is free, as is the one after it, and that nobody gets who asks for any. */
export async function freePort(): Promise<number> {
  for (let port = 20_000 + (process.pid % 5_000) * 2; ; port += 2) {
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function parsed(text: string): { readonly api_url: string; readonly admin_url: string } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
