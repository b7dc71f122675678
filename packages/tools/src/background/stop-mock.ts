import { setTimeout as delay } from 'node:timers/promises';
import type { MockRecord } from '@mockloop/mock-registry';
import { nearestName } from '@mockloop/schema';
import { connectMock, type MockConnection } from '../mock/connect-mock.ts';
import { serverAddress } from '../mock/server-address.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { findMocks, isSame } from './find-mocks.ts';
import { scanPorts } from './scan-ports.ts';

export interface StopOptions {
  /** Kills what does not end by itself. */
  readonly force: boolean;
}

export interface StoppedMock {
  readonly stopped: string;
  readonly url?: string | undefined;
  readonly admin_url?: string | undefined;
  readonly pid?: number | undefined;
  readonly runtime?: 'process' | 'docker' | undefined;
  readonly requests_served?: number | undefined;
  readonly database_url?: string | undefined;
  readonly log_file?: string | undefined;
}

const COUNT_TIMEOUT_MS = 5_000;
const GONE_TIMEOUT_MS = 20_000;
const LOOK_EVERY_MS = 50;

/**
 * Stops a mock by its name: one that runs in the background, or a generated one that was started by hand.
 *
 * @throws {MockLoopError} `UNKNOWN_MOCK`, `STOP_FAILED`
 */
export async function stopMockNamed(name: string, options: StopOptions, context: ToolContext): Promise<StoppedMock> {
  const record = await (await context.registry()).find(name);
  if (record !== undefined) return stopRecorded(record, options, context);
  const mocks = await findMocks({ checkHealth: false, includeGenerated: true }, context);
  const byHand = mocks.find(({ project, found }) => project?.name === name && found !== undefined);
  if (byHand?.found !== undefined) return shutDown(await connectMock(byHand.found.adminUrl, context), context);
  const running = mocks.flatMap((mock) => (mock.record === undefined ? [] : [mock.record.name]));
  const nearest = nearestName(name.slice(0, 200), running);
  const isGenerated = mocks.some(({ project }) => project?.name === name);
  const shown = JSON.stringify(name.slice(0, 200));
  const what = isGenerated ? `The generated mock ${shown} does not run.` : `No mock ${shown} runs.`;
  throw new MockLoopError('UNKNOWN_MOCK', what, {
    problems: nearest === undefined ? [] : [{ pointer: '/mock_name', detail: `did you mean ${nearest}?` }],
    advice: `In the background there are: ${running.slice(0, 20).join(', ') || 'none'}. discover_mock_servers lists all; server_url stops any.`,
  });
}

/**
 * Stops the mock at an address of either of its ports.
 *
 * @throws {MockLoopError} what `connectMock` throws, `REFUSED`, `STOP_FAILED`
 */
export async function stopMockAt(serverUrl: string, options: StopOptions, context: ToolContext): Promise<StoppedMock> {
  const { url } = serverAddress(serverUrl, '/server_url');
  const record = await recordAt(new URL(url), context);
  return record === undefined
    ? shutDown(await connectMock(serverUrl, context), context)
    : stopRecorded(record, options, context);
}

/** The mock that was started in the background and is at an address now, also where it does not answer any more. */
async function recordAt({ protocol, hostname, port }: URL, context: ToolContext): Promise<MockRecord | undefined> {
  if (protocol !== 'http:' || !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) return undefined;
  const records = await (await context.registry()).list();
  if (records.length === 0) return undefined;
  const number = Number(port || 80);
  const [found] = await scanPorts([number], context);
  // Since it was started, a mock may have been told other ports, and another have got those that it had.
  if (found !== undefined) return records.find((record) => isSame(record, found));
  return records.find(({ url, adminUrl }) =>
    [url, adminUrl].some((one) => one !== undefined && Number(new URL(one).port || 80) === number),
  );
}

async function stopRecorded(record: MockRecord, { force }: StopOptions, context: ToolContext): Promise<StoppedMock> {
  const { name, url, adminUrl, pid, runtime, databaseUrl, logFile } = record;
  const served = await requestsServed(record, context);
  const { env } = await context.runtime();
  await (await context.registry()).stop(name, {
    force,
    env: { ...env, ...(context.adminToken !== undefined && { MOCKLOOP_ADMIN_TOKEN: context.adminToken }) },
    // There, a signal would be its end in the middle of what it does.
    tell: process.platform === 'win32' ? ({ adminUrl: admin = '' }) => tellToEnd(admin, context) : undefined,
  });
  return {
    stopped: name,
    url,
    admin_url: adminUrl,
    pid,
    runtime,
    requests_served: served,
    database_url: databaseUrl,
    log_file: logFile,
  };
}

/** A mock that does not answer has to be stopped all the same. */
async function requestsServed({ adminUrl, pid }: MockRecord, context: ToolContext): Promise<number | undefined> {
  if (adminUrl === undefined) return undefined;
  const mock = await connectMock(adminUrl, context, { timeoutMs: COUNT_TIMEOUT_MS }).catch(() => undefined);
  context.signal?.throwIfAborted();
  // Where it listened, there may be another by now.
  return pid === undefined || mock?.about.pid === pid ? mock?.about.counters.requests : undefined;
}

async function tellToEnd(adminUrl: string, context: ToolContext): Promise<void> {
  await (await connectMock(adminUrl, context)).request('/api/server/control', { body: { action: 'shutdown' } });
}

/** Stops a mock that somebody else has started, by its admin API. */
async function shutDown(mock: MockConnection, context: ToolContext): Promise<StoppedMock> {
  const { adminUrl, apiUrl, about } = mock;
  await mock.request('/api/server/control', { body: { action: 'shutdown' } });
  const deadline = performance.now() + GONE_TIMEOUT_MS;
  while (await isStillThere(mock, context)) {
    if (performance.now() > deadline)
      throw new MockLoopError(
        'STOP_FAILED',
        `The mock at ${adminUrl} (process ${about.pid}) was told to end and has not.`,
        {
          advice: 'Wait and look with discover_mock_servers, or end its process.',
        },
      );
    await delay(LOOK_EVERY_MS, undefined, { signal: context.signal });
  }
  const { pid, counters, document } = about;
  return { stopped: document.title, url: apiUrl, admin_url: adminUrl, pid, requests_served: counters.requests };
}

async function isStillThere({ adminUrl, about }: MockConnection, context: ToolContext): Promise<boolean> {
  const now = await connectMock(adminUrl, context).catch(() => undefined);
  context.signal?.throwIfAborted();
  return now !== undefined && now.about.pid === about.pid && now.about.started_at === about.started_at;
}
