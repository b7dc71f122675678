import { existsSync } from 'node:fs';
import { openLogStore } from '@mockloop/log-store';
import { createLogApi } from '@mockloop/mock-server';
import type { Environment } from '@mockloop/runtime';
import { openAdmin, succeeded } from '../admin/admin-client.ts';
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
  const admin = await openAdmin(flags.server, flags, environment);
  return { isLive: true, get: (target, init) => admin.request(target, init), close: async () => {} };
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
