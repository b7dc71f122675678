import type { MockRecord } from '@mockloop/mock-registry';
import { findSource } from '../background/find-source.ts';
import { startMock } from '../background/start-mock.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import type { StartMockServerInput, StartMockServerResult } from './start-mock-server.ts';

export async function runStartMockServer(
  { mock_name, port, admin_port: adminPort, detached_mode = true, runtime = 'process' }: StartMockServerInput,
  context: ToolContext,
): Promise<StartMockServerResult> {
  const source = await findSource(mock_name, context);
  const begun = performance.now();
  const { record, isNew } = await startMock({ source, port, adminPort, isAttached: !detached_mode, runtime }, context);
  return {
    status: 'success',
    ...describe(record),
    already_running: !isNew,
    startup_ms: isNew ? Math.round(performance.now() - begun) : undefined,
  };
}

function describe(record: MockRecord): Omit<StartMockServerResult, 'status' | 'already_running'> {
  const { name, url, adminUrl, pid, runtime, isAttached, document, folder, logFile, databaseUrl, startedAt } = record;
  if (url === undefined || adminUrl === undefined)
    throw new MockLoopError('START_FAILED', `A process of the mock "${name}" runs (${pid}), but does not listen.`, {
      advice: `Call stop_mock_server with mock_name ${JSON.stringify(name)} and force: true, and start it again.`,
    });
  return {
    name,
    url,
    admin_url: adminUrl,
    docs_url: `${url}/docs`,
    pid,
    runtime,
    detached_mode: !isAttached,
    document,
    folder,
    log_file: logFile,
    database_url: databaseUrl,
    started_at: startedAt,
    next_steps: [
      `Send requests to ${url}; ${url}/docs shows what it answers.`,
      `query_mock_logs with server_url ${url} shows what was asked; manage_mock_data changes answers.`,
      `stop_mock_server with mock_name ${JSON.stringify(name)} ends it.`,
    ],
  };
}
