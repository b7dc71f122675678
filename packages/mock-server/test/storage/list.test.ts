import { beforeEach, describe, expect, test } from 'vitest';
import { library } from './support/library.ts';
import { openStateful, type StatefulMock } from './support/stateful-mock.ts';

describe('one list', () => {
  let mock: StatefulMock;
  const titles = async (query: string): Promise<readonly string[]> =>
    (await mock.send('GET', `/books?${query}`)).body.data.map(({ title }: { title: string }) => title);

  beforeEach(async () => {
    mock = await openStateful(library, { storage: { seed: { books: [] } } });
    for (const [index, title] of ['Emma', 'Ada', 'Middlemarch', 'Dune'].entries()) {
      await mock.send('POST', '/books', {
        title,
        pages: (index + 1) * 100,
        genres: index % 2 === 0 ? ['novel'] : ['novel', 'science'],
      });
    }
  });

  test('shows everything in the order of creation', async () => {
    const { body } = await mock.send('GET', '/books');
    expect(body).toMatchObject({ total: 4, has_more: false });
    expect(body).not.toHaveProperty('next');
    expect(body.data.map(({ title }: { title: string }) => title)).toEqual(['Emma', 'Ada', 'Middlemarch', 'Dune']);
  });

  test.each([
    ['title=Ada', ['Ada']],
    ['genres=science', ['Ada', 'Dune']],
    ['genres=novel&genres=science', ['Ada', 'Dune']],
    ['min_pages=300', ['Middlemarch', 'Dune']],
    ['q=march', ['Middlemarch']],
    ['q=is:open march', ['Middlemarch']],
    ['title=none', []],
    ['title=all', ['Emma', 'Ada', 'Middlemarch', 'Dune']],
  ])('%s keeps %j', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  test.each([
    ['sort=title', ['Ada', 'Dune', 'Emma', 'Middlemarch']],
    ['sort=-title', ['Middlemarch', 'Emma', 'Dune', 'Ada']],
    ['sort=pages:desc', ['Dune', 'Middlemarch', 'Ada', 'Emma']],
    ['sort=pages desc', ['Dune', 'Middlemarch', 'Ada', 'Emma']],
    ['sort=language,-pages', ['Dune', 'Middlemarch', 'Ada', 'Emma']],
    ['sort=nothing', ['Emma', 'Ada', 'Middlemarch', 'Dune']],
  ])('%s sorts %j', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  test('pages follow each other without gap or overlap', async () => {
    const first = (await mock.send('GET', '/books?limit=3&sort=title')).body;
    expect(first).toMatchObject({ total: 4, has_more: true });
    const next = new URL(first.next);
    const second = (await mock.send('GET', next.pathname + next.search)).body;
    expect(second).toMatchObject({ total: 4, has_more: false });
    expect([...first.data, ...second.data].map(({ title }) => title)).toEqual(['Ada', 'Dune', 'Emma', 'Middlemarch']);
  });

  test('a page behind the last is empty', async () => {
    expect((await mock.send('GET', '/books?offset=100')).body).toMatchObject({ data: [], total: 4, has_more: false });
  });

  test('a sort that is longer than any name is not even read', async () => {
    expect(await titles(`sort=${'_'.repeat(300_000)}`)).toEqual(['Emma', 'Ada', 'Middlemarch', 'Dune']);
  });
});

/** A list of things, told its pages as different APIs do. */
function listApi(parameters: readonly object[], schema: object, headers: object = {}): object {
  const thing = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { type: 'integer' }, name: { type: 'string' } },
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    components: { schemas: { Thing: thing } },
    paths: {
      '/things': {
        get: { parameters, responses: { 200: { headers, content: { 'application/json': { schema } } } } },
        post: {
          requestBody: {
            content: { 'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } } },
          },
          responses: { 201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } },
        },
      },
      '/things/{id}': {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } },
        },
      },
    },
  };
}

const things = { type: 'array', items: { $ref: '#/components/schemas/Thing' } };
const parameter = (name: string, schema: object, more: object = {}): object => ({ name, in: 'query', schema, ...more });
const integer = { type: 'integer' };
const seven = {
  storage: { seed: { things: Array.from({ length: 7 }, (_, index) => ({ id: index + 1, name: `n${index + 1}` })) } },
};

/** The ids of all pages; `next` gives the path of the one behind a reply. */
async function walk(
  mock: StatefulMock,
  first: string,
  next: (reply: Awaited<ReturnType<StatefulMock['send']>>) => string | undefined,
): Promise<readonly number[][]> {
  const pages: number[][] = [];
  for (let path: string | undefined = first; path !== undefined && pages.length < 10; ) {
    const reply = await mock.send('GET', path);
    const list = Array.isArray(reply.body)
      ? reply.body
      : (reply.body.data ?? reply.body.items ?? reply.body._embedded.things);
    pages.push(list.map(({ id }: { id: number }) => id));
    path = next(reply);
  }
  return pages;
}

const THREE_PAGES = [[1, 2, 3], [4, 5, 6], [7]];

test('pages that are counted say so in Link fields', async () => {
  const mock = await openStateful(
    listApi([parameter('page', integer), parameter('per_page', { ...integer, default: 30, maximum: 100 })], things),
    seven,
  );
  const pages = await walk(mock, '/things?per_page=3', ({ headers }) => {
    const next = /<http:\/\/mock([^>]*)>; rel="next"/.exec(headers.get('link') ?? '');
    return next?.[1];
  });
  expect(pages).toEqual(THREE_PAGES);
  expect((await mock.send('GET', '/things?per_page=3&page=2')).headers.get('link')).toBe(
    '<http://mock/things?per_page=3&page=1>; rel="prev", <http://mock/things?per_page=3&page=3>; rel="next", <http://mock/things?per_page=3&page=3>; rel="last", <http://mock/things?per_page=3&page=1>; rel="first"',
  );
});

test('links stay in the world that the path of the request names', async () => {
  const schema = {
    type: 'object',
    required: ['data', 'next', 'url'],
    properties: { data: things, next: { type: ['string', 'null'] }, url: { type: 'string' } },
  };
  const headers = { Link: { schema: { type: 'string' } } };
  const mock = await openStateful(
    listApi([parameter('page', integer), parameter('per_page', integer)], schema, headers),
    seven,
  );
  const reply = await mock.send('GET', '/_w/w/things?per_page=5');
  const next = 'http://mock/_w/w/things?per_page=5&page=2';
  expect(reply.headers.get('link')).toContain(`<${next}>; rel="next"`);
  expect(reply.body).toMatchObject({ next, url: '/_w/w/things' });
  expect(reply.headers.get('link')).not.toContain('/_w/w/_w/w');
});

test('a list that has no other page sends no Link, whatever the document shows', async () => {
  const headers = { Link: { schema: { type: 'string' }, example: '</things?page=2>; rel="next"' } };
  const mock = await openStateful(
    listApi([parameter('page', integer), parameter('per_page', integer)], things, headers),
    seven,
  );
  expect((await mock.send('GET', '/things')).headers.has('link')).toBe(false);
  expect((await mock.send('GET', '/things?per_page=5')).headers.get('link')).toContain('rel="next"');
});

test.each([
  ['', [2]],
  ['Things with one of these labels.', [1, 2, 3]],
  ['Matches any of the labels.', [1, 2, 3]],
  ['Matches any thing that has all of these labels.', [2]],
])('several values for a member that is a list, described as "%s", keep %j', async (description, expected) => {
  const labels = { type: 'array', items: { type: 'string' } };
  const document = listApi([parameter('labels', labels, { description })], things);
  Object.assign(Reflect.get(document, 'components').schemas.Thing.properties, { labels });
  const mock = await openStateful(document, {
    storage: {
      seed: {
        things: [
          { id: 1, name: 'a', labels: ['red'] },
          { id: 2, name: 'b', labels: ['red', 'big'] },
          { id: 3, name: 'c', labels: ['big'] },
          { id: 4, name: 'd', labels: [] },
        ],
      },
    },
  });
  const { body } = await mock.send('GET', '/things?labels=red&labels=big');
  expect(body.map(({ id }: { id: number }) => id)).toEqual(expected);
});

test('a number that the document shows as an id is that of the first generated item', async () => {
  const document = listApi([], things);
  Object.assign(Reflect.get(document, 'paths')['/things/{id}'].get.parameters[0], { example: 42 });
  const mock = await openStateful(document);
  expect(await mock.send('GET', '/things/42')).toMatchObject({ status: 200, body: { id: 42 } });
  const { body } = await mock.send('GET', '/things');
  expect(body.map(({ id }: { id: number }) => id)).toEqual([42, 43, 44]);
});

test('totals stand in the field that the document has for them', async () => {
  const headers = { 'X-Total-Count': { schema: integer, example: 99 } };
  const mock = await openStateful(listApi([parameter('limit', integer)], things, headers), seven);
  expect((await mock.send('GET', '/things?limit=2')).headers.get('x-total-count')).toBe('7');
});

test('cursors lead through a list, also when items go in between', async () => {
  const schema = {
    type: 'object',
    required: ['items', 'next_cursor'],
    properties: { items: things, next_cursor: { type: ['string', 'null'] } },
  };
  const mock = await openStateful(
    listApi([parameter('cursor', { type: 'string' }), parameter('limit', integer)], schema),
    seven,
  );
  expect(
    await walk(mock, '/things?limit=3', ({ body }) =>
      body.next_cursor === null ? undefined : `/things?limit=3&cursor=${body.next_cursor}`,
    ),
  ).toEqual(THREE_PAGES);
  expect(await mock.send('GET', '/things?cursor=nonsense')).toMatchObject({ status: 400 });
});

test('cursors may be ids, forwards and backwards, as Stripe has them', async () => {
  const schema = {
    type: 'object',
    required: ['object', 'data', 'has_more', 'url'],
    properties: { object: { const: 'list' }, data: things, has_more: { type: 'boolean' }, url: { type: 'string' } },
  };
  const parameters = [
    parameter('starting_after', { type: 'string' }),
    parameter('ending_before', { type: 'string' }),
    parameter('limit', integer, { description: 'The default is 3.' }),
  ];
  const mock = await openStateful(listApi(parameters, schema), seven);
  expect(
    await walk(mock, '/things', ({ body }) =>
      body.has_more ? `/things?starting_after=${body.data.at(-1).id}` : undefined,
    ),
  ).toEqual(THREE_PAGES);
  const before = await mock.send('GET', '/things?ending_before=4');
  expect(before.body).toMatchObject({ object: 'list', url: '/things' });
  expect(before.body.data.map(({ id }: { id: number }) => id)).toEqual([1, 2, 3]);
});

test('pages may be members of an object, and their numbers begin with 0', async () => {
  const page = parameter(
    'page',
    { type: 'object', properties: { number: { ...integer, default: 0 }, size: { ...integer, default: 3 } } },
    { style: 'deepObject', explode: true },
  );
  const schema = {
    type: 'object',
    required: ['data', 'meta'],
    properties: {
      data: things,
      meta: {
        type: 'object',
        required: ['total', 'page', 'pages'],
        properties: { total: integer, page: integer, pages: integer },
      },
    },
  };
  const mock = await openStateful(listApi([page], schema), seven);
  expect((await mock.send('GET', '/things?page[number]=2&page[size]=3')).body).toEqual({
    data: [{ id: 7, name: 'n7' }],
    meta: { total: 7, page: 2, pages: 3 },
  });
});

test('a list deep in its envelope, with links to the pages around it', async () => {
  const link = { type: 'object', properties: { href: { type: 'string' } } };
  const schema = {
    type: 'object',
    required: ['_embedded'],
    properties: {
      _embedded: { type: 'object', required: ['things'], properties: { things } },
      total_pages: integer,
      next: { type: 'string' },
      previous: { type: ['string', 'null'] },
      _links: link,
    },
  };
  const mock = await openStateful(listApi([parameter('offset', integer), parameter('limit', integer)], schema), seven);
  const { body } = await mock.send('GET', '/things?limit=3');
  expect(body).toMatchObject({ next: 'http://mock/things?limit=3&offset=3', previous: null });
  expect(await walk(mock, '/things?limit=3', (reply) => reply.body.next?.replace('http://mock', ''))).toEqual(
    THREE_PAGES,
  );
});

test('a page is never larger than the document allows', async () => {
  const mock = await openStateful(
    listApi([parameter('limit', { ...integer, maximum: 5 })], { ...things, maxItems: 5 }),
    seven,
  );
  expect((await mock.send('GET', '/things')).body).toHaveLength(5);
});
