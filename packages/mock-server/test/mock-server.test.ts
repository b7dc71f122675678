import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { openLogStore } from '@mockloop/log-store';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMockServer, type MockServer, type MockServerOptions } from '../src/index.ts';
import { shop } from './support/shop.ts';

function mockShop(options: Partial<MockServerOptions> = {}): Promise<MockServer> {
  return createMockServer({ document: shop, ...options });
}

function get(mock: MockServer, target: string, headers: Record<string, string> = {}): Promise<Response> {
  return mock.fetch(new Request(`http://mock${target}`, { headers }));
}

async function problemOf(response: Response): Promise<{ detail: string; nearest?: string[] }> {
  return (await response.json()) as { detail: string; nearest?: string[] };
}

function post(mock: MockServer, body: string, headers: Record<string, string> = {}): Promise<Response> {
  const fields = { 'content-type': 'application/json', authorization: 'Bearer any', ...headers };
  return mock.fetch(new Request('http://mock/items', { method: 'POST', body, headers: fields }));
}

test('an operation answers under its base path and without it', async () => {
  await using mock = await mockShop();
  expect((await get(mock, '/v2/items')).status).toBe(200);
  expect((await get(mock, '/items')).status).toBe(200);
});

test('the first example that meets its schema is the body', async () => {
  await using mock = await mockShop();
  expect(await (await get(mock, '/items')).json()).toEqual([
    { id: 1, name: 'a' },
    { id: 2, name: 'b' },
  ]);
});

test('headers of the document are sent, and what would split them is not', async () => {
  const problems: string[] = [];
  await using mock = await mockShop({ onProblem: (message) => problems.push(message) });
  const response = await get(mock, '/items');
  expect(response.headers.get('x-total')).toBe('12');
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(response.headers.get('x-bad')).toBeNull();
  expect(problems.filter((problem) => problem.includes('left out'))).toHaveLength(2);
});

test('Accept chooses the media type, and 406 names those on offer', async () => {
  await using mock = await mockShop();
  const csv = await get(mock, '/items', { accept: 'text/*' });
  expect([csv.headers.get('content-type'), await csv.text()]).toEqual(['text/csv', 'id,name']);
  const none = await get(mock, '/items', { accept: 'image/png' });
  expect(none.status).toBe(406);
  expect(await none.json()).toMatchObject({ available: ['application/json', 'text/csv'] });
});

test('Prefer chooses a named example and says so', async () => {
  await using mock = await mockShop();
  const response = await get(mock, '/items', { prefer: 'example=none' });
  expect(await response.json()).toEqual([]);
  expect(response.headers.get('preference-applied')).toBe('example=none');
  expect(response.headers.get('vary')).toContain('Prefer');
});

test('an example that nobody wrote is 404 with the names that there are', async () => {
  await using mock = await mockShop();
  const response = await get(mock, '/items', { prefer: 'example=five' });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ examples: ['wrong', 'two', 'none'] });
});

test('Prefer chooses a status, and one that the document lacks is 404', async () => {
  await using mock = await mockShop();
  expect((await get(mock, '/items/1', { prefer: 'code=404' })).status).toBe(404);
  const unknown = await get(mock, '/items/1', { prefer: 'code=418' });
  expect((await problemOf(unknown)).detail).toContain('It has 200, 404');
  expect((await get(mock, '/items/1', { prefer: 'code=9' })).status).toBe(422);
});

test('the same seed gives the same bytes in any order of requests', async () => {
  const target = fc.integer({ min: 1, max: 50 }).map((id) => `/items/${id}`);
  await fc.assert(
    fc.asyncProperty(fc.array(target, { minLength: 2, maxLength: 8 }), async (targets) => {
      await using one = await mockShop({ dynamic: true, seed: 's' });
      await using other = await mockShop({ dynamic: true, seed: 's' });
      const forwards = new Map<string, string>();
      for (const each of targets) forwards.set(each, await (await get(one, each)).text());
      for (const each of targets.toReversed()) expect(await (await get(other, each)).text()).toBe(forwards.get(each));
    }),
    { seed: 3, numRuns: 20 },
  );
});

test('dynamic answers differ from request to request and from seed to seed', async () => {
  await using mock = await mockShop({ dynamic: true });
  const bodies = await Promise.all(
    ['/items/1', '/items/2', '/items/1?__seed=a'].map(async (target) => (await get(mock, target)).text()),
  );
  expect(new Set(bodies).size).toBe(3);
});

test('an invalid request gets problem details that say where and what', async () => {
  await using mock = await mockShop();
  const response = await get(mock, '/items?limit=many', { 'x-tenant': 'far too long' });
  expect(response.status).toBe(422);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({
    validation: [
      { location: ['query', 'limit'], severity: 'Error', code: 'type' },
      { location: ['header', 'X-Tenant'], severity: 'Error', code: 'maxLength' },
    ],
    errors: [
      { in: 'query', name: 'limit' },
      { in: 'header', name: 'X-Tenant' },
    ],
  });
});

test("the document's own response refuses, unless problem details are asked for", async () => {
  await using own = await mockShop();
  const response = await post(own, '{}');
  expect([response.status, await response.json()]).toEqual([400, { error: 'own words' }]);
  expect(JSON.parse(response.headers.get('sl-violations') ?? '')).toMatchObject([
    { location: ['body'], code: 'required' },
  ]);
  await using problems = await mockShop({ errors: true });
  expect(await (await post(problems, '{}')).json()).toMatchObject({ errors: [{ pointer: '#' }] });
});

test('what is readOnly need not be sent', async () => {
  await using mock = await mockShop();
  const response = await post(mock, '{"name":"x","price":1}');
  expect(response.status).toBe(201);
});

test('links are sent as Link with what the exchange says', async () => {
  await using mock = await mockShop();
  expect((await post(mock, '{"name":"x"}')).headers.get('link')).toBe('</v2/items/7>; rel="read"');
});

test.each([
  ['with broken JSON', '{"name":', {}, 400],
  ['of another media type', '<a/>', { 'content-type': 'application/xml' }, 400],
  ['without a body', '', {}, 400],
])('a request %s is refused', async (_, body, headers, status) => {
  await using mock = await mockShop();
  expect((await post(mock, body, headers)).status).toBe(status);
  await using strict = await mockShop({ errors: true });
  expect((await post(strict, body, headers)).headers.get('content-type')).toBe('application/problem+json');
});

test('validate warn answers and says what was wrong; off does not look', async () => {
  await using warn = await mockShop({ validate: 'warn' });
  const warned = await get(warn, '/items?limit=0');
  expect([warned.status, warned.headers.has('sl-violations')]).toEqual([200, true]);
  await using off = await mockShop({ validate: 'off' });
  const unchecked = await get(off, '/items?limit=0');
  expect([unchecked.status, unchecked.headers.has('sl-violations')]).toEqual([200, false]);
});

test('credentials are asked for with a challenge; auth off asks for none', async () => {
  await using mock = await mockShop();
  const refused = await post(mock, '{"name":"x"}', { authorization: '' });
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="mock"']);
  await using open = await mockShop({ auth: 'off' });
  expect((await post(open, '{"name":"x"}', { authorization: '' })).status).toBe(201);
});

test('strict credentials are those that the mock shows', async () => {
  await using mock = await mockShop({ auth: 'strict' });
  expect((await post(mock, '{"name":"x"}')).status).toBe(401);
  const [credential] = mock.credentials;
  const authorization = credential?.example.replace('Authorization: ', '') ?? '';
  expect((await post(mock, '{"name":"x"}', { authorization })).status).toBe(201);
});

test('an unknown path names the nearest operations, an unknown method those that there are', async () => {
  await using mock = await mockShop();
  const lost = await get(mock, '/itmes');
  expect([lost.status, (await problemOf(lost)).nearest?.[0]]).toEqual([404, 'GET /items']);
  const method = await mock.fetch(new Request('http://mock/items', { method: 'PUT' }));
  expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS']);
});

test('HEAD answers like GET without a body, OPTIONS says what is allowed', async () => {
  await using mock = await mockShop();
  const head = await mock.fetch(new Request('http://mock/items', { method: 'HEAD' }));
  expect([head.status, head.headers.get('x-total'), await head.text()]).toEqual([200, '12', '']);
  const options = await mock.fetch(new Request('http://mock/items', { method: 'OPTIONS' }));
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, OPTIONS']);
});

test('pages of other origins may call, unless they may not', async () => {
  await using mock = await mockShop();
  const preflight = await mock.fetch(
    new Request('http://mock/items', {
      method: 'OPTIONS',
      headers: {
        origin: 'http://page.test',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-a',
      },
    }),
  );
  expect(preflight.headers.get('access-control-allow-origin')).toBe('http://page.test');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('x-a');
  expect(
    (await get(mock, '/items', { origin: 'http://page.test' })).headers.get('access-control-expose-headers'),
  ).toContain('x-total');
  await using closed = await mockShop({ cors: false });
  expect(
    (await get(closed, '/items', { origin: 'http://page.test' })).headers.get('access-control-allow-origin'),
  ).toBeNull();
});

test.each([
  ['x-correlation-id', 'abc'],
  ['x-request-id', 'def'],
  ['traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
])('%s is echoed', async (field, value) => {
  await using mock = await mockShop();
  expect((await get(mock, '/items', { [field]: value })).headers.get(field)).toBe(value);
});

test('a schema that nothing can meet is said to be so, with its place', async () => {
  await using mock = await mockShop();
  const response = await get(mock, '/impossible');
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({
    keyword: expect.stringMatching(/^(minimum|maximum)$/),
    place: {
      pointer: expect.stringContaining('/paths/~1impossible/get/responses/200/content/application~1json/schema'),
    },
  });
});

test('a reference that leads nowhere costs one operation', async () => {
  await using mock = await mockShop();
  const response = await get(mock, '/dangling');
  expect([response.status, (await problemOf(response)).detail]).toEqual([501, expect.stringContaining('Missing')]);
  expect((await get(mock, '/items')).status).toBe(200);
});

test('an operation without responses answers with nothing', async () => {
  await using mock = await mockShop();
  const response = await get(mock, '/silent');
  expect([response.status, await response.text()]).toEqual([200, '']);
});

test('a deprecated operation says so', async () => {
  await using mock = await mockShop();
  const response = await mock.fetch(new Request('http://mock/items/1', { method: 'DELETE' }));
  expect([response.status, response.headers.get('deprecation')]).toEqual([204, 'true']);
});

test('the mock answers for itself where the document does not', async () => {
  await using mock = await mockShop();
  expect(await (await get(mock, '/health')).json()).toMatchObject({ status: 'ok', name: 'MockLoop' });
  expect(await (await get(mock, '/openapi.json')).json()).toMatchObject({ info: { title: 'Shop' } });
  expect(await (await get(mock, '/.well-known/mockloop.json')).json()).toMatchObject({ api: { title: 'Shop' } });
  expect((await get(mock, '/docs')).headers.get('content-type')).toContain('text/html');
  await using own = await mockShop({
    document: { ...shop, paths: { '/health': { get: { responses: { 204: {} } } } } },
  });
  expect((await get(own, '/health')).status).toBe(204);
});

test('another document is served from the next request on, a broken one is not', async () => {
  await using mock = await mockShop();
  await expect(mock.reload('openapi: 3.1.0\npaths: [')).rejects.toThrow();
  expect((await get(mock, '/items')).status).toBe(200);
  await mock.reload({ ...shop, paths: { '/new': { get: { responses: { 204: {} } } } } });
  expect((await get(mock, '/new')).status).toBe(204);
  expect((await get(mock, '/items')).status).toBe(404);
});

test('a body that is too large is refused', async () => {
  await using mock = await mockShop({ maxBodyBytes: 100 });
  expect((await post(mock, JSON.stringify({ name: 'x'.repeat(200) }))).status).toBe(413);
});

test('every exchange is in the log with what it was', async () => {
  const logs = await openLogStore({ api: 'Shop' });
  await using mock = await mockShop({ logs });
  await post(mock, '{"name":"x"}', { 'x-session-id': 's1', 'x-request-id': 'r1', 'user-agent': 'test' });
  await get(mock, '/items?limit=0');
  const { entries, total } = await logs.search();
  expect(total).toBe(2);
  expect(entries[1]).toMatchObject({
    ...{ method: 'POST', path: '/items', route: '/items', operationId: 'createItem', status: 201 },
    ...{ sessionId: 's1', correlationId: 'r1', userAgent: 'test' },
    request: { body: '{"name":"x"}' },
  });
  expect(entries[0]?.violations).toMatchObject([{ location: ['query', 'limit'], code: 'minimum' }]);
});

test("the document's own problem details say what was really wrong", async () => {
  const problem = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } };
  const refusal = { content: { 'application/problem+json': { schema: problem, example: { title: 'Bad' } } } };
  const parameters = [{ name: 'n', in: 'query', schema: { type: 'integer' } }];
  const paths = { '/numbers': { get: { parameters, responses: { 204: {}, 400: refusal } } } };
  await using mock = await mockShop({ document: { ...shop, paths } });
  const response = await get(mock, '/numbers?n=x');
  expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  expect((await problemOf(response)).detail).toContain('query parameter "n" must be an integer');
});

test('a preference that was not honoured is not said to be applied, and Vary says that it was looked at', async () => {
  await using mock = await mockShop();
  const unknown = await get(mock, '/items/1', { prefer: 'code=418' });
  expect([unknown.status, unknown.headers.has('preference-applied')]).toEqual([404, false]);
  expect((await get(mock, '/items', { prefer: 'code=100' })).status).toBe(422);
});

test('an example that is asked for by an empty name is none, and spoils nothing', async () => {
  const items = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
  const content = { 'application/json': { schema: items, example: { bad: 1 } } };
  const paths = { '/one': { get: { responses: { 200: { content } } } } };
  await using mock = await mockShop({ document: { ...shop, paths } });
  const first = await (await get(mock, '/one')).text();
  await get(mock, '/one', { prefer: 'example=""' });
  expect(await (await get(mock, '/one')).text()).toBe(first);
});

test('thousands of violations take no longer than a hundred', async () => {
  const requestBody = { content: { 'application/x-ndjson': { itemSchema: { type: 'integer' } } } };
  const document = {
    ...shop,
    openapi: '3.2.0',
    paths: { '/lines': { post: { requestBody, responses: { 204: {} } } } },
  };
  await using mock = await mockShop({ document });
  const headers = { 'content-type': 'application/x-ndjson' };
  const body = '"no number"\n'.repeat(50_000);
  const response = await mock.fetch(new Request('http://mock/lines', { method: 'POST', headers, body }));
  expect(response.status).toBe(422);
  expect(response.headers.get('sl-violations')?.length).toBeLessThan(8_192);
  expect((await response.json()) as object).toMatchObject({ errors: { length: 100 } });
});

test('a compressed body is bounded by what it unpacks to, and an unknown coding is 415', async () => {
  await using mock = await mockShop({ errors: true, maxBodyBytes: 10_000 });
  const send = (body: Uint8Array<ArrayBuffer>, encoding: string) =>
    mock.fetch(
      new Request('http://mock/items', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', authorization: 'Bearer x', 'content-encoding': encoding },
      }),
    );
  const bomb = new Uint8Array(gzipSync(JSON.stringify({ name: 'x'.repeat(1_000_000) })));
  expect((await send(bomb, 'gzip')).status).toBe(413);
  expect((await mock.logs.search()).entries[0]?.status).toBe(413);
});

test('what the document declares of CORS and correlation gives way to what the exchange needs', async () => {
  const headers = { 'Access-Control-Allow-Origin': { example: '*' }, 'X-Request-Id': { example: 'document' } };
  const document = { ...shop, paths: { '/declared': { get: { responses: { 204: { headers } } } } } };
  await using mock = await mockShop({ document });
  const response = await get(mock, '/declared', { origin: 'http://page.test', 'x-request-id': 'mine' });
  expect(response.headers.get('access-control-allow-origin')).toBe('http://page.test');
  expect(response.headers.get('x-request-id')).toBe('mine');
});

test('of several reloads at once the last one counts, however long the others take', async () => {
  await using mock = await mockShop();
  const slow = path.join(import.meta.dirname, '../../../examples/petstore.yaml');
  const reloads = [mock.reload(slow), mock.reload('openapi: 3.1.0\npaths: ['), mock.reload(shop)];
  const outcomes = await Promise.allSettled(reloads);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(mock.document.info.title).toBe(shop.info.title);
});
