import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import type { Tool } from '../tool.ts';

/** One of `mock_name` and `server_url` is needed. */
export interface StopMockServerInput {
  readonly mock_name?: string | undefined;
  /** Of either port. */
  readonly server_url?: string | undefined;
  /** Kills a mock that was started in the background and does not end by itself; what it has not written is lost. Default `false`. */
  readonly force?: boolean | undefined;
}

export interface StopMockServerResult {
  readonly status: 'success';
  readonly stopped: string;
  readonly url?: string | undefined;
  readonly admin_url?: string | undefined;
  /** Absent for a container. */
  readonly pid?: number | undefined;
  readonly runtime?: 'process' | 'docker' | undefined;
  /** By the API since it started, a moment before it was told to end; absent where it did not say. */
  readonly requests_served?: number | undefined;
  /** Where its log of requests is kept, where that is known. */
  readonly database_url?: string | undefined;
  readonly log_file?: string | undefined;
  readonly duration_ms: number;
}

const input = z.strictObject({
  mock_name: z.string().min(1).max(1_000).optional(),
  server_url: z.string().optional(),
  force: z.boolean().default(false).describe('kill it if it does not end by itself'),
});

const output = z.object({
  status: z.literal('success'),
  stopped: z.string(),
  url: z.string().optional(),
  admin_url: z.string().optional(),
  pid: z.number().optional(),
  runtime: z.enum(['process', 'docker']).optional(),
  requests_served: z.number().optional(),
  database_url: z.string().optional(),
  log_file: z.string().optional(),
  duration_ms: z.number(),
});

export const stopMockServer: Tool<'stop_mock_server', StopMockServerInput, StopMockServerResult> = defineTool({
  name: 'stop_mock_server',
  title: 'Stop a mock server',
  description:
    'Stops a mock and waits until it is gone; its log is written, what it kept in memory ends with it. Give mock_name, or server_url (either port) for any mock, also one that was started by hand. Returns what was stopped, its pid, the requests it served, where its log is. Example: {"mock_name": "petstore"}. Next: start_mock_server.',
  toolset: 'core',
  hints: { readOnly: false, destructive: true, idempotent: false, openWorld: false },
  input,
  output,
  load: () => import('./run-stop-mock-server.ts').then((module) => module.runStopMockServer),
  summarize: ({ stopped, pid, requests_served: served, database_url: database, duration_ms: ms }) =>
    [
      `The mock "${inlineText(stopped)}"${pid === undefined ? '' : ` (process ${pid})`} has ended, after ${ms} ms.`,
      ...(served === undefined ? [] : [`It served ${served} ${served === 1 ? 'request' : 'requests'}.`]),
      ...(database === undefined ? [] : [`Its log is kept in ${database}.`]),
    ].join('\n'),
});
