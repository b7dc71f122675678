import { beforeEach, expect, test } from 'vitest';
import type { StorageHost } from '../../src/admin/storage-host.ts';
import { createStorageHost } from '../../src/storage/create-storage-host.ts';
import type { World } from '../../src/worlds/world.ts';
import { library } from './support/library.ts';
import { openStateful, type StatefulMock } from './support/stateful-mock.ts';

let mock: StatefulMock;
let host: StorageHost;
let world: World;

beforeEach(async () => {
  mock = await openStateful(library);
  host = createStorageHost(mock.storage);
  world = mock.worlds.default;
});

test('collections are listed with how much there is of them', async () => {
  expect(host.collections(world)).toEqual([
    { name: 'books', path: '/books', items: 3, changed: false },
    { name: 'loans', path: '/books/{bookId}/loans', items: 9, changed: false },
    { name: 'readers', path: '/readers', items: 3, changed: false },
    { name: 'hours', path: undefined, items: 1, changed: false },
  ]);
  await mock.send('POST', '/books', { title: 'Emma' });
  expect(host.collections(world)[0]).toMatchObject({ items: 4, changed: true });
});

test('items are shown with their ids and parents', async () => {
  const { body } = await mock.send('POST', '/books', { id: 70, title: 'Emma' });
  const loan = await mock.send('POST', '/books/70/loans', { reader: 'ada' });
  expect(host.items(world, 'books')).toContainEqual({ id: '70', parents: {}, value: expect.objectContaining(body) });
  expect(host.items(world, 'loans')).toContainEqual({ id: loan.body.id, parents: { bookId: '70' }, value: loan.body });
  expect(host.items(world, 'none')).toBeUndefined();
});

test('what is put in place of a collection is served from the next request on', async () => {
  expect(
    host.replace(world, 'books', [{ value: { id: 5, title: 'Emma' } }, { id: '6', value: { title: 'Dune' } }]),
  ).toEqual([]);
  expect((await mock.send('GET', '/books')).body.data).toMatchObject([
    { id: 5, title: 'Emma' },
    { id: 6, title: 'Dune' },
  ]);
  expect(
    host.replace(world, 'loans', [
      { id: '0c5d6bb6-3a5e-4c8e-9a56-3c1c3e0a9f01', parents: { bookId: '6' }, value: { book_id: 6, reader: 'ada' } },
    ]),
  ).toEqual([]);
  expect((await mock.send('GET', '/books/6/loans')).body).toMatchObject([{ reader: 'ada' }]);
  expect(host.replace(world, 'books', [])).toEqual([]);
  expect((await mock.send('GET', '/books')).body.data).toEqual([]);
});

test('what is wrong is said with its place, and nothing is changed', () => {
  const before = world.state.storage;
  const problems = host.replace(world, 'books', [
    { value: { id: 5, title: 'Emma' } },
    { value: { id: 5, title: 'Twice' } },
    { value: { id: 6, title: 7 } },
  ]);
  expect(problems.map(({ pointer }) => pointer)).toEqual(['/1/id', '/2/value/title']);
  expect(host.replace(world, 'loans', [{ value: { reader: 'ada' } }]).map(({ pointer }) => pointer)).toEqual([
    '/0/parents',
  ]);
  expect(world.state.storage).toBe(before);
});

test('an item that says no id gets one', () => {
  expect(host.replace(world, 'books', [{ value: { title: 'Emma' } }, { value: { title: 'Dune' } }])).toEqual([]);
  const ids = host.items(world, 'books')?.map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
});

test('reset brings back what there was in the beginning', async () => {
  await mock.send('DELETE', '/books');
  await mock.send('PUT', '/hours', { opens: '9' });
  host.reset(world, 'books');
  expect(host.items(world, 'books')).toHaveLength(3);
  expect((await mock.send('GET', '/hours')).body.opens).toBe('9');
  host.reset(world);
  expect(host.collections(world).every(({ changed }) => !changed)).toBe(true);
  expect(world.state.storage.bytes).toBe(0);
});

test('one world is reset without the other', async () => {
  await mock.send('POST', '/books', { id: 70, title: 'Emma' });
  const other = mock.worlds.named('other');
  host.reset(other);
  expect((await mock.send('GET', '/books/70')).status).toBe(200);
  expect((await mock.fetch(new Request('http://mock/books/70'), other)).status).toBe(404);
});

test('what was concluded is told', () => {
  const { collections, operations } = host.inferred();
  expect(collections).toContainEqual({
    name: 'loans',
    path: '/books/{bookId}/loans',
    id: ['/id'],
    parents: ['bookId'],
  });
  expect(operations).toContainEqual({
    operation: 'GET /report',
    action: 'none',
    collection: undefined,
    why: expect.any(String),
  });
});
