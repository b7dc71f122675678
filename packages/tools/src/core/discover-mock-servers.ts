import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import type { Tool } from '../tool.ts';

export interface DiscoverMockServersInput {
  /** Of this machine, to look at beside those of mocks that are known; at most 1,000. Default: 8000–8020 and 9000–9010. */
  readonly ports?: readonly number[] | undefined;
  /** Asks each mock how it is. Default `true`. */
  readonly check_health?: boolean | undefined;
  /** Lists generated mocks that do not run, too. Default `true`. */
  readonly include_generated?: boolean | undefined;
}

export interface DiscoverMockServersResult {
  readonly status: 'success';
  /** Those that run come first; at most 500. */
  readonly mocks: readonly DiscoveredMock[];
  readonly total_running: number;
  /** Generated mocks, whether they run or not; absent where they were not asked for. */
  readonly total_generated?: number | undefined;
  readonly ports_scanned: number;
}

/** One mock. What is not known of it is absent. */
export interface DiscoveredMock {
  /** By which it is stopped, or started. */
  readonly name?: string | undefined;
  readonly state: 'running' | 'starting' | 'stopping' | 'not_responding' | 'not_running';
  readonly url?: string | undefined;
  readonly admin_url?: string | undefined;
  readonly architecture?: 'dual_port' | 'single_port' | undefined;
  readonly pid?: number | undefined;
  readonly runtime?: 'process' | 'docker' | undefined;
  readonly detached_mode?: boolean | undefined;
  readonly started_at?: string | undefined;
  /** Of MockLoop. */
  readonly version?: string | undefined;
  readonly api_title?: string | undefined;
  readonly api_version?: string | undefined;
  readonly operations?: number | undefined;
  readonly stateful?: boolean | undefined;
  /** In the default world; `null` for none. */
  readonly active_scenario?: string | null | undefined;
  /** Since it started. */
  readonly requests_served?: number | undefined;
  readonly response_time_ms?: number | undefined;
  /** A path or URL. */
  readonly document?: string | undefined;
  /** Of the generated mock. */
  readonly folder?: string | undefined;
  readonly log_file?: string | undefined;
  readonly found_by: readonly ('registry' | 'port_scan' | 'generated_mocks')[];
  /** Why it is not responding, or says less than it could. */
  readonly problem?: string | undefined;
}

const input = z.strictObject({
  ports: z.array(z.int().min(1).max(65_535)).min(1).max(1_000).optional(),
  check_health: z.boolean().default(true),
  include_generated: z.boolean().default(true),
});

const mockSchema = z.object({
  name: z.string().optional(),
  state: z.enum(['running', 'starting', 'stopping', 'not_responding', 'not_running']),
  url: z.string().optional(),
  admin_url: z.string().optional(),
  architecture: z.enum(['dual_port', 'single_port']).optional(),
  pid: z.number().optional(),
  runtime: z.enum(['process', 'docker']).optional(),
  detached_mode: z.boolean().optional(),
  started_at: z.string().optional(),
  version: z.string().optional(),
  api_title: z.string().optional(),
  api_version: z.string().optional(),
  operations: z.number().optional(),
  stateful: z.boolean().optional(),
  active_scenario: z.string().nullable().optional(),
  requests_served: z.number().optional(),
  response_time_ms: z.number().optional(),
  document: z.string().optional(),
  folder: z.string().optional(),
  log_file: z.string().optional(),
  found_by: z.array(z.enum(['registry', 'port_scan', 'generated_mocks'])).readonly(),
  problem: z.string().optional(),
});

const output = z.object({
  status: z.literal('success'),
  mocks: z.array(mockSchema).readonly(),
  total_running: z.number(),
  total_generated: z.number().optional(),
  ports_scanned: z.number(),
});

export const discoverMockServers: Tool<'discover_mock_servers', DiscoverMockServersInput, DiscoverMockServersResult> =
  defineTool({
    name: 'discover_mock_servers',
    title: 'Discover mock servers',
    description:
      'Lists the mocks of this machine: those that MockLoop started, others found on the scanned ports, and generated ones that do not run. Returns for each its name, state, url, admin_url, active scenario and where it was found. Use it to find a server_url. Example: {"ports": [8000, 8001, 4010]}. Next: start_mock_server, query_mock_logs, stop_mock_server.',
    toolset: 'core',
    hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
    input,
    output,
    load: () => import('./run-discover-mock-servers.ts').then((module) => module.runDiscoverMockServers),
    summarize: (result) => summaryOf(result),
  });

const MAX_LINES = 100;

function summaryOf({ mocks, total_running: running, total_generated: generated }: DiscoverMockServersResult): string {
  const more = mocks.length - MAX_LINES;
  return [
    `${running} ${running === 1 ? 'mock runs' : 'mocks run'}${generated === undefined ? '' : `, ${generated} generated`}.`,
    ...mocks.slice(0, MAX_LINES).map(lineOf),
    ...(more > 0 ? [`… and ${more} more in the structured result.`] : []),
    ...(mocks.length === 0 ? ['generate_mock_api makes one, start_mock_server starts one from a document.'] : []),
  ].join('\n');
}

function lineOf(mock: DiscoveredMock): string {
  const { name, state, url, admin_url, api_title, active_scenario, folder, problem } = mock;
  const facts = [
    url,
    admin_url === undefined ? undefined : `admin ${admin_url}`,
    api_title,
    active_scenario === null || active_scenario === undefined ? undefined : `scenario ${active_scenario}`,
    state === 'not_running' ? folder : undefined,
    problem,
  ].filter((fact) => fact !== undefined);
  return `- ${inlineText(name ?? '(no name)')}: ${state}${facts.map((fact) => `, ${inlineText(fact, 300)}`).join('')}`;
}
