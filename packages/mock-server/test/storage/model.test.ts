import fc from 'fast-check';
import { expect, test } from 'vitest';
import { library } from './support/library.ts';
import { openStateful, type StatefulMock } from './support/stateful-mock.ts';

type Book = Record<string, unknown> & { id: number; title: string };

const title = fc.string({ minLength: 1, maxLength: 20 });
const genres = fc.array(fc.constantFrom('novel', 'science', '__proto__', 'constructor', ''), { maxLength: 3 });
const notes = fc.dictionary(
  fc.string({ maxLength: 8 }),
  fc.oneof(fc.integer(), fc.string({ maxLength: 5 }), fc.constant(null)),
  { maxKeys: 3 },
);
const book = fc.record({ title, genres, notes, pages: fc.integer({ min: 1, max: 9999 }) }, { requiredKeys: ['title'] });
const which = fc.nat(30);
const step = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), book }),
  fc.record({ kind: fc.constant('read' as const), which }),
  fc.record({
    kind: fc.constant('update' as const),
    which,
    book: fc.record({ title, pages: fc.integer({ min: 1, max: 9999 }) }, { requiredKeys: [] }),
  }),
  fc.record({ kind: fc.constant('replace' as const), which, book }),
  fc.record({ kind: fc.constant('delete' as const), which }),
  fc.record({ kind: fc.constant('list' as const), limit: fc.integer({ min: 1, max: 10 }), offset: fc.nat(12) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What storage is to be: a map, and the rules of the document. */
class Model {
  readonly #books = new Map<number, Book>();
  readonly #mock: StatefulMock;

  constructor(mock: StatefulMock) {
    this.#mock = mock;
  }

  async take(step: Step): Promise<void> {
    if (step.kind === 'create') return this.#create(step.book);
    if (step.kind === 'list') return this.#list(step.limit, step.offset);
    const ids = [...this.#books.keys()];
    const id = ids.length === 0 || step.which % 5 === 4 ? 100_000 + step.which : (ids[step.which % ids.length] ?? 0);
    if (step.kind === 'read') return this.#read(id);
    if (step.kind === 'delete') return this.#delete(id);
    return this.#change(id, step);
  }

  async #create(book: object): Promise<void> {
    const { status, body } = await this.#mock.send('POST', '/books', book);
    expect(status).toBe(201);
    expect(body).toMatchObject(book);
    expect(this.#books.has(body.id)).toBe(false);
    this.#books.set(body.id, body);
  }

  async #list(limit: number, offset: number): Promise<void> {
    const { body } = await this.#mock.send('GET', `/books?limit=${limit}&offset=${offset}`);
    expect(body.total).toBe(this.#books.size);
    expect(body.data).toEqual([...this.#books.values()].slice(offset, offset + limit));
  }

  async #read(id: number): Promise<void> {
    const { status, body } = await this.#mock.send('GET', `/books/${id}`);
    const known = this.#books.get(id);
    expect(known === undefined ? status : body).toEqual(known ?? 404);
  }

  async #delete(id: number): Promise<void> {
    expect((await this.#mock.send('DELETE', `/books/${id}`)).status).toBe(this.#books.delete(id) ? 204 : 404);
  }

  async #change(id: number, { kind, book }: { kind: 'update' | 'replace'; book: object }): Promise<void> {
    const { status, body } = await this.#mock.send(kind === 'replace' ? 'PUT' : 'PATCH', `/books/${id}`, book);
    const known = this.#books.get(id);
    expect(status).toBe(known === undefined ? 404 : 200);
    if (known === undefined) return;
    const { created_at, shelf_mark, lent_to, url } = known;
    const kept = kind === 'replace' ? { id, created_at, shelf_mark, lent_to, url, language: 'en' } : known;
    expect(body).toEqual({ ...kept, ...book, updated_at: body.updated_at });
    this.#books.set(id, body);
  }
}

test('any steps leave what the same steps leave in a map', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const model = new Model(await openStateful(library, { storage: { seed: { books: [] } } }));
      for (const one of steps) await model.take(one);
    }),
    { seed: 20_261, numRuns: 60 },
  );
});

test('the size that is counted is the size of what is stored', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(book, { maxLength: 8 }),
      fc.array(fc.nat(10), { maxLength: 5 }),
      async (books, deleted) => {
        const mock = await openStateful(library, { storage: { seed: { books: [] } } });
        for (const one of books) await mock.send('POST', '/books', one);
        for (const id of deleted) await mock.send('DELETE', `/books/${id}`);
        const { storage } = mock.worlds.default.state;
        const items = storage.collections.valueSeq().flatMap((state) => state.items.valueSeq());
        expect(storage.bytes).toBe(items.reduce((sum, { value }) => sum + Buffer.byteLength(JSON.stringify(value)), 0));
      },
    ),
    { seed: 7, numRuns: 30 },
  );
});
