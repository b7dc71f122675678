import { existsSync } from 'node:fs';
import { openLogStore } from '@mockloop/log-store';
import { createLogApi } from '@mockloop/mock-server';
import type { Environment } from '../environment.ts';
import type { LogFlags } from './log-flags.ts';

/** A log that is read by requests to the admin API, whether a mock answers them or this process does. */
export interface LogSource {
  /**
   * @param target Path and query, e.g. `/api/logs/search?limit=5`.
   * @throws {Error} when the answer is not 2xx, with what it says.
   */
  get(target: string, init?: RequestInit): Promise<Response>;
  /** Whether entries are announced at `/api/logs/stream`. */
  readonly isLive: boolean;
  close(): Promise<void>;
}

export async function openLogSource(flags: LogFlags, environment: Environment): Promise<LogSource> {
  if (flags.server === undefined) return openDatabaseSource(flags);
  return openServerSource(flags.server, flags.adminToken ?? environment.adminToken);
}

async function openDatabaseSource({ db: url, api: title }: LogFlags): Promise<LogSource> {
  refuseMissing(url);
  const problems: string[] = [];
  const logs = await openLogStore({ url, api: title, onProblem: (message) => problems.push(message) });
  const api = await createLogApi(logs);
  return {
    isLive: false,
    get: async (target, init) => {
      const response = await api.fetch(new Request(`http://localhost${target}`, init));
      // The log answers also where its database is in trouble: what it gives then is not what there is.
      if (problems.length > 0) throw new Error(`The log at ${url} cannot be read: ${problems.join(' ')}`);
      return succeeded(response);
    },
    close: () => logs.close(),
  };
}

/** Opening a database makes it where there is none. Only a path can be looked at: what has a scheme is opened. */
function refuseMissing(url: string): void {
  if (/^[a-z][a-z0-9+.-]+:|^:memory:$/i.test(url) || existsSync(url)) return;
  throw new Error(
    `There is no log at ${url}. Start a mock with: mockloop mock <document>, or name another log with --db or --server.`,
  );
}

async function openServerSource(url: string, token: string | undefined): Promise<LogSource> {
  const server = URL.parse(url);
  if (server === null) throw new Error(`--server ${url} is no URL. Give one such as http://127.0.0.1:8001`);
  const base = await findAdmin(server);
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    isLive: true,
    get: async (target, init = {}) => {
      const headers = { ...authorization, ...Object.fromEntries(new Headers(init.headers)) };
      return succeeded(await reach(base + target, { ...init, headers }));
    },
    close: async () => {},
  };
}

/** The API port says where the admin port is. Whatever does not is taken for the admin port itself. */
async function findAdmin(server: URL): Promise<string> {
  const given = server.href.replace(/\/$/, '');
  const response = await reach(`${given}/.well-known/mockloop.json`, {});
  const about: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  const named =
    typeof about === 'object' && about !== null && 'admin_url' in about ? URL.parse(String(about.admin_url)) : null;
  if (named === null) return given;
  // The mock names the address that it sees itself at; from here it is where its API was found.
  named.hostname = server.hostname;
  return named.href.replace(/\/$/, '');
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Error(
      `No mock answers at ${new URL(url).origin}. Is it running? mockloop mock <document> prints where it listens.`,
      { cause: error },
    );
  }
}

async function succeeded(response: Response): Promise<Response> {
  if (response.ok) return response;
  const problem: unknown = await response.json().catch(() => undefined);
  const detail =
    typeof problem === 'object' && problem !== null && 'detail' in problem
      ? String(problem.detail)
      : `It answered ${response.status}.`;
  throw new Error(detail);
}
