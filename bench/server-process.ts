import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Adapter, StartOptions } from './adapter.ts';
import type { HttpRequest } from './http-request.ts';

export interface ServerProcess {
  readonly adapter: Adapter;
  readonly pid: number;
  readonly port: number;
  /** `performance.now()` before the process was started. */
  readonly startedAt: number;
  /** What it wrote to stderr so far. */
  errors(): string;
  running(): boolean;
  /** SIGTERM, then SIGKILL after 10 s; resolves when it has ended. */
  stop(): Promise<void>;
}

/** Starts a server; on one core only where `core` says so. */
export function startServer(adapter: Adapter, options: StartOptions, core?: number): ServerProcess {
  const pin = core === undefined ? [] : ['taskset', '-c', String(core)];
  const [command = '', ...args] = [...pin, process.execPath, ...adapter.args(options)];
  const startedAt = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-2000);
  });
  return {
    adapter,
    pid: child.pid ?? Number.NaN,
    port: options.port,
    startedAt,
    errors: () => errors,
    running: () => child.exitCode === null && child.signalCode === null,
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(patience);
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * Asks again and again until the answer is a 2xx.
 *
 * @throws {Error} When the process ends, or after `timeoutMs`; the message says what was seen last.
 */
export async function firstSuccess(server: ServerProcess, request: HttpRequest, timeoutMs: number): Promise<Answer> {
  const deadline = server.startedAt + timeoutMs;
  let last = 'no connection';
  while (performance.now() < deadline) {
    if (!server.running()) throw new Error(`ended: ${/^.*error.*$/im.exec(server.errors())?.[0] ?? 'without a word'}`);
    try {
      const answer = await ask(server, request, deadline - performance.now());
      if (answer.status >= 200 && answer.status < 300) return answer;
      last = `status ${answer.status}`;
      await delay(20);
    } catch (error) {
      if (!isConnectionError(error)) throw error;
      await delay(2);
    }
  }
  throw new Error(`no 2xx within ${timeoutMs / 1000} s (${last})`);
}

/** The server is not there yet, has gone, or takes longer than there is time. */
function isConnectionError(error: unknown): boolean {
  return (
    error instanceof Error && ('syscall' in error || error.name === 'AbortError' || error.message === 'socket hang up')
  );
}

/** One request on a connection of its own. */
export function ask(server: ServerProcess, request: HttpRequest, timeoutMs = 60_000): Promise<Answer> {
  const { method, path, headers = {}, body } = request;
  const options = {
    host: '127.0.0.1',
    port: server.port,
    method,
    path,
    headers: { accept: 'application/json', ...headers },
    agent: false,
    signal: AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs))),
  } as const;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = http.request(options, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () => {
      const contentType = response.headers['content-type'] ?? '';
      resolve({ status: response.statusCode ?? 0, contentType, body: Buffer.concat(chunks) });
    });
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

/** A port that nobody listens on, nor on the one after it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const first = await listen(0);
    const port = (first.address() as net.AddressInfo).port;
    const second = await listen(port + 1).catch(() => undefined);
    first.close();
    second?.close();
    if (second !== undefined) return port;
  }
}

async function listen(port: number): Promise<net.Server> {
  const server = net.createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
