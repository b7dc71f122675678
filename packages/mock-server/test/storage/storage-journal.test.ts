import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { JournalError, StorageJournal } from '../../src/storage/storage-journal.ts';
import type { StorageState } from '../../src/storage/storage-state.ts';
import { library } from './support/library.ts';
import { openStateful, type StatefulMock } from './support/stateful-mock.ts';

let folder: string;
let file: string;
const problems: string[] = [];
const onProblem = (message: string): void => {
  problems.push(message);
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'journal-'));
  file = path.join(folder, 'deep', 'storage.jsonl');
});

afterEach(() => rm(folder, { recursive: true }));

/** A mock whose default world is kept in the file. */
async function kept(): Promise<{ mock: StatefulMock; journal: StorageJournal }> {
  const journal = await StorageJournal.open({ file, onProblem });
  const mock = await openStateful(library);
  mock.worlds.default.update({ storage: journal.state });
  mock.worlds.default.onStorage = (storage) => journal.record(storage);
  return { mock, journal };
}

function plain({ collections, bytes, changes }: StorageState): object {
  return {
    collections: [...collections].map(([key, { items, created }]) => [key, [...items], created]),
    bytes,
    changes,
  };
}

test('what was stored is there after a restart', async () => {
  const first = await kept();
  const { body } = await first.mock.send('POST', '/books', { title: 'Emma' });
  await first.mock.send('POST', `/books/${body.id}/loans`, { reader: 'ada' });
  await first.mock.send('PATCH', `/books/${body.id}`, { title: 'Persuasion' });
  await first.mock.send('DELETE', '/books/1');
  const before = first.mock.worlds.default.state.storage;
  await first.journal.close();

  const second = await kept();
  expect(plain(second.journal.state)).toEqual(plain(before));
  expect((await second.mock.send('GET', `/books/${body.id}`)).body).toMatchObject({ title: 'Persuasion' });
  expect((await second.mock.send('POST', '/books', { title: 'Next' })).body.id).toBeGreaterThan(body.id);
  await second.journal.close();
});

test('what stands below an item goes with it, also what was stored before a restart', async () => {
  const first = await kept();
  await first.mock.send('POST', '/books', { id: 70, title: 'Emma' });
  await first.mock.send('POST', '/books/70/loans', { reader: 'ada' });
  await first.journal.close();
  const second = await kept();
  await second.mock.send('DELETE', '/books/70');
  await second.mock.send('POST', '/books', { id: 70, title: 'Emma' });
  expect((await second.mock.send('GET', '/books/70/loans')).body).toEqual([]);
  await second.journal.close();
});

test('any steps are read back as they were left', { timeout: 60_000 }, async () => {
  const step = fc.record({
    verb: fc.constantFrom('POST', 'PUT', 'DELETE', 'CLEAR'),
    id: fc.nat(6),
    title: fc.string({ minLength: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      await rm(path.dirname(file), { recursive: true, force: true });
      const { mock, journal } = await kept();
      for (const { verb, id, title } of steps) {
        if (verb === 'POST') await mock.send('POST', '/books', { title });
        else if (verb === 'PUT') await mock.send('PUT', '/hours', { opens: title });
        else if (verb === 'DELETE') await mock.send('DELETE', `/books/${id}`);
        else await mock.send('DELETE', '/books');
      }
      await journal.close();
      const again = await StorageJournal.open({ file, onProblem });
      expect(plain(again.state)).toEqual(plain(mock.worlds.default.state.storage));
      await again.close();
    }),
    { seed: 3, numRuns: 25 },
  );
});

test('a last line that was cut off is passed over, and gone with the next start', async () => {
  const { mock, journal } = await kept();
  const { body } = await mock.send('POST', '/books', { title: 'Emma' });
  await journal.close();
  await appendFile(file, '{"op":"put","partition":"books","id":"99","item":{"val');
  const again = await StorageJournal.open({ file, onProblem });
  expect([...(again.state.collections.get('books')?.items.keys() ?? [])]).toContain(String(body.id));
  await again.close();
  expect(await readFile(file, 'utf8')).not.toContain('"99"');
});

test.each([
  [
    'a broken line before others',
    '{"mockloop_storage":1}\n{"op":\n{"op":"drop","partition":"x"}\n',
    /line 2 is no JSON/,
  ],
  ['a line that is no change', '{"mockloop_storage":1}\n{"op":"explode","partition":"x"}\n', /line 2 is no change/],
  ['another file', '{"name":"package"}\n', /no file of MockLoop/],
  ['an item that is none', '{"mockloop_storage":1}\n{"op":"put","partition":"x","id":"1","item":7}\n', /line 2/],
  ['items that are none', '{"mockloop_storage":1}\n{"op":"set","partition":"x","items":[7]}\n', /line 2/],
])('%s is refused and left as it is', async (_, text, message) => {
  file = path.join(folder, 'broken.jsonl');
  await writeFile(file, text);
  await expect(StorageJournal.open({ file, onProblem })).rejects.toThrow(JournalError);
  await expect(StorageJournal.open({ file, onProblem })).rejects.toThrow(message);
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('an empty file, or none, is a storage that nobody has used', async () => {
  file = path.join(folder, 'empty.jsonl');
  await writeFile(file, '');
  const journal = await StorageJournal.open({ file, onProblem });
  expect(journal.state.collections.size).toBe(0);
  await journal.close();
});

test('opening leaves what is stored, and not what was overwritten', async () => {
  const { mock, journal } = await kept();
  const { body } = await mock.send('POST', '/books', { title: 'Emma' });
  await journal.close();
  const put = (index: number): string =>
    `${JSON.stringify({ op: 'put', partition: 'books', id: String(body.id), item: { value: { ...body, title: `Title ${index}` } } })}\n`;
  await appendFile(file, Array.from({ length: 50 }, (_, index) => put(index)).join(''));
  const before = (await readFile(file, 'utf8')).length;
  await (await StorageJournal.open({ file, onProblem })).close();
  const after = await readFile(file, 'utf8');
  expect(after.length).toBeLessThan(before / 2);
  expect(after).toContain('Title 49');
  expect(await readdir(path.dirname(file))).toEqual(['storage.jsonl']);
});

test('keys of items are keys, whatever they are called', async () => {
  file = path.join(folder, 'hostile.jsonl');
  await writeFile(
    file,
    '{"mockloop_storage":1}\n{"op":"put","partition":"__proto__","id":"__proto__","item":{"value":{"__proto__":{"polluted":1}}}}\n',
  );
  const journal = await StorageJournal.open({ file, onProblem });
  expect(journal.state.collections.get('__proto__')?.items.has('__proto__')).toBe(true);
  expect({}).not.toHaveProperty('polluted');
  await journal.close();
});
