import { signalProcess, waitForEnd } from './end-process.ts';
import type { MockRecord } from './mock-record.ts';
import type { MockRow, MockRows } from './mock-rows.ts';
import { type ProcessIdentity, processStarts } from './process-starts.ts';
import { answers } from './start-compose.ts';

/** A recorded mock. */
export interface LiveMock {
  readonly row: MockRow;
  /** What the record says, corrected by what is there. `silent`: a container that does not answer now. */
  readonly state: MockRecord['state'] | 'silent';
}

/** Of the mocks that are recorded, those that there really are. */
export interface LiveMocks {
  /** By name. Records of what is gone are removed, and what a start has left behind that nobody waits for is ended. */
  all(): Promise<readonly LiveMock[]>;
  find(name: string): Promise<LiveMock | undefined>;
}

export interface LiveMocksOptions {
  readonly rows: MockRows;
  /** This process. */
  readonly self: () => Promise<ProcessIdentity>;
  readonly fetch: typeof globalThis.fetch;
}

type Look = LiveMock | 'gone' | 'changed';

/** How long the process of a start that nobody waits for any more may take to end. */
const ORPHAN_TIMEOUT_MS = 5_000;

export function createLiveMocks({ rows, self, fetch }: LiveMocksOptions): LiveMocks {
  const look = async (isWanted: (row: MockRow) => boolean): Promise<readonly LiveMock[]> => {
    for (;;) {
      const seen = (await rows.all()).filter(isWanted);
      const pids = seen.flatMap(({ pid, owner_pid }) => (pid === null ? [owner_pid] : [pid, owner_pid]));
      const starts = await processStarts(pids);
      const looks = await Promise.all(seen.map((row) => lookAt(row, starts)));
      // What another process has changed meanwhile has to be looked at again.
      if (!looks.includes('changed')) return looks.filter((one) => typeof one === 'object');
    }
  };

  const lookAt = async (row: MockRow, starts: ReadonlyMap<number, string>): Promise<Look> => {
    const isOwned = starts.get(row.owner_pid) === row.owner_start;
    const isAlive = row.pid !== null && starts.get(row.pid) === row.pid_start;
    if (isOwned && isUnderWay(row, isAlive)) return { row, state: row.state };
    if (row.runtime === 'docker') return lookAtContainer(row);
    if (!isAlive) return (await rows.remove(row)) ? 'gone' : 'changed';
    // Whoever was stopping it is gone.
    return row.state === 'starting' ? endOrphan(row) : { row, state: 'running' };
  };

  const lookAtContainer = async (row: MockRow): Promise<Look> => {
    const isThere = row.admin_url !== null && (await answers(row.admin_url, fetch));
    return { row, state: isThere ? 'running' : 'silent' };
  };

  /** Whoever started it is gone without having seen it listen. */
  const endOrphan = async (row: MockRow): Promise<Look> => {
    const { pid: owner_pid, start: owner_start } = await self();
    const mine = { ...row, owner_pid, owner_start, state: 'stopping' } as const;
    if (!(await rows.change(row, mine))) return 'changed';
    const child = { pid: row.pid ?? 0, start: row.pid_start ?? '' };
    await signalProcess(child, 'SIGTERM');
    if (await waitForEnd(child, ORPHAN_TIMEOUT_MS)) return (await rows.remove(mine)) ? 'gone' : 'changed';
    // Whoever stops it by force has to be able to.
    const state = 'running';
    return (await rows.change(mine, { state })) ? { row: { ...mine, state }, state } : 'changed';
  };

  return {
    all: () => look(() => true),
    find: async (name) => (await look((row) => row.name === name))[0],
  };
}

/** Whoever stops a process may not have been able to write that it has ended. */
function isUnderWay({ state, runtime }: MockRow, isAlive: boolean): boolean {
  return state === 'starting' || (state === 'stopping' && (isAlive || runtime === 'docker'));
}
