import { defaultDatabase, type Environment } from '@mockloop/runtime';
import type { Command } from 'commander';

/** Which log to read, and which of its entries. The filters are those of the admin API, under the same names. */
export interface LogFlags {
  readonly server?: string;
  readonly db: string;
  readonly api?: string;
  readonly adminToken?: string;
  readonly q?: string;
  readonly method?: string;
  readonly status?: string;
  readonly pathRegex?: string;
  readonly operationId?: string;
  readonly sessionId?: string;
  readonly scenario?: string;
  readonly correlationId?: string;
  readonly timeFrom?: string;
  readonly timeTo?: string;
  readonly includeAdmin?: true;
  readonly json?: true;
}

export function addLogFlags(command: Command, environment: Environment): Command {
  return command
    .option('--server <url>', 'read the log of the mock that runs there (either of its ports) instead of a database')
    .option('--db <url>', 'database of the log', environment.databaseUrl ?? defaultDatabase(environment))
    .option('--api <title>', 'one API of a database that holds the logs of several')
    .option('--admin-token <token>', 'bearer token of the admin API, with --server (default: MOCKLOOP_ADMIN_TOKEN)')
    .option('--q <words>', 'words that must all occur in path, query, headers or bodies')
    .option('--method <method>', 'e.g. GET')
    .option('--status <status>', 'a status or a class of statuses, or several, e.g. 404,5xx')
    .option('--path-regex <regex>', 'a regular expression over the path')
    .option('--operation-id <id>', 'requests of one operation')
    .option('--session-id <id>', 'requests with this X-Session-Id')
    .option('--scenario <name>', 'requests with this X-Test-Scenario')
    .option('--correlation-id <id>', 'requests with this X-Correlation-Id, X-Request-Id or traceparent')
    .option('--time-from <time>', 'from this time on, e.g. 2026-11-21T10:00:00Z')
    .option('--time-to <time>', 'before this time')
    .option('--include-admin', 'requests to the admin API too')
    .option('--json', 'print JSON, as the admin API answers');
}

const FILTERS = [
  'q',
  'method',
  'status',
  'pathRegex',
  'operationId',
  'sessionId',
  'scenario',
  'correlationId',
  'timeFrom',
  'timeTo',
  'includeAdmin',
] as const;

/** The filters as the query of an admin request. */
export function filterParameters(flags: LogFlags): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of FILTERS) {
    const value = flags[name];
    if (value !== undefined)
      parameters.set(
        name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        String(value),
      );
  }
  return parameters;
}
