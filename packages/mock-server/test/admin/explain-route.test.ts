import { expect, test } from 'vitest';
import type { MockServerOptions } from '../../src/index.ts';
import { openAdmin } from './open-admin.ts';

/** A mock whose answers to the API are explained. */
async function openExplained(options: Partial<MockServerOptions> = {}) {
  const admin = await openAdmin(options);
  return {
    ...admin,
    async explain(method: string, target: string, init: RequestInit = {}) {
      await admin.call([method, target, init]);
      const { logs } = await admin.read('/api/logs/search?limit=1&include_admin=true');
      return admin.read(`/api/logs/${logs[0].id}/explain`);
    },
  };
}

const prefer = (value: string): RequestInit => ({ headers: { prefer: value } });
const post = (body: unknown, authorization = 'Bearer well-formed'): RequestInit => ({
  headers: { 'content-type': 'application/json', ...(authorization !== '' && { authorization }) },
  body: JSON.stringify(body),
});

test('an answer of the document is explained from its status to its body', async () => {
  const { explain } = await openExplained();
  expect(await explain('GET', '/v2/items/7')).toMatchObject({
    summary: expect.stringMatching(/^GET \/v2\/items\/7 reached readItem and got 200 of the document \(.+\)\.$/),
    request: { method: 'GET', path: '/v2/items/7', status: 200 },
    world: 'default',
    answered_by: { by: 'document' },
    operation: {
      matched: true,
      key: 'GET /items/{id}',
      operation_id: 'readItem',
      pointer: '/paths/~1items~1{id}/get',
      path_parameters: { id: '7' },
    },
    checks: [
      { check: 'security', result: 'not_needed' },
      { check: 'parameters', result: 'passed' },
      { check: 'body', result: 'not_needed' },
    ],
    responders: [
      { name: 'override', outcome: 'not_asked' },
      { name: 'scenario', outcome: 'not_asked', why: 'none was in force' },
      { name: 'handler', outcome: 'not_asked' },
      { name: 'storage', outcome: 'not_asked' },
      { name: 'document', outcome: 'answered' },
    ],
    choice: {
      status: { value: '200', why: expect.stringContaining('lowest success') },
      media_type: { value: 'application/json', why: expect.stringContaining('only one') },
      body: { value: 'generated', why: expect.stringContaining('/components/schemas/Item') },
    },
    alternatives: { responses: [{ prefer: 'code=200' }, { status: '404', prefer: 'code=404' }] },
  });
});

test.each([
  [{}, { media_type: { value: 'application/json' }, body: { value: 'example "two"' } }],
  [{ headers: { accept: 'text/csv' } }, { media_type: { value: 'text/csv' }, body: { value: 'example' } }],
  [prefer('example=none'), { body: { value: 'example "none"', why: 'the request asked for it' } }],
  [prefer('dynamic=true'), { body: { value: 'generated', why: expect.stringContaining('the seed') } }],
  [{ headers: { accept: 'image/png' } }, { status: { value: '406', why: expect.stringContaining('text/csv') } }],
  [prefer('example=nope'), { status: { value: '404', why: expect.stringContaining('"two"') } }],
  [prefer('code=500'), { status: { value: '404', why: expect.stringContaining('It has 200') } }],
])('how the document chose is told: %j', async (init, choice) => {
  const { explain } = await openExplained();
  expect(await explain('GET', '/items', init)).toMatchObject({ answered_by: { by: 'document' }, choice });
});

test.each([
  ['GET', '/silent', 'none'],
  ['DELETE', '/items/1', 'none'],
  ['GET', '/impossible', 'problem details'],
  ['GET', '/dangling', 'problem details'],
])('%s %s has the body: %s', async (method, target, value) => {
  const { explain } = await openExplained();
  expect((await explain(method, target)).choice.body.value).toBe(value);
});

test('an override that passed is not told as a scenario', async () => {
  const { explain, send } = await openExplained();
  await send('POST', '/api/mock-data/update', { endpoint: '/silent', method: 'GET', new_response: { status: 503 } });
  await send('POST', '/api/mock-data/scenarios', {
    name: 's',
    type: 'functional_testing',
    rules: [{ match: { path: '/other' }, respond: { status: 500 } }],
  });
  await send('POST', '/api/mock-data/scenarios/s/activate');
  expect((await explain('GET', '/items/7')).responders).toMatchObject([
    { name: 'override', outcome: 'passed', why: 'override "GET /silent", rule 0: the path is not /silent' },
    { name: 'scenario', outcome: 'passed', why: 'scenario "s", rule 0: the path is not /other' },
    { name: 'handler' },
    { name: 'storage' },
    { name: 'document', outcome: 'answered' },
  ]);
  const refused = await explain('GET', '/items/7?__code=abc');
  expect(refused.responders[1]).toMatchObject({ outcome: 'not_asked', why: expect.stringContaining('refused before') });
});

test('what a request asked for is told, and a wish that cannot be is what it was refused for', async () => {
  const { explain } = await openExplained();
  expect(await explain('GET', '/items/7', prefer('code=404'))).toMatchObject({
    preferences: { code: '404' },
    choice: { status: { value: '404', why: 'the request asked for 404' } },
  });
  expect(await explain('GET', '/items/7?__code=abc')).toMatchObject({
    preferences: { code: 'abc' },
    answered_by: { by: 'check', why: expect.stringContaining('code=abc') },
  });
});

test('examples are offered with the Prefer field that asks for them, and it does', async () => {
  const { mock, explain } = await openExplained();
  const { alternatives } = await explain('GET', '/items');
  const none = alternatives.responses.find(({ example }: { example?: string }) => example === 'none');
  expect(none).toEqual({
    status: '200',
    media_type: 'application/json',
    example: 'none',
    prefer: 'code=200, example=none',
  });
  const response = await mock.fetch(new Request('http://localhost/items', prefer(none.prefer)));
  expect(await response.text()).toBe('[]');
});

test('a refusal names what was wrong, check by check', async () => {
  const { explain } = await openExplained();
  const invalid = await explain('GET', '/items?limit=0&limit=1000');
  expect(invalid).toMatchObject({
    answered_by: { by: 'check', why: expect.stringContaining('limit') },
    checks: [{}, { check: 'parameters', result: 'failed', violations: [{ location: ['query', 'limit'] }] }, {}],
    choice: { status: { value: '422' }, body: { value: 'problem details' } },
  });
  expect(invalid.summary).toContain('was refused with 422');
  expect(await explain('POST', '/items', post({}))).toMatchObject({
    answered_by: { by: 'check' },
    checks: [{ check: 'security', result: 'passed' }, { result: 'not_needed' }, { check: 'body', result: 'failed' }],
    choice: { status: { value: '400', why: 'the document has such a response' }, body: { value: 'document' } },
  });
});

test('missing credentials are told from wrong content', async () => {
  const { explain } = await openExplained();
  expect(await explain('POST', '/items', post({ name: 'x' }, ''))).toMatchObject({
    answered_by: { by: 'check', why: expect.stringContaining('Send a bearer token') },
    checks: [{ check: 'security', result: 'failed' }, { result: 'unknown' }, { result: 'unknown' }],
  });
});

test('what is not checked is told, and what is answered in spite of violations', async () => {
  const off = await openExplained({ validate: 'off', auth: 'off' });
  expect(await off.explain('GET', '/items?limit=0')).toMatchObject({
    answered_by: { by: 'document' },
    checks: [{ result: 'off' }, { result: 'off' }, { result: 'off' }],
  });
  const warn = await openExplained({ validate: 'warn' });
  expect(await warn.explain('GET', '/items?limit=0')).toMatchObject({
    request: { status: 200 },
    answered_by: { by: 'document' },
    checks: [{}, { result: 'failed', why: expect.stringContaining('warning') }, {}],
  });
});

test('a path that no operation has gets the nearest, a wrong method those that there are', async () => {
  const { explain } = await openExplained();
  expect(await explain('GET', '/itemz')).toMatchObject({
    summary: expect.stringContaining('the nearest is GET /items'),
    answered_by: { by: 'route' },
    operation: { matched: false },
    checks: [],
    alternatives: { operations: [{ key: 'GET /items', operation_id: 'listItems' }, {}, {}] },
  });
  const { alternatives, operation } = await explain('PUT', '/items');
  expect([alternatives.allowed_methods, operation.matched]).toEqual([['GET', 'POST'], false]);
});

test('an override or a scenario that answered is named, and what came behind it was not asked', async () => {
  const { send, explain } = await openExplained();
  await send('POST', '/api/mock-data/update?world=w', {
    endpoint: '/items',
    method: 'GET',
    new_response: { status: 503 },
  });
  expect(await explain('GET', '/_w/w/items')).toMatchObject({
    summary: expect.stringMatching(/got 503 from an override: .*"GET \/items", in the world "w"\.$/),
    world: 'w',
    answered_by: { by: 'override', why: expect.stringContaining('"GET /items"') },
    responders: [
      { outcome: 'answered' },
      ...Array(4).fill({ outcome: 'not_asked', why: expect.stringContaining('before') }),
    ],
  });
});

test('what storage answered, and what it left to the document, is told', async () => {
  const { explain } = await openExplained({ storage: {} });
  expect(await explain('POST', '/items', post({ name: 'Lamp' }))).toMatchObject({
    summary: expect.stringContaining('got 201 from what is stored'),
    answered_by: { by: 'storage', why: expect.stringContaining('"items"') },
    responders: [{}, {}, { name: 'handler', outcome: 'not_asked' }, { outcome: 'answered' }, { outcome: 'not_asked' }],
  });
  expect(await explain('GET', '/silent')).toMatchObject({
    answered_by: { by: 'document' },
    responders: [
      {},
      {},
      {},
      { name: 'storage', outcome: 'passed', why: expect.stringMatching(/\w/) },
      { outcome: 'answered' },
    ],
  });
});

test('rules that miss by one condition are named with it; others are not', async () => {
  const { send, explain } = await openExplained();
  const rules = [
    { match: { path: '/items', query: { limit: '3', 'a/b': 'c' } }, respond: { status: 500 } },
    { match: { path: '/items', method: 'POST', headers: { 'x-a': '1' } }, respond: { status: 501 } },
    { match: { path: '/items', when: 'request.query.limit == "4"' }, respond: { status: 502 } },
  ];
  await send('POST', '/api/mock-data/scenarios', { name: 's', type: 'chaos', rules });
  await send('POST', '/api/mock-data/scenarios/s/activate');
  const { alternatives, responders, scenario } = await explain('GET', '/items?limit=3');
  expect(scenario).toBe('s');
  expect(responders[1]).toMatchObject({ name: 'scenario', outcome: 'passed', why: expect.stringContaining('"s"') });
  expect(alternatives.near_misses).toEqual([
    { kind: 'scenario', name: 's', rule: 0, condition: '/match/query/a~1b', why: expect.stringContaining('a/b') },
    { kind: 'scenario', name: 's', rule: 2, condition: '/match/when', why: expect.stringMatching(/\w/) },
  ]);
});

test('rules with thousands of conditions are not looked at without end', async () => {
  const { send, explain } = await openExplained();
  const query = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`q${index}`, null]));
  const rules = [{ match: { query, when: 'false' }, respond: { status: 500 } }];
  await send('POST', '/api/mock-data/scenarios', { name: 's', type: 'chaos', rules });
  await send('POST', '/api/mock-data/scenarios/s/activate');
  expect((await explain('GET', '/items')).alternatives.near_misses).toEqual([]);
});

test('to explain changes nothing that scenarios remember', async () => {
  const { send, explain, get } = await openExplained();
  const rules = [{ match: { path: '/items', query: { limit: '1' } }, respond: { status: 500 }, times: 1 }];
  await send('POST', '/api/mock-data/scenarios', { name: 's', type: 'chaos', rules });
  await send('POST', '/api/mock-data/scenarios/s/activate');
  for (const _ of [1, 2, 3]) await explain('GET', '/items');
  expect([(await get('/items?limit=1')).status, (await get('/items?limit=1')).status]).toEqual([500, 200]);
});

test('what the mock answers for itself is said to be so', async () => {
  const { explain } = await openExplained();
  expect(await explain('GET', '/health')).toMatchObject({
    answered_by: { by: 'mock' },
    operation: { matched: false },
    alternatives: { operations: [], responses: [] },
  });
  const preflight = { headers: { origin: 'http://a.example', 'access-control-request-method': 'GET' } };
  expect(await explain('OPTIONS', '/items', preflight)).toMatchObject({
    answered_by: { by: 'mock', why: expect.stringContaining('CORS') },
  });
});

test('hostile requests are explained like any other', async () => {
  const { explain } = await openExplained();
  for (const target of ['/__proto__', '/items/constructor?__proto__=1', `/${'a/'.repeat(2_000)}`, '/items/%00%ff']) {
    expect((await explain('GET', target, { headers: { cookie: '__proto__=1' } })).summary).toMatch(/\.$/);
  }
});

test('an entry that is not there is 404', async () => {
  const { ask } = await openExplained();
  expect((await ask('/api/logs/999/explain')).status).toBe(404);
  expect((await ask('/api/logs/__proto__/explain')).status).toBe(404);
});
