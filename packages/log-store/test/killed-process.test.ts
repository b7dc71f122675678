import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openLogStore } from '../src/index.ts';
import { temporaryFolder } from './log-entries.ts';

/** The numbers of the entries that the process said it had appended or, with durability `request`, seen written: 100 at least. */
async function appendUntil(
  signal: NodeJS.Signals,
  afterMs: number,
  [url, durability]: [string, string],
): Promise<number[]> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=@mockloop/source', fileURLToPath(new URL('./append-forever.ts', import.meta.url)), url, durability],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.stdout === null) throw new Error('The child has no output');
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (piece) => {
    output += piece;
  });
  await once(child.stdout, 'data');
  await delay(afterMs);
  const lines = (): string[] => output.split('\n').slice(0, -1);
  await expect.poll(() => lines().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(100);
  child.kill(signal);
  await once(child, 'close');
  return lines().map(Number);
}

/** The numbers of the entries in the log, ascending. */
async function storedIn(url: string): Promise<number[]> {
  const log = await openLogStore({ api: 'Petstore', url });
  let exported = '';
  for await (const piece of log.export({}, 'ndjson')) exported += piece;
  await log.close();
  return exported
    .split('\n')
    .slice(0, -1)
    .map((line) => Number(JSON.parse(line).path.slice(1)));
}

const rounds = Array.from({ length: 8 }, (_, round) => round);

test.each(rounds)('SIGKILL loses at most the last entries, fewer than two batches of 1,000 (%i)', async (round) => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const said = await appendUntil('SIGKILL', 110 + 57 * round, [url, 'batch']);
  const stored = await storedIn(url);
  expect(stored).toEqual(stored.map((_, index) => index));
  expect(said.length - stored.length).toBeLessThan(2_000);
});

test.each(rounds)('SIGKILL loses nothing with durability "request" (%i)', async (round) => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const said = await appendUntil('SIGKILL', 110 + 57 * round, [url, 'request']);
  const stored = new Set(await storedIn(url));
  expect(said.filter((index) => !stored.has(index))).toEqual([]);
});

test('SIGTERM loses nothing when the store is closed', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const said = await appendUntil('SIGTERM', 300, [url, 'batch']);
  expect(await storedIn(url)).toEqual(said);
});
