import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import type { Tool } from '../tool.ts';

export interface StartMockServerInput {
  /**
   * A generated mock by its name or folder; or an API document, mocked as it is: a path from the workspace, a URL, inline text, an
   * object.
   */
  readonly mock_name: string | Readonly<Record<string, unknown>>;
  /** 0 takes any free port. Default: that of the project, else 8000 or the next free one. */
  readonly port?: number | undefined;
  /** Default: that of the project, else the one after `port` or the next free one. */
  readonly admin_port?: number | undefined;
  /** Whether it goes on after the process that started it. Default `true`. */
  readonly detached_mode?: boolean | undefined;
  /** `docker` wants a generated mock. Default `process`. */
  readonly runtime?: 'process' | 'docker' | undefined;
}

export interface StartMockServerResult {
  readonly status: 'success';
  /** By which it is stopped. */
  readonly name: string;
  /** It ran before this call, and has what it was told since. */
  readonly already_running: boolean;
  readonly url: string;
  readonly admin_url: string;
  readonly docs_url: string;
  /** Absent for a container. */
  readonly pid?: number | undefined;
  readonly runtime: 'process' | 'docker';
  readonly detached_mode: boolean;
  /** A path or URL. */
  readonly document: string;
  /** Of the generated mock. */
  readonly folder?: string | undefined;
  /** What its process prints. */
  readonly log_file: string;
  /** Of its log of requests. */
  readonly database_url?: string | undefined;
  /** ISO 8601. */
  readonly started_at: string;
  /** Until it listened; absent where it ran already. */
  readonly startup_ms?: number | undefined;
  readonly next_steps: readonly string[];
}

const port = z.int().min(0).max(65_535).optional();

const input = z.strictObject({
  mock_name: z.union([z.string().min(1), z.record(z.string(), z.unknown())]),
  port,
  admin_port: port,
  detached_mode: z.boolean().default(true),
  runtime: z.enum(['process', 'docker']).default('process'),
});

const output = z.object({
  status: z.literal('success'),
  name: z.string(),
  already_running: z.boolean(),
  url: z.string(),
  admin_url: z.string(),
  docs_url: z.string(),
  pid: z.number().optional(),
  runtime: z.enum(['process', 'docker']),
  detached_mode: z.boolean(),
  document: z.string(),
  folder: z.string().optional(),
  log_file: z.string(),
  database_url: z.string().optional(),
  started_at: z.string(),
  startup_ms: z.number().optional(),
  next_steps: z.array(z.string()).readonly(),
});

export const startMockServer: Tool<'start_mock_server', StartMockServerInput, StartMockServerResult> = defineTool({
  name: 'start_mock_server',
  title: 'Start a mock server',
  description:
    'Starts a mock in the background and waits until it answers; returns name, url, admin_url, pid. mock_name: a generated mock (name or folder), or an API document to mock as it is (path, URL, text, object). One that runs already is returned as it is (already_running). detached_mode false: it ends with this MockLoop. Example: {"mock_name": "petstore", "port": 8000}. Next: send requests to url, query_mock_logs, stop_mock_server.',
  toolset: 'core',
  hints: { readOnly: false, destructive: false, idempotent: true, openWorld: true },
  input,
  output,
  load: () => import('./run-start-mock-server.ts').then((module) => module.runStartMockServer),
  summarize: (result) => summaryOf(result),
});

function summaryOf(result: StartMockServerResult): string {
  const { name, url, admin_url, pid, already_running, started_at, startup_ms, next_steps } = result;
  const how = already_running
    ? `has been running since ${started_at}, and is as it was left: stop_mock_server first for a fresh one`
    : `listens after ${startup_ms} ms`;
  const where = `API ${url}, admin ${admin_url}${pid === undefined ? '' : `, process ${pid}`}`;
  return [`The mock "${name}" ${how}.`, `${where}.`, ...next_steps].join('\n');
}
