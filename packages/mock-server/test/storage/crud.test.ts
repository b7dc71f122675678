import { beforeEach, expect, test } from 'vitest';
import { library } from './support/library.ts';
import { openStateful, type StatefulMock } from './support/stateful-mock.ts';

let mock: StatefulMock;
const merge = { 'content-type': 'application/merge-patch+json' };
const patch = { 'content-type': 'application/json-patch+json' };

beforeEach(async () => {
  mock = await openStateful(library);
});

test('what was posted is what is read', async () => {
  const created = await mock.send('POST', '/books', { title: 'Emma', genres: ['novel'] });
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({ title: 'Emma', genres: ['novel'] });
  expect(created.headers.get('location')).toBe(`/books/${created.body.id}`);
  const read = await mock.send('GET', created.headers.get('location') ?? '');
  expect(read).toMatchObject({ status: 200, body: created.body });
});

test('the location stands below the base path where the request does', async () => {
  const { headers, body } = await mock.send('POST', '/v1/books', { title: 'Emma' });
  expect(headers.get('location')).toBe(`/v1/books/${body.id}`);
});

test('a new item has defaults, what the server says, and nothing else that was not sent', async () => {
  const { body } = await mock.send('POST', '/books', { title: 'Emma' });
  expect(body.language).toBe('en');
  expect(body.lent_to).toBeNull();
  expect(body.created_at).toBe(body.updated_at);
  expect(Object.keys(body).toSorted()).toEqual([
    'created_at',
    'id',
    'language',
    'lent_to',
    'shelf_mark',
    'title',
    'updated_at',
    'url',
  ]);
});

test('what is write-only is taken and never shown, what is read-only is the server’s', async () => {
  const { body } = await mock.send('POST', '/books', { title: 'Emma', secret: 's3cret', shelf_mark: 'mine' });
  expect(body).not.toHaveProperty('secret');
  expect(body.shelf_mark).not.toBe('mine');
  const changed = await mock.send('PATCH', `/books/${body.id}`, { shelf_mark: 'mine', secret: 'x' });
  expect(changed.body.shelf_mark).toBe(body.shelf_mark);
  expect(changed.text).not.toContain('secret');
});

test('ids are given out once, also after deletions', async () => {
  const first = await mock.send('POST', '/books', { title: 'A' });
  await mock.send('DELETE', `/books/${first.body.id}`);
  const second = await mock.send('POST', '/books', { title: 'B' });
  expect(second.body.id).toBeGreaterThan(first.body.id);
});

test('an id may be chosen, once', async () => {
  expect(await mock.send('POST', '/books', { id: 77, title: 'A' })).toMatchObject({ status: 201, body: { id: 77 } });
  expect(await mock.send('POST', '/books', { id: 77, title: 'B' })).toMatchObject({ status: 409 });
  expect((await mock.send('GET', '/books/77')).body.title).toBe('A');
});

test('a merge patch changes what it names, removes what it nulls, and leaves the rest', async () => {
  const { body } = await mock.send('POST', '/books', {
    title: 'Emma',
    genres: ['novel'],
    notes: { a: 1, b: { c: 2 } },
  });
  const changed = await mock.send(
    'PATCH',
    `/books/${body.id}`,
    { genres: null, notes: { a: null, b: { d: 3 } } },
    merge,
  );
  expect(changed.body).not.toHaveProperty('genres');
  expect(changed.body).toMatchObject({ title: 'Emma', notes: { b: { c: 2, d: 3 } }, created_at: body.created_at });
  expect(changed.body.notes).not.toHaveProperty('a');
  expect(changed.body.updated_at > body.updated_at).toBe(true);
});

test('a partial change in JSON sets null where the schema knows it', async () => {
  const { body } = await mock.send('POST', '/books', { title: 'Emma', pages: 300 });
  expect((await mock.send('PATCH', `/books/${body.id}`, { pages: null })).body.pages).toBeNull();
});

test('a JSON Patch is applied whole or not at all', async () => {
  const { body } = await mock.send('POST', '/books', { title: 'Emma', genres: ['novel'] });
  const at = `/books/${body.id}`;
  const add = { op: 'add', path: '/genres/-', value: 'classic' };
  expect((await mock.send('PATCH', at, [add], patch)).body.genres).toEqual(['novel', 'classic']);
  expect(await mock.send('PATCH', at, [add, { op: 'test', path: '/title', value: 'x' }], patch)).toMatchObject({
    status: 409,
  });
  expect(await mock.send('PATCH', at, [add, { op: 'remove', path: '/none' }], patch)).toMatchObject({ status: 422 });
  expect((await mock.send('GET', at)).body.genres).toEqual(['novel', 'classic']);
});

test('a change that the schema does not allow is not made', async () => {
  const { body } = await mock.send('POST', '/books', { title: 'Emma' });
  const changed = await mock.send('PATCH', `/books/${body.id}`, { title: 42, pages: 10 });
  expect(changed.body).toMatchObject({ title: 'Emma', pages: 10 });
});

test('a replacement removes what it leaves out, and keeps what is the server’s', async () => {
  const { body } = await mock.send('POST', '/books', { title: 'Emma', genres: ['novel'], pages: 300 });
  const replaced = await mock.send('PUT', `/books/${body.id}`, { title: 'Persuasion', id: 5 });
  expect(replaced).toMatchObject({
    status: 200,
    body: { id: body.id, title: 'Persuasion', created_at: body.created_at, shelf_mark: body.shelf_mark },
  });
  expect(replaced.body).not.toHaveProperty('genres');
  expect(replaced.body).not.toHaveProperty('pages');
});

test('PUT makes what is not there where the document says 201, and refuses where it does not', async () => {
  expect(await mock.send('PUT', '/readers/ada', { name: 'Ada' })).toMatchObject({
    status: 201,
    body: { login: 'ada', name: 'Ada' },
  });
  expect(await mock.send('PUT', '/readers/ada', { name: 'Ada B.' })).toMatchObject({
    status: 200,
    body: { name: 'Ada B.' },
  });
  expect(await mock.send('PUT', '/books/999', { title: 'None' })).toMatchObject({ status: 404 });
});

test('a deleted item is gone, and can be deleted once', async () => {
  const { body } = await mock.send('POST', '/books', { title: 'Emma' });
  const at = `/books/${body.id}`;
  expect(await mock.send('DELETE', at)).toMatchObject({ status: 204, text: '' });
  expect(await mock.send('GET', at)).toMatchObject({ status: 404 });
  expect(await mock.send('DELETE', at)).toMatchObject({ status: 404 });
  expect((await mock.send('GET', '/books?limit=100')).body.data).not.toContainEqual(body);
});

test('deleting a parent deletes what is below it', async () => {
  const { body: book } = await mock.send('POST', '/books', { id: 50, title: 'Emma' });
  await mock.send('POST', `/books/${book.id}/loans`, { reader: 'ada' });
  await mock.send('DELETE', `/books/${book.id}`);
  expect(await mock.send('GET', `/books/${book.id}/loans`)).toMatchObject({ status: 404 });
  await mock.send('POST', '/books', { id: 50, title: 'Emma again' });
  expect(await mock.send('GET', `/books/${book.id}/loans`)).toMatchObject({ status: 200, body: [] });
});

test('items below one parent are not those below another', async () => {
  const { body: one } = await mock.send('POST', '/books', { title: 'One' });
  const { body: two } = await mock.send('POST', '/books', { title: 'Two' });
  const { body: loan, status, headers } = await mock.send('POST', `/books/${one.id}/loans`, { reader: 'ada' });
  expect({ status, loan }).toMatchObject({ status: 201, loan: { reader: 'ada', book_id: one.id } });
  expect(headers.get('location')).toBe(`/books/${one.id}/loans/${loan.id}`);
  expect((await mock.send('GET', `/books/${one.id}/loans`)).body).toEqual([loan]);
  expect((await mock.send('GET', `/books/${two.id}/loans`)).body).toEqual([]);
  expect(await mock.send('GET', `/books/${two.id}/loans/${loan.id}`)).toMatchObject({ status: 404 });
  expect(await mock.send('POST', '/books/12345/loans', { reader: 'ada' })).toMatchObject({ status: 404 });
  expect(await mock.send('DELETE', `/books/${one.id}/loans/${loan.id}`)).toMatchObject({
    body: { id: loan.id, deleted: true },
  });
});

test('an item’s own URL leads to it', async () => {
  const { body } = await mock.send('POST', '/books', { title: 'Emma' });
  expect(body.url).toBe(`https://library.example/v1/books/${body.id}{?fields}`);
});

test('what is done to an item shows on it', async () => {
  const { body: book } = await mock.send('POST', '/books', { title: 'Emma' });
  const { body: loan } = await mock.send('POST', `/books/${book.id}/loans`, { reader: 'ada' });
  const at = `/books/${book.id}/loans/${loan.id}`;
  const extended = await mock.send('POST', `${at}/extend`, { due: '2026-12-24' });
  expect(extended.body).toMatchObject({
    id: loan.id,
    reader: 'ada',
    status: 'extended',
    due: '2026-12-24',
    extended_at: expect.stringContaining('2026'),
  });
  expect((await mock.send('GET', at)).body).toEqual(extended.body);
  expect(
    await mock.send('POST', `/books/${book.id}/loans/0c5d6bb6-3a5e-4c8e-9a56-3c1c3e0a9f01/extend`, {}),
  ).toMatchObject({ status: 404 });
});

test('of a singleton there is one until it is deleted', async () => {
  const before = await mock.send('GET', '/hours');
  expect(before.status).toBe(200);
  expect(await mock.send('PUT', '/hours', { opens: '9:00' })).toMatchObject({ status: 200, body: { opens: '9:00' } });
  expect((await mock.send('GET', '/hours')).body).toEqual({ opens: '9:00' });
  expect(await mock.send('DELETE', '/hours')).toMatchObject({ status: 204 });
  expect(await mock.send('GET', '/hours')).toMatchObject({ status: 404 });
  await mock.send('PUT', '/hours', { opens: '10:00' });
  expect((await mock.send('GET', '/hours')).body).toEqual({ opens: '10:00' });
});

test('deleting the collection deletes all of it', async () => {
  await mock.send('POST', '/books', { title: 'Emma' });
  expect(await mock.send('DELETE', '/books')).toMatchObject({ status: 204 });
  expect((await mock.send('GET', '/books')).body).toMatchObject({ data: [], total: 0 });
});

test('what begins in a collection can be read, changed and deleted like everything else', async () => {
  const { data } = (await mock.send('GET', '/books')).body;
  expect(data).toHaveLength(3);
  expect(data.map(({ id }: { id: number }) => id)).toEqual([1, 2, 3]);
  const [{ id }] = data;
  expect((await mock.send('GET', `/books/${id}`)).body).toEqual(data[0]);
  expect((await mock.send('PATCH', `/books/${id}`, { title: 'Mine' })).body.title).toBe('Mine');
  expect((await mock.send('DELETE', `/books/${id}`)).status).toBe(204);
  expect((await mock.send('GET', '/books')).body.data).toHaveLength(2);
});

test('the same steps give the same bytes', async () => {
  const other = await openStateful(library);
  for (const target of [mock, other]) await target.send('POST', '/books', { title: 'Emma' });
  for (const path of ['/books', '/readers', '/hours']) {
    expect((await mock.send('GET', path)).text).toBe((await other.send('GET', path)).text);
  }
  const another = await openStateful(library, { seed: 'another' });
  expect((await another.send('GET', '/books')).text).not.toBe((await other.send('GET', '/books')).text);
});

test('worlds do not see each other, and begin as the default world is', async () => {
  await mock.send('POST', '/books', { id: 70, title: 'Shared' });
  const a = mock.worlds.named('a');
  const post = new Request('http://mock/books', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"id":71,"title":"A"}',
  });
  expect((await mock.fetch(post, a)).status).toBe(201);
  expect((await mock.fetch(new Request('http://mock/books/70'), a)).status).toBe(200);
  expect((await mock.fetch(new Request('http://mock/books/71'), a)).status).toBe(200);
  expect((await mock.send('GET', '/books/71')).status).toBe(404);
});

test('what names no collection is answered from the document', async () => {
  expect(await mock.send('GET', '/report')).toMatchObject({ status: 200 });
  expect(mock.worlds.default.state.storage.changes).toBe(0);
});

test('many requests at once lose nothing', async () => {
  const created = await Promise.all(
    Array.from({ length: 50 }, (_, index) => mock.send('POST', '/books', { title: `Book ${index}` })),
  );
  expect(new Set(created.map(({ body }) => body.id)).size).toBe(50);
  expect((await mock.send('GET', '/books?limit=1')).body.total).toBe(53);
});
