import { findMocks, type KnownMock } from '../background/find-mocks.ts';
import { USUAL_PORTS } from '../background/scan-ports.ts';
import type { ToolContext } from '../tool-context.ts';
import type { DiscoveredMock, DiscoverMockServersInput, DiscoverMockServersResult } from './discover-mock-servers.ts';

const MAX_MOCKS = 500;

export async function runDiscoverMockServers(
  {
    ports = USUAL_PORTS,
    check_health: checkHealth = true,
    include_generated: includeGenerated = true,
  }: DiscoverMockServersInput,
  context: ToolContext,
): Promise<DiscoverMockServersResult> {
  const mocks = await findMocks({ ports, checkHealth, includeGenerated }, context);
  return {
    status: 'success',
    mocks: mocks.slice(0, MAX_MOCKS).map(describe),
    total_running: mocks.filter(({ record, found }) => record !== undefined || found !== undefined).length,
    total_generated: includeGenerated ? mocks.filter(({ project }) => project !== undefined).length : undefined,
    ports_scanned: new Set(ports).size,
  };
}

function describe(mock: KnownMock): DiscoveredMock {
  const { record, found, project, about, trouble } = mock;
  const url = found?.url ?? record?.url;
  const adminUrl = found?.adminUrl ?? record?.adminUrl;
  return {
    name: record?.name ?? project?.name,
    state: stateOf(mock),
    url,
    admin_url: adminUrl,
    architecture: architectureOf(url, adminUrl),
    pid: record?.pid ?? found?.pid,
    runtime: record?.runtime,
    detached_mode: record === undefined ? undefined : !record.isAttached,
    started_at: found?.startedAt ?? record?.startedAt,
    version: about?.version ?? found?.version,
    api_title: about?.document.title ?? found?.title,
    api_version: about?.document.version,
    operations: about?.document.operations,
    stateful: about?.stateful,
    active_scenario: about?.active_scenario,
    requests_served: about?.counters.requests,
    response_time_ms: found?.responseTimeMs,
    document: record?.document ?? (about?.document.file || undefined),
    folder: project?.folder ?? record?.folder,
    log_file: record?.logFile,
    found_by: [
      ...(record === undefined ? [] : (['registry'] as const)),
      ...(found === undefined ? [] : (['port_scan'] as const)),
      ...(project === undefined ? [] : (['generated_mocks'] as const)),
    ],
    problem: trouble?.message,
  };
}

function stateOf({ record, found, trouble }: KnownMock): DiscoveredMock['state'] {
  if (record === undefined && found === undefined) return 'not_running';
  if (record !== undefined && record.state !== 'running') return record.state;
  // One that asks for a token answers, too.
  return trouble === undefined || trouble.code === 'UNAUTHORIZED' ? 'running' : 'not_responding';
}

function architectureOf(url: string | undefined, adminUrl: string | undefined): DiscoveredMock['architecture'] {
  if (url === undefined || adminUrl === undefined) return undefined;
  return new URL(url).port === new URL(adminUrl).port ? 'single_port' : 'dual_port';
}
