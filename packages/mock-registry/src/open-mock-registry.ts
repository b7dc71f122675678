import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { checkName } from './check-name.ts';
import { createLiveMocks } from './live-mocks.ts';
import type { MockRecord } from './mock-record.ts';
import { type MockRow, MockRows } from './mock-rows.ts';
import { type ProcessIdentity, processStarts } from './process-starts.ts';
import type { MockRegistry, StartMockOptions } from './registry.ts';
import { RegistryError } from './registry-error.ts';
import { startCompose } from './start-compose.ts';
import { startProgram } from './start-program.ts';
import { stopMock } from './stop-mock.ts';
import { toRecord } from './to-record.ts';

export interface OpenMockRegistryOptions {
  /** The folder of state that processes share, absolute. Nothing is written before the first mock is started. */
  readonly home: string;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Asks containers whether they answer. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

type Mock = Pick<StartMockOptions, 'name' | 'document' | 'folder' | 'isAttached' | 'signal'> & Pick<MockRow, 'runtime'>;

/** Opens the registry of a state folder. The records themselves are opened by the first call. */
export function openMockRegistry({
  home,
  now = Date.now,
  fetch = globalThis.fetch,
}: OpenMockRegistryOptions): MockRegistry {
  const rows = new MockRows(path.join(home, 'registry.db'));
  const live = createLiveMocks({ rows, self, fetch });
  const context = { rows, self, live };
  /** Names of attached mocks by their claims. */
  const attached = new Map<string, string>();

  const claim = async ({ name, runtime, document, folder, isAttached = false }: Mock): Promise<MockRow> => {
    checkName(name);
    const { pid: owner_pid, start: owner_start } = await self();
    const row: MockRow = {
      name,
      claim: randomUUID(),
      state: 'starting',
      owner_pid,
      owner_start,
      runtime,
      pid: null,
      pid_start: null,
      document,
      folder: folder ?? null,
      url: null,
      admin_url: null,
      database_url: null,
      log_file: path.join(home, 'mocks', `${name}.log`),
      started_at: new Date(now()).toISOString(),
      is_attached: isAttached ? 1 : 0,
    };
    while (!(await rows.add(row))) {
      const other = await live.find(name);
      if (other?.state === 'silent') await rows.remove(other.row);
      else if (other !== undefined) throw exists(toRecord(other));
    }
    return row;
  };

  /** Starts a mock under a name that is its own from now on. `start` writes into the record what it gets to know. */
  const startAs = async (
    mock: Mock,
    start: (row: MockRow, write: (change: Partial<MockRow>) => Promise<void>) => Promise<void>,
  ): Promise<MockRecord> => {
    let row = await claim(mock);
    const write = async (change: Partial<MockRow>): Promise<void> => {
      const isMine = await rows.change(row, change);
      if (!isMine) throw new Error('Another process has taken its record away.');
      row = { ...row, ...change };
    };
    try {
      await start(row, write);
    } catch (error) {
      await rows.remove(row);
      throw startFailed(mock, error);
    }
    if (mock.isAttached === true) attached.set(row.claim, row.name);
    return toRecord({ row, state: 'running' });
  };

  const close = async (): Promise<void> => {
    const ends = await Promise.allSettled(
      [...attached].map(([start, name]) => stopMock(name, { start }, context).catch(ignoreUnknown)),
    );
    attached.clear();
    await rows.close();
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  };

  return {
    start: (options) =>
      startAs({ ...options, runtime: 'process' }, (row, write) =>
        startProgram({
          ...options,
          logFile: row.log_file,
          onProcess: async (pid) => write({ pid, pid_start: (await processStarts([pid])).get(pid) ?? null }),
          onListening: ({ url, adminUrl, databaseUrl = null }) =>
            write({ state: 'running', url, admin_url: adminUrl, database_url: databaseUrl }),
        }),
      ),
    startContainer: (options) =>
      startAs({ ...options, runtime: 'docker' }, async (row, write) => {
        await write({ url: options.url, admin_url: options.adminUrl });
        await startCompose({ ...options, fetch, logFile: row.log_file });
        await write({ state: 'running' });
      }),
    stop: (name, options = {}) => stopMock(name, options, context),
    async find(name) {
      const mock = await live.find(name);
      return mock === undefined || mock.state === 'silent' ? undefined : toRecord(mock);
    },
    async list() {
      return (await live.all()).filter(({ state }) => state !== 'silent').map((mock) => toRecord(mock));
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

let identity: Promise<ProcessIdentity> | undefined;

/** This process. */
function self(): Promise<ProcessIdentity> {
  const { pid } = process;
  identity ??= processStarts([pid])
    .then((starts) => ({ pid, start: starts.get(pid) ?? '' }))
    .catch((error: unknown) => {
      // It may be known the next time.
      identity = undefined;
      throw error;
    });
  return identity;
}

/** Somebody else has stopped it, or it has ended by itself. */
function ignoreUnknown(error: unknown): void {
  if (!(error instanceof RegistryError && error.code === 'UNKNOWN')) throw error;
}

function exists({ name, state, url, document }: MockRecord): RegistryError {
  const where = url === undefined ? `is ${state}` : `runs already at ${url}`;
  return new RegistryError(
    'EXISTS',
    `A mock "${name}" ${where} (of ${document}). Stop it first, or take another name.`,
  );
}

function startFailed({ name, signal }: Mock, error: unknown): unknown {
  if (signal?.aborted || error instanceof RegistryError) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new RegistryError('START_FAILED', `The mock "${name}" could not start. ${said}`, { cause: error });
}
