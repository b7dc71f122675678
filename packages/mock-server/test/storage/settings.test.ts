import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadDocument } from '@mockloop/spec-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareStorage } from '../../src/storage/prepare-storage.ts';
import { type StorageSettings, StorageSettingsError } from '../../src/storage/storage-settings.ts';
import { library } from './support/library.ts';
import { openStateful } from './support/stateful-mock.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'storage-settings-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function problemsOf(storage: unknown): Promise<readonly object[]> {
  try {
    await prepareStorage(await loadDocument(library), storage as StorageSettings);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(StorageSettingsError);
    return (error as StorageSettingsError).problems;
  }
}

describe('corrections', () => {
  test('another member is the id', async () => {
    const mock = await openStateful(library, {
      storage: { collections: { books: { id: 'shelf_mark' } }, seed: { books: [] } },
    });
    const { body, headers } = await mock.send('POST', '/books', { title: 'Emma' });
    expect(headers.get('location')).toBe(`/books/${encodeURIComponent(body.shelf_mark)}`);
  });

  test('a collection is renamed', async () => {
    const mock = await openStateful(library, {
      storage: { collections: { books: { name: 'titles' } }, seed: { titles: [{ id: 9, title: 'Emma' }] } },
    });
    expect((await mock.send('GET', '/books/9')).body).toMatchObject({ title: 'Emma' });
    expect([...mock.storage.context.model.collections().keys()]).toContain('titles');
  });

  test('a collection is switched off', async () => {
    const mock = await openStateful(library, { storage: { collections: { books: { enabled: false } } } });
    expect((await mock.send('GET', '/books/987654')).status).toBe(200);
    expect((await mock.send('POST', '/books', { title: 'Emma' })).status).toBe(201);
    expect(mock.worlds.default.state.storage.changes).toBe(0);
  });

  test('an operation does something else', async () => {
    const mock = await openStateful(library, {
      storage: {
        operations: { 'GET /books': { action: 'none' }, deleteBook: { action: 'read', collection: 'books' } },
      },
    });
    await mock.send('POST', '/books', { id: 5, title: 'Emma' });
    await mock.send('DELETE', '/books/5');
    expect((await mock.send('GET', '/books/5')).status).toBe(200);
    expect((await mock.send('GET', '/books')).body.data).not.toContainEqual(expect.objectContaining({ title: 'Emma' }));
  });

  test.each([
    [{ collections: { boks: {} } }, '/collections/boks', /no collection "boks".*books/],
    [{ collections: { books: { name: 'readers' } } }, '/collections/books/name', /another collection/],
    [{ collections: { books: { id: 7 } } }, '/collections/books/id', /member/],
    [{ collections: { books: { enabled: 'no' } } }, '/collections/books/enabled', /true or false/],
    [{ collections: { books: { key: 'id' } } }, '/collections/books/key', /Remove/],
    [{ collections: { 'a/b~c': null } }, '/collections/a~1b~0c', /no collection/],
    [
      { operations: { makeBook: { action: 'create', collection: 'books' } } },
      '/operations/makeBook',
      /no operation "makeBook".*createBook/,
    ],
    [
      { operations: { createBook: { action: 'make', collection: 'books' } } },
      '/operations/createBook/action',
      /one of create/,
    ],
    [{ operations: { createBook: { action: 'create' } } }, '/operations/createBook/collection', /Name a collection/],
    [
      { operations: { createBook: { action: 'create', collection: '__proto__' } } },
      '/operations/createBook/collection',
      /Name a collection/,
    ],
  ])('%j is refused at %s', async (settings, pointer, detail) => {
    expect(await problemsOf(settings)).toEqual([{ pointer, detail: expect.stringMatching(detail) }]);
  });

  test('all that is wrong is said at once', async () => {
    expect(await problemsOf({ collections: { x: {}, y: {} }, operations: { z: { action: 'none' } } })).toHaveLength(3);
  });
});

describe('seeds', () => {
  test('are what a collection begins with, completed where the schema asks for more', async () => {
    const mock = await openStateful(library, {
      storage: {
        seed: {
          books: [
            { id: 5, title: 'Emma' },
            { id: 9, title: 'Dune', pages: 10 },
          ],
        },
      },
    });
    expect((await mock.send('GET', '/books')).body.data.map(({ id }: { id: number }) => id)).toEqual([5, 9]);
    expect((await mock.send('GET', '/books/9')).body).toMatchObject({
      title: 'Dune',
      pages: 10,
      language: expect.any(String),
    });
    expect((await mock.send('POST', '/books', { title: 'New' })).body.id).toBe(10);
  });

  test('get ids where they say none', async () => {
    const mock = await openStateful(library, { storage: { seed: { books: [{ title: 'Emma' }, { title: 'Dune' }] } } });
    const { data } = (await mock.send('GET', '/books')).body;
    expect(new Set(data.map(({ id }: { id: number }) => id)).size).toBe(2);
  });

  test('stand below the parents that they name, or below all', async () => {
    const books = [
      { id: 1, title: 'Emma' },
      { id: 2, title: 'Dune' },
    ];
    const loans = [{ book_id: 2, reader: 'ada' }, { reader: 'ben' }];
    const mock = await openStateful(library, { storage: { seed: { books, loans } } });
    const readers = async (id: number): Promise<string[]> =>
      (await mock.send('GET', `/books/${id}/loans`)).body.map(({ reader }: { reader: string }) => reader);
    expect(await readers(1)).toEqual(['ben']);
    expect(await readers(2)).toEqual(['ada', 'ben']);
    expect((await mock.send('GET', '/books/1/loans')).body[0].book_id).toBe(1);
  });

  test.each([
    ['seeds.json', JSON.stringify({ readers: [{ login: 'ada', name: 'Ada' }] })],
    ['seeds.yaml', 'readers:\n  - login: ada\n    name: Ada\n'],
  ])('come from a file: %s', async (name, text) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    const mock = await openStateful(library, { storage: { seed: file } });
    expect((await mock.send('GET', '/readers')).body).toEqual([{ login: 'ada', name: 'Ada' }]);
  });

  test.each([
    [{ boks: [] }, '/seed/boks', /no collection "boks"/],
    [{ books: {} }, '/seed/books', /list/],
    [{ books: [null] }, '/seed/books/0', /object/],
    [{ books: [{ title: 'Emma' }, { title: 7 }] }, '/seed/books/1/title', /must be a string/],
    [
      {
        books: [
          { id: 5, title: 'Emma' },
          { id: 5, title: 'Dune' },
        ],
      },
      '/seed/books/1',
      /same id/,
    ],
    [
      { books: [{ title: 'Emma' }, { titel: 'Dune' }] },
      '/seed/books/1/titel',
      /no member "titel".*Did you mean "title"/,
    ],
    [{ books: [JSON.parse('{ "title": "Emma", "pags": 5 }')] }, '/seed/books/0/pags', /Did you mean "pages"/],
    [{ readers: [{ login: 'ADA', name: 'Ada' }] }, '/seed/readers/0/login', /pattern|match/],
  ])('%j is refused at %s', async (seed, pointer, detail) => {
    expect(await problemsOf({ seed })).toEqual([{ pointer, detail: expect.stringMatching(detail) }]);
  });

  test('members that the document forbids are refused', async () => {
    const thing = {
      type: 'object',
      additionalProperties: false,
      required: ['id'],
      properties: { id: { type: 'integer' } },
    };
    const responses = { 200: { description: 'One.', content: { 'application/json': { schema: thing } } } };
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
    const document = await loadDocument({
      openapi: '3.1.0',
      info: { title: 'Things', version: '1' },
      paths: { '/things/{id}': { get: { parameters, responses }, delete: { parameters, responses } } },
    });
    const seed = { things: [{ id: 1, colour: 'red' }, JSON.parse('{ "__proto__": 1 }')] };
    await expect(prepareStorage(document, { seed })).rejects.toMatchObject({
      problems: [
        { pointer: '/seed/things/0/colour', detail: expect.stringMatching(/no member "colour"/) },
        { pointer: '/seed/things/1/__proto__', detail: expect.stringMatching(/no member "__proto__"/) },
      ],
    });
  });

  test('members of no meaning to the document are taken, and what clients would have to send is said to be generated', async () => {
    const seed = { books: [{ title: 'Emma', colour: 'red' }, { pages: 5 }, { language: 'de' }] };
    const { notices } = await prepareStorage(await loadDocument(library), { seed });
    expect(notices).toEqual(['storage seed /seed/books/1: 2 items leave out title in "books": generated.']);
  });

  test.each([
    ['missing.json', undefined, /cannot be read/],
    ['broken.json', '{"books": [', /cannot be read/],
    ['broken.yaml', 'books: [', /cannot be read/],
    ['list.json', '[]', /Expected an object/],
  ])('a file that is none of seeds is refused: %s', async (name, text, detail) => {
    const file = path.join(folder, name);
    if (text !== undefined) await writeFile(file, text);
    expect(await problemsOf({ seed: file })).toEqual([{ file, pointer: '', detail: expect.stringMatching(detail) }]);
    if (text !== undefined) expect(await readFile(file, 'utf8')).toBe(text);
  });
});
