import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A process, told from every other that has or will have its id. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, as its system says it. */
  readonly start: string;
}

const run = promisify(execFile);

/** When each of these processes started, by id. Those that are gone, or ended and only wait to be buried, are absent. */
export async function processStarts(
  pids: Iterable<number>,
  platform: NodeJS.Platform = process.platform,
): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(pids)];
  if (wanted.length === 0) return new Map();
  if (platform === 'linux') return startsOnLinux(wanted);
  return platform === 'win32' ? startsOnWindows(wanted) : startsByPs(wanted);
}

export async function isRunning({ pid, start }: ProcessIdentity): Promise<boolean> {
  return (await processStarts([pid])).get(pid) === start;
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function startsOnLinux(pids: readonly number[]): Promise<Map<number, string>> {
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(emptyIfGone)));
  return new Map(
    pids.flatMap((pid, index) => {
      // The name of the program stands in parentheses, and may hold any character.
      const [state = 'X', ...fields] = (stats[index] ?? '').replace(/^.*\) /s, '').split(' ');
      const ticks = fields[18];
      // Ticks count from the boot, and are much alike for what is started by it.
      return /^[ZXx]/.test(state) || ticks === undefined ? [] : [[pid, `${boot} ${ticks}`]];
    }),
  );
}

/** Any other failure says nothing of the process: taken for gone, it would be left running with nobody to know of it. */
function emptyIfGone(error: NodeJS.ErrnoException): '' {
  if (error.code === 'ENOENT' || error.code === 'ESRCH') return '';
  throw error;
}

/** @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/ps.html */
async function startsByPs(pids: readonly number[]): Promise<Map<number, string>> {
  // Each by itself: what follows a `=` in one of them is its header to the end, commas and all.
  const args = ['-o', 'pid=', '-o', 'stat=', '-o', 'lstart=', '-p', pids.join(',')];
  const lines = await run('/bin/ps', args, { env: { LC_ALL: 'C', TZ: 'UTC' } }).catch(outputOfFailed);
  return new Map(
    [...lines.stdout.matchAll(/^\s*(\d+)\s+(\S+)\s+(.+?)\s*$/gm)]
      .filter(([, , state = '']) => !state.startsWith('Z'))
      .map(([, pid, , start = '']) => [Number(pid), start]),
  );
}

async function startsOnWindows(pids: readonly number[]): Promise<Map<number, string>> {
  const script = `Get-Process -Id ${pids.join(',')} -ErrorAction SilentlyContinue | ForEach-Object { "$($_.Id) $($_.StartTime.ToFileTimeUtc())" }`;
  const args = ['-NoProfile', '-NonInteractive', '-Command', script];
  const lines = await run('powershell.exe', args, { windowsHide: true }).catch(outputOfFailed);
  return new Map([...lines.stdout.matchAll(/^(\d+) (\d+)/gm)].map(([, pid, start = '']) => [Number(pid), start]));
}

/** Where none of the processes is there, that is an exit code of its own; where the program is not, that is a failure. */
function outputOfFailed(error: unknown): { stdout: string } {
  if (error instanceof Error && 'stdout' in error && 'code' in error && typeof error.code === 'number')
    return { stdout: String(error.stdout) };
  throw error;
}
