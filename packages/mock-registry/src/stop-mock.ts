import { setTimeout as delay } from 'node:timers/promises';
import { signalProcess, waitForEnd } from './end-process.ts';
import type { LiveMock, LiveMocks, LiveMocksOptions } from './live-mocks.ts';
import type { MockRecord } from './mock-record.ts';
import type { MockRow } from './mock-rows.ts';
import type { ProcessIdentity } from './process-starts.ts';
import type { StopMockOptions } from './registry.ts';
import { RegistryError } from './registry-error.ts';
import { stopCompose } from './start-compose.ts';
import { toRecord } from './to-record.ts';

export interface StopContext extends Pick<LiveMocksOptions, 'rows' | 'self'> {
  readonly live: LiveMocks;
}

interface StopOptions extends StopMockOptions {
  /** The claim of the start that is meant. Default: the one that there is. */
  readonly start?: string | undefined;
}

const TIMEOUT_MS = 15_000;
const KILL_TIMEOUT_MS = 5_000;
const LOOK_EVERY_MS = 50;

/**
 * Ends a mock. Of several that want to, one does, and the others wait for it: told twice, a mock ends at once and loses what it
 * has not written.
 *
 * @throws {RegistryError} `UNKNOWN`, `STOP_FAILED`
 */
export async function stopMock(name: string, options: StopOptions, context: StopContext): Promise<MockRecord> {
  const { timeoutMs = TIMEOUT_MS, start } = options;
  const deadline = performance.now() + timeoutMs;
  let seen: LiveMock | undefined;
  do {
    const mock = await context.live.find(name);
    // One that was started under its name meanwhile is another.
    if (mock === undefined || mock.row.claim !== (seen?.row.claim ?? start ?? mock.row.claim)) return gone(name, seen);
    if (mock.state === 'running' || mock.state === 'silent') {
      const mine = await claim(mock, context);
      if (mine !== undefined) return end(mine, { ...options, timeoutMs }, context);
    }
    seen = mock;
    await delay(LOOK_EVERY_MS);
  } while (performance.now() < deadline);
  throw new RegistryError(
    'STOP_FAILED',
    `The mock "${name}" was still ${seen.state} after ${timeoutMs / 1_000} s, by another process (${seen.row.owner_pid}). Try again later.`,
  );
}

function gone(name: string, seen: LiveMock | undefined): MockRecord {
  if (seen !== undefined) return toRecord(seen);
  throw new RegistryError('UNKNOWN', `No mock "${name}" runs.`);
}

/** @returns `undefined` where another process was faster. */
async function claim({ row }: LiveMock, { rows, self }: StopContext): Promise<MockRow | undefined> {
  const { pid: owner_pid, start: owner_start } = await self();
  const mine = { ...row, state: 'stopping', owner_pid, owner_start } as const;
  return (await rows.change(row, mine)) ? mine : undefined;
}

async function end(
  row: MockRow,
  options: StopMockOptions & { readonly timeoutMs: number },
  { rows }: StopContext,
): Promise<MockRecord> {
  const record = toRecord({ row, state: 'running' });
  try {
    await (row.runtime === 'docker' ? endContainer(record, options) : endProcess(row, record, options));
  } catch (cause) {
    // It can be tried again.
    await rows.change(row, { state: 'running' });
    if (cause instanceof RegistryError) throw cause;
    throw new RegistryError('STOP_FAILED', `The mock "${row.name}" could not be told to end: ${String(cause)}`, {
      cause,
    });
  }
  await rows.remove(row);
  return record;
}

async function endProcess(
  { name, pid, pid_start }: MockRow,
  record: MockRecord,
  { tell, force = false, timeoutMs }: StopMockOptions & { readonly timeoutMs: number },
): Promise<void> {
  const identity: ProcessIdentity = { pid: pid ?? 0, start: pid_start ?? '' };
  await (tell === undefined ? signalProcess(identity, 'SIGTERM') : tell(record));
  if (await waitForEnd(identity, timeoutMs)) return;
  if (force) await signalProcess(identity, 'SIGKILL');
  if (force && (await waitForEnd(identity, KILL_TIMEOUT_MS))) return;
  throw new RegistryError(
    'STOP_FAILED',
    `The mock "${name}" (process ${pid}) has not ended within ${timeoutMs / 1_000} s. Wait and try again, or stop it with force, which loses what it has not written.`,
  );
}

async function endContainer({ folder = '', logFile }: MockRecord, { env }: StopMockOptions): Promise<void> {
  await stopCompose({ folder, logFile, env });
}
