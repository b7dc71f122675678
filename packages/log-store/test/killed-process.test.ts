import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openLogStore } from '../src/index.ts';
import { temporaryFolder } from './log-entries.ts';

/** What the process said it had appended (or, with durability `request`, seen written): number and time. */
interface Said {
  readonly index: number;
  readonly time: number;
}

async function appendUntil(
  signal: NodeJS.Signals,
  afterMs: number,
  [url, durability]: [string, string],
): Promise<Said[]> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=@mockloop/source', fileURLToPath(new URL('./append-forever.ts', import.meta.url)), url, durability],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.stdout === null) throw new Error('The child has no output');
  const output = text(child.stdout);
  await once(child.stdout, 'readable');
  await delay(afterMs);
  child.kill(signal);
  await once(child, 'close');
  const lines = (await output).split('\n').slice(0, -1);
  return lines.map((line) => line.split(' ').map(Number)).map(([index = -1, time = -1]) => ({ index, time }));
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

test.each(rounds)('SIGKILL loses at most the entries of the last 250 ms (%i)', async (round) => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const said = await appendUntil('SIGKILL', 110 + 57 * round, [url, 'batch']);
  const stored = await storedIn(url);
  expect(stored).toEqual(stored.map((_, index) => index));
  const end = said.at(-1)?.time ?? 0;
  const missing = said.slice(stored.length);
  expect(said.length).toBeGreaterThan(100);
  expect(end - (missing[0]?.time ?? end)).toBeLessThanOrEqual(250);
});

test.each(rounds)('SIGKILL loses nothing with durability "request" (%i)', async (round) => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const said = await appendUntil('SIGKILL', 110 + 57 * round, [url, 'request']);
  const stored = new Set(await storedIn(url));
  expect(said.length).toBeGreaterThan(10);
  expect(said.filter(({ index }) => !stored.has(index))).toEqual([]);
});

test('SIGTERM loses nothing when the store is closed', async () => {
  await using folder = await temporaryFolder();
  const url = folder.file('log.db');
  const said = await appendUntil('SIGTERM', 300, [url, 'batch']);
  expect(await storedIn(url)).toEqual(said.map(({ index }) => index));
});
