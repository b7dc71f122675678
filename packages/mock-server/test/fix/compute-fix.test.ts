import { expect, test } from 'vitest';
import { createMockServer, type MockServer } from '../../src/index.ts';
import { library } from './support/library.ts';

interface Sent {
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const TENANT = { 'x-tenant': 'north' };

async function fixOf(mock: MockServer, request: string, { headers = {}, body }: Sent): Promise<unknown> {
  const [method = '', path = ''] = request.split(' ');
  const answer = await mock.fetch(
    new Request(`http://mock${path}`, { method, headers, ...(body !== undefined && { body }) }),
  );
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  return ((await answer.json()) as { fix?: unknown }).fix;
}

test.each<[what: string, request: string, sent: Sent, fix: unknown]>([
  [
    'a number goes to its nearest bound',
    'GET /books?limit=200',
    { headers: TENANT },
    [{ op: 'replace', path: '/query/limit', value: '50' }],
  ],
  [
    'a parameter sent twice is sent once',
    'GET /books?limit=7&limit=8',
    { headers: TENANT },
    [{ op: 'replace', path: '/query/limit', value: '7' }],
  ],
  [
    'a list keeps its other items',
    'GET /books?genre=novel,poetri',
    { headers: TENANT },
    [{ op: 'replace', path: '/query/genre', value: 'novel,poetry' }],
  ],
  [
    'a missing parameter takes its example',
    'GET /books',
    {},
    [{ op: 'add', path: '/headers/x-tenant', value: 'north' }],
  ],
  [
    'several mistakes are undone together',
    'GET /books?limit=0',
    { headers: { accept: 'image/png' } },
    [
      { op: 'replace', path: '/query/limit', value: '1' },
      { op: 'replace', path: '/headers/accept', value: 'application/json' },
      { op: 'add', path: '/headers/x-tenant', value: 'north' },
    ],
  ],
  [
    'a path parameter leaves the rest of the path',
    'GET /v1/books/12/reviews/R7',
    {},
    [{ op: 'replace', path: '/path', value: '/v1/books/12/reviews/r7' }],
  ],
  [
    'an unknown path becomes the nearest, with its ids',
    'GET /v1/boks/12/review/r7',
    {},
    [{ op: 'replace', path: '/path', value: '/v1/books/12/reviews/r7' }],
  ],
  [
    'a path in a world stays in it',
    'GET /_w/mine/boks/12',
    {},
    [{ op: 'replace', path: '/path', value: '/_w/mine/books/12' }],
  ],
  [
    'a method that takes the body is preferred to one that does not',
    'PATCH /books',
    { headers: JSON_TYPE, body: '{"title":"Emma"}' },
    [{ op: 'replace', path: '/method', value: 'POST' }],
  ],
  ['a method that deletes comes last', 'PUT /books/12', {}, [{ op: 'replace', path: '/method', value: 'GET' }]],
  [
    'a misspelt member is moved',
    'POST /books',
    { headers: JSON_TYPE, body: '{"titel":"Emma","pages":9}' },
    [{ op: 'move', from: '/body/titel', path: '/body/title' }],
  ],
  [
    'an unknown member is removed',
    'POST /books',
    { headers: JSON_TYPE, body: '{"title":"Emma","weight":9}' },
    [{ op: 'remove', path: '/body/weight' }],
  ],
  [
    'a wrong read-only member is removed',
    'POST /books',
    { headers: JSON_TYPE, body: '{"title":"Emma","id":"x"}' },
    [{ op: 'remove', path: '/body/id' }],
  ],
  [
    'a member of a nested item is repaired in its place',
    'POST /books',
    { headers: JSON_TYPE, body: '{"title":"Emma","authors":[{"name":"Jane"},{"name":7}]}' },
    [{ op: 'replace', path: '/body/authors/1/name', value: '7' }],
  ],
  [
    'text becomes the number that it says',
    'POST /books',
    { headers: JSON_TYPE, body: '{"title":"Emma","pages":"474","genre":"Novel"}' },
    [
      { op: 'replace', path: '/body/pages', value: 474 },
      { op: 'replace', path: '/body/genre', value: 'novel' },
    ],
  ],
  [
    'the alternative that was meant stays',
    'POST /events',
    { headers: JSON_TYPE, body: '{"kind":"Fine","amount":-3}' },
    [{ op: 'replace', path: '/body/amount', value: 0 }],
  ],
  [
    'a slip in a discriminator is undone',
    'POST /events',
    { headers: JSON_TYPE, body: '{"kind":"loan","days":3}' },
    [{ op: 'replace', path: '/body/kind', value: 'Loan' }],
  ],
  [
    'JSON with slips in it is read as it was meant',
    'POST /books',
    { headers: JSON_TYPE, body: "{title: 'Emma', pages: 474,}" },
    [{ op: 'replace', path: '/body', value: { title: 'Emma', pages: 474 } }],
  ],
  [
    'JSON under a wrong name keeps what it says',
    'POST /books',
    { headers: { 'content-type': 'text/plain' }, body: '{"title":"Emma"}' },
    [{ op: 'replace', path: '/headers/content-type', value: 'application/json' }],
  ],
  [
    'a form that should be JSON becomes it',
    'POST /books',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'title=Emma&pages=474' },
    [{ op: 'replace', path: '/headers/content-type', value: 'application/json' }],
  ],
  [
    'JSON that should be a form becomes it',
    'POST /search',
    { headers: JSON_TYPE, body: '{"text":"Emma"}' },
    [{ op: 'replace', path: '/headers/content-type', value: 'application/x-www-form-urlencoded' }],
  ],
  [
    'a field of a form is repaired',
    'POST /search',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'text=Emma&page=0' },
    [{ op: 'replace', path: '/body/page', value: 1 }],
  ],
  [
    'a text is cut',
    'PUT /covers',
    { headers: { 'content-type': 'text/plain' }, body: 'abcdef' },
    [{ op: 'replace', path: '/body', value: 'abcd' }],
  ],
  [
    'a preference without meaning goes, others stay',
    'GET /books',
    { headers: { ...TENANT, prefer: 'wait=5, code=4o4' } },
    [{ op: 'replace', path: '/headers/prefer', value: 'wait=5' }],
  ],
  [
    'a preference that nothing meets goes',
    'GET /books?__code=418',
    { headers: TENANT },
    [{ op: 'remove', path: '/query/__code' }],
  ],
])('%s', async (_, request, sent, fix) => {
  await using mock = await createMockServer({ document: library, errors: true });
  expect(await fixOf(mock, request, sent)).toEqual(fix);
});

test('a missing body is added whole, without what is read-only', async () => {
  await using mock = await createMockServer({ document: library, errors: true });
  const fix = await fixOf(mock, 'POST /books', {});
  expect(fix).toEqual([
    { op: 'add', path: '/headers/content-type', value: 'application/json' },
    { op: 'add', path: '/body', value: expect.objectContaining({ title: expect.any(String) }) },
  ]);
  expect(JSON.stringify(fix)).not.toContain('"id"');
});

test.each([
  ['GET /desk', ['/query/api_key', '/headers/authorization']],
  ['GET /till', ['/cookies/sid']],
  ['DELETE /books/12', ['/headers/authorization']],
])('%s gets the credentials of the mock, which also a strict one takes', async (request, places) => {
  await using mock = await createMockServer({ document: library, errors: true, auth: 'strict' });
  const fix = (await fixOf(mock, request, {})) as readonly { op: string; path: string; value: string }[];
  expect(fix.map(({ op, path }) => `${op} ${path}`)).toEqual(places.map((place) => `add ${place}`));
  const headers: Record<string, string> = {};
  let query = '';
  for (const { path, value } of fix) {
    if (path === '/headers/authorization') headers.authorization = value;
    if (path === '/cookies/sid') headers.cookie = `sid=${value}`;
    if (path === '/query/api_key') query = `?api_key=${value}`;
  }
  const [method = '', path = ''] = request.split(' ');
  const answer = await mock.fetch(new Request(`http://mock${path}${query}`, { method, headers }));
  expect(answer.status).toBeLessThan(300);
});

test('a request over a socket gets its fix too', async () => {
  await using mock = await createMockServer({ document: library, errors: true });
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  const refused = await fetch(`${apiUrl}/boks/12`, { headers: { cookie: 'a=1; b=2' } });
  expect(await refused.json()).toMatchObject({ fix: [{ op: 'replace', path: '/path', value: '/books/12' }] });
});

test('a token without the scope is replaced by one that has it', async () => {
  await using mock = await createMockServer({ document: library, errors: true });
  const claims = Buffer.from(JSON.stringify({ scope: 'read' })).toString('base64url');
  const fix = await fixOf(mock, 'DELETE /books/12', { headers: { authorization: `Bearer e30.${claims}.x` } });
  expect(fix).toEqual([
    { op: 'replace', path: '/headers/authorization', value: expect.stringMatching(/^Bearer mock-token-/) },
  ]);
});

test('the same request has the same fix in every mock with the same seed', async () => {
  const sent = { headers: JSON_TYPE, body: '{"pages":3}' };
  await using one = await createMockServer({ document: library, errors: true, seed: 'a' });
  await using other = await createMockServer({ document: library, errors: true, seed: 'a' });
  await fixOf(other, 'POST /books', {});
  expect(await fixOf(other, 'POST /books', sent)).toEqual(await fixOf(one, 'POST /books', sent));
});

test('there is no fix in answers of the document, nor where nothing would help', async () => {
  const impossible = {
    openapi: '3.1.0',
    info: { title: 'Impossible', version: '1' },
    paths: {
      '/never': {
        get: {
          parameters: [{ name: 'n', in: 'query', required: true, schema: { type: 'integer', minimum: 2, maximum: 1 } }],
          responses: { 200: { description: 'Never' } },
        },
      },
      '/own': {
        get: {
          parameters: [{ name: 'n', in: 'query', required: true, schema: { type: 'integer' } }],
          responses: {
            200: { description: 'Fine' },
            400: { content: { 'application/json': { example: { wrong: true } } } },
          },
        },
      },
    },
  };
  await using mock = await createMockServer({ document: impossible });
  expect(await fixOf(mock, 'GET /never', {})).toBeUndefined();
  const own = await mock.fetch(new Request('http://mock/own'));
  expect(await own.json()).toEqual({ wrong: true });
});

test('a document that describes problem details without room for more is given none', async () => {
  const members = { type: {}, title: {}, status: {}, detail: {}, errors: {}, validation: {} };
  const closed = { type: 'object', properties: members, additionalProperties: false };
  const document = (schema: object): object => ({
    openapi: '3.1.0',
    info: { title: 'Problems', version: '1' },
    paths: {
      '/n': {
        get: {
          parameters: [{ name: 'n', in: 'query', required: true, schema: { type: 'integer' } }],
          responses: { 200: { description: 'Fine' }, 422: { content: { 'application/problem+json': { schema } } } },
        },
      },
    },
  });
  await using narrow = await createMockServer({ document: document(closed) });
  await using wide = await createMockServer({ document: document({ type: 'object', properties: members }) });
  expect(await fixOf(narrow, 'GET /n', {})).toBeUndefined();
  expect(await fixOf(wide, 'GET /n', {})).toEqual([
    { op: 'add', path: '/query/n', value: expect.stringMatching(/^\d+$/) },
  ]);
});
