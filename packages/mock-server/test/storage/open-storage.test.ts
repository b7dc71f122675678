import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMockServer, type MockServer } from '../../src/index.ts';
import { JournalError } from '../../src/storage/storage-journal.ts';
import { type StorageSettings, StorageSettingsError } from '../../src/storage/storage-settings.ts';
import { library } from './support/library.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'open-storage-'));
});

afterEach(() => rm(folder, { recursive: true }));

const open = (storage: StorageSettings | false): Promise<MockServer> =>
  createMockServer({ document: library, storage });

async function post(url: string, body: object): Promise<{ readonly id: number }> {
  const response = await fetch(`${url}/books`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: number };
}

test('a mock on a port stores what it is sent, and keeps it over a restart', async () => {
  const persist = path.join(folder, 'storage.jsonl');
  let id: number;
  {
    await using mock = await open({ persist });
    const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
    ({ id } = await post(apiUrl, { title: 'Emma' }));
  }
  await using mock = await open({ persist });
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  expect(await (await fetch(`${apiUrl}/books/${id}`)).json()).toMatchObject({ title: 'Emma' });
  expect((await post(apiUrl, { title: 'Dune' })).id).toBeGreaterThan(id);
});

test('a mock that is not told to store answers from its document', async () => {
  await using mock = await open(false);
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  const { id } = await post(apiUrl, { title: 'Emma' });
  expect(await (await fetch(`${apiUrl}/books/${id}`)).json()).not.toMatchObject({ title: 'Emma' });
});

test('settings that cannot be followed are refused before anything is served', async () => {
  await expect(open({ collections: { boks: {} } })).rejects.toThrow(StorageSettingsError);
  const persist = path.join(folder, 'other.json');
  await writeFile(persist, '{"name":"package"}\n');
  await expect(open({ persist })).rejects.toThrow(JournalError);
  expect(await readFile(persist, 'utf8')).toBe('{"name":"package"}\n');
});

test('another document is served with what was stored before', async () => {
  await using mock = await open({});
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  const { id } = await post(apiUrl, { title: 'Emma' });
  await mock.reload({ ...library });
  expect(await (await fetch(`${apiUrl}/books/${id}`)).json()).toMatchObject({ title: 'Emma' });
  expect((await fetch(`${apiUrl}/books/${id}`, { method: 'DELETE' })).status).toBe(204);
});
