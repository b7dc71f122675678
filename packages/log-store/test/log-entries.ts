import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogStore, NewLogEntry } from '../src/index.ts';

export const FIRST_TIME: number = Date.UTC(2026, 10, 21, 10);

const petResponse = {
  headers: [['content-type', 'application/json']],
  body: '{"id":1,"name":"Rex"}',
  size: 21,
} as const;

/** A request for a pet, answered with 200; what a test is about is given. */
export function entryOf(values: Partial<NewLogEntry> = {}): NewLogEntry {
  return {
    time: FIRST_TIME,
    method: 'GET',
    path: '/pets/1',
    query: '',
    route: '/pets/{petId}',
    operationId: 'getPet',
    status: 200,
    durationMs: 1.25,
    request: { headers: [['host', 'localhost:8000']], size: 0 },
    response: petResponse,
    ...values,
  };
}

export async function appendAll(log: LogStore, entries: readonly Partial<NewLogEntry>[]): Promise<void> {
  for (const values of entries) await log.append(entryOf(values));
  await log.flush();
}

/** A folder for database files, removed at the end of the `await using` block. */
export async function temporaryFolder(): Promise<
  AsyncDisposable & { readonly path: string; file(name: string): string }
> {
  const path = await mkdtemp(join(tmpdir(), 'mockloop-log-'));
  return {
    path,
    file: (name) => join(path, name),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}
