import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMockServer, type MockServer } from '@mockloop/mock-server';
import { petstore } from './documents.ts';
import { round } from './statistics.ts';

export interface WorldFigures {
  /** Median time to fork a world of so many objects, in ms. */
  readonly forkMs: number;
  readonly forkMaxMs: number;
  /** Heap that one more world takes which has changed one of those objects, in KB. */
  readonly worldKb: number;
}

export interface WorldsOptions {
  readonly objects: number;
  readonly worlds: number;
  readonly runs: number;
}

/** Forks a world full of objects, then makes many worlds that each change one object and are left alone. */
export async function measureWorlds({ objects, worlds, runs }: WorldsOptions): Promise<WorldFigures> {
  await using mock = await createMockServer({ document: petstore.path, storage: {} });
  for (let index = 0; index < objects; index++) await post(mock, 'default', `pet ${index}`);
  const times = Array.from({ length: runs }, (_, index) => {
    const begun = performance.now();
    mock.worlds.fork(`fork-${index}`, { world: 'default' });
    return performance.now() - begun;
  }).toSorted((a, b) => a - b);
  // What the first of them need is needed by all.
  for (let index = 0; index < worlds; index++) await post(mock, `first-${index}`, 'one of its own');
  await mock.logs.flush();
  const before = heapUsed();
  for (let index = 0; index < worlds; index++) await post(mock, `idle-${index}`, 'one of its own');
  await mock.logs.flush();
  return {
    forkMs: round(times[Math.floor(runs / 2)] ?? Number.NaN, 4),
    forkMaxMs: round(times.at(-1) ?? Number.NaN, 4),
    worldKb: round((heapUsed() - before) / worlds / 1_024, 1),
  };
}

async function post(mock: MockServer, world: string, name: string): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer bench', 'x-mockloop-world': world };
  const body = JSON.stringify({ name, traits: { kind: 'cat' } });
  const response = await mock.fetch(new Request('http://localhost/pets', { method: 'POST', headers, body }));
  if (response.status !== 201) throw new Error(`POST /pets answered ${response.status}: ${await response.text()}`);
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
