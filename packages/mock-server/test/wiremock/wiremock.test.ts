import { afterEach, beforeEach, expect, test } from 'vitest';
import { BodyType, DelayType, EndpointFeature, MatchingAttributes, WireMock, WireMockFault } from 'wiremock-captain';
import { WireMockRestClient } from 'wiremock-rest-client';
import { createMockServer, type MockServer } from '../../src/index.ts';

const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets/{petId}': {
      parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }],
      get: {
        responses: { 200: { description: 'One', content: { 'application/json': { example: { name: 'Miso' } } } } },
      },
    },
  },
};

let mock: MockServer;
let origin: string;
let adminUrl: string;

beforeEach(async () => {
  mock = await createMockServer({ document });
  ({ apiUrl: origin, adminUrl } = await mock.listen({ port: 0, adminPort: 0 }));
});

afterEach(() => mock.close());

async function get(target: string, init: RequestInit = {}): Promise<{ status: number; body: string }> {
  const response = await fetch(origin + target, init);
  return { status: response.status, body: await response.text() };
}

test('wiremock-captain stubs, asks, counts and clears, on the port of the API', async () => {
  const client = new WireMock(origin);
  const stub = await client.register(
    { method: 'GET', endpoint: '/pets/1' },
    { status: 418, body: { name: 'from the stub' } },
  );
  expect(await get('/pets/1')).toEqual({ status: 418, body: '{"name":"from the stub"}' });
  expect(await get('/pets/2')).toEqual({ status: 200, body: '{"name":"Miso"}' });
  expect(await client.getMapping(stub.id)).toMatchObject({ id: stub.id, uuid: stub.id, response: { status: 418 } });
  expect(await client.getAllMappings()).toHaveLength(1);
  expect(await client.getRequestsForAPI('GET', '/pets/1')).toMatchObject([
    {
      request: { url: '/pets/1', method: 'GET' },
      response: { status: 418 },
      wasMatched: true,
      stubMapping: { id: stub.id },
    },
  ]);
  await get('/nowhere');
  expect(await client.getUnmatchedRequests()).toMatchObject([{ url: '/nowhere' }]);
  await client.deleteMapping(stub.id);
  expect((await get('/pets/1')).status).toBe(200);
  await client.clearAll();
  expect(await client.getAllRequests()).toEqual([]);
});

test('wiremock-captain matches queries, headers, cookies and bodies', async () => {
  const client = new WireMock(origin);
  await client.register(
    {
      method: 'POST',
      endpoint: '/search/.*',
      queryParameters: { page: '[0-9]+' },
      headers: { Accept: 'json' },
      cookies: { session: 'abc' },
      body: { filter: { tags: ['b', 'a'] } },
    },
    { status: 200, body: 'found' },
    {
      responseBodyType: BodyType.Body,
      requestEndpointFeature: EndpointFeature.UrlPathPattern,
      requestQueryParamFeatures: { page: MatchingAttributes.Matches },
      requestHeaderFeatures: { Accept: MatchingAttributes.Contains },
      requestIgnoreArrayOrder: true,
      requestIgnoreExtraElements: true,
    },
  );
  const send = (query: string, headers: Record<string, string>, body: unknown): Promise<{ status: number }> =>
    get(`/search/pets?${query}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const good = { accept: 'application/json', cookie: 'a=b; session=abc' };
  const body = { filter: { tags: ['a', 'b'], more: 1 } };
  expect((await send('page=12', good, body)).status).toBe(200);
  expect((await send('page=x', good, body)).status).toBe(404);
  expect((await send('page=12', { ...good, accept: 'text/html' }, body)).status).toBe(404);
  expect((await send('page=12', { ...good, cookie: 'session=abd' }, body)).status).toBe(404);
  expect((await send('page=12', good, { filter: { tags: ['a'] } })).status).toBe(404);
});

test('wiremock-captain drives scenarios, delays, priorities and faults', async () => {
  const client = new WireMock(origin);
  const first = { scenarioName: 'order', requiredScenarioState: 'Started', newScenarioState: 'paid' };
  await client.register({ method: 'GET', endpoint: '/order' }, { status: 402 }, { scenario: first });
  const second = { scenarioName: 'order', requiredScenarioState: 'paid' };
  await client.register({ method: 'GET', endpoint: '/order' }, { status: 200 }, { scenario: second });
  expect((await get('/order')).status).toBe(402);
  expect((await get('/order')).status).toBe(200);
  expect(await client.getAllScenarios()).toMatchObject([
    { name: 'order', state: 'paid', possibleStates: ['Started', 'paid'] },
  ]);
  await client.resetAllScenarios();
  expect((await get('/order')).status).toBe(402);

  const responseDelay = { type: DelayType.FIXED, constantDelay: 120 } as const;
  await client.register({ method: 'GET', endpoint: '/slow' }, { status: 200 }, { responseDelay });
  const begun = performance.now();
  await get('/slow');
  expect(performance.now() - begun).toBeGreaterThan(115);

  await client.register(
    { method: 'GET', endpoint: '/broken' },
    { status: 200 },
    { fault: WireMockFault.EMPTY_RESPONSE },
  );
  await expect(get('/broken')).rejects.toThrow('fetch failed');

  await client.register({ method: 'GET', endpoint: '/p' }, { status: 201 }, { stubPriority: 1 });
  await client.register({ method: 'GET', endpoint: '/p' }, { status: 202 }, { stubPriority: 9 });
  expect((await get('/p')).status).toBe(201);
  await client.register({ method: 'GET', endpoint: '/p' }, { status: 203 }, { stubPriority: 1 });
  expect((await get('/p')).status).toBe(203);
});

test('wiremock-rest-client works against the admin port', async () => {
  const client = new WireMockRestClient(adminUrl, { logLevel: 'silent' });
  const created = await client.mappings.createMapping({
    request: { method: 'GET', urlPathTemplate: '/things/{id}', headers: { 'X-Kind': { absent: true } } } as never,
    response: { status: 200, jsonBody: { kind: 'thing' } },
    metadata: { team: 'red' },
  });
  expect((await get('/things/1')).body).toBe('{"kind":"thing"}');
  expect((await get('/things/1', { headers: { 'x-kind': 'a' } })).status).toBe(404);
  expect(await client.requests.getCount({ method: 'GET', urlPathPattern: '/things/.*' })).toMatchObject({ count: 2 });
  const found = await client.requests.findRequests({ headers: { 'x-kind': { equalTo: 'a' } } } as never);
  expect(found).toMatchObject({ requests: [{ url: '/things/1' }] });
  await get('/thing');
  expect(await client.requests.getUnmatchedNearMisses()).toMatchObject({
    nearMisses: [{ stubMapping: { id: created.id } }, { stubMapping: { id: created.id } }],
  });
  expect(await client.mappings.getAllMappings()).toMatchObject({ meta: { total: 1 } });
  await client.mappings.updateMapping(created.id ?? '', {
    request: { url: '/other' },
    response: { status: 204 },
  } as never);
  expect((await get('/other')).status).toBe(204);
  await client.scenarios.resetAllScenarios();
  await client.mappings.deleteAllMappings();
  expect((await get('/other')).status).toBe(404);
  await client.requests.deleteAllRequests();
  expect(await client.requests.getAllRequests()).toMatchObject({ requests: [], meta: { total: 0 } });
});

async function admin(method: string, path: string, body?: unknown): Promise<{ status: number; value: unknown }> {
  const init = { method, body: body === undefined ? null : JSON.stringify(body) };
  const response = await fetch(`${adminUrl}/__admin${path}`, init);
  return { status: response.status, value: await response.json() };
}

test('near misses say which conditions were missed', async () => {
  await admin('POST', '/mappings', {
    request: { method: 'GET', urlPath: '/things', queryParameters: { a: { equalTo: '1' }, b: { equalTo: '2' } } },
    response: {},
  });
  await get('/things?a=1');
  expect((await admin('GET', '/requests/unmatched/near-misses')).value).toMatchObject({
    nearMisses: [{ request: { url: '/things?a=1' }, matchResult: { distance: 0.25 }, missed: ['query parameter b'] }],
  });
  const described = { url: '/things?b=2', method: 'POST' };
  expect((await admin('POST', '/near-misses/request', described)).value).toMatchObject({
    nearMisses: [{ missed: ['method', 'query parameter a'] }],
  });
  expect(
    (await admin('POST', '/near-misses/request-pattern', { method: 'GET', urlPath: '/thing' })).value,
  ).toMatchObject({
    nearMisses: [{ request: { url: '/things?a=1' }, missed: ['url'] }],
  });
});

test('stubs belong to the world that is named, as does the journal', async () => {
  const headers = { 'x-mockloop-world': 'mine' };
  const stub = { request: { url: '/only-mine' }, response: { status: 200, body: 'mine' } };
  await fetch(`${adminUrl}/__admin/mappings`, { method: 'POST', headers, body: JSON.stringify(stub) });
  expect((await get('/only-mine')).status).toBe(404);
  expect(await get('/only-mine', { headers })).toEqual({ status: 200, body: 'mine' });
  const count = async (world: Record<string, string>): Promise<unknown> => {
    const init = { method: 'POST', headers: world, body: JSON.stringify({ url: '/only-mine' }) };
    return ((await (await fetch(`${adminUrl}/__admin/requests/count`, init)).json()) as { count: number }).count;
  };
  expect(await count({})).toBe(1);
  expect(await count(headers)).toBe(1);
  await fetch(`${adminUrl}/__admin/reset`, { method: 'POST', headers });
  expect(await count(headers)).toBe(0);
  expect(await count({})).toBe(1);
  expect((await get('/only-mine', { headers })).status).toBe(404);
});

test.each([
  ['no JSON', '{', 'no JSON'],
  ['an unknown condition', { request: { urlPath: '/x', bodyPatterns: [{ matchesXPath: '//a' }] } }, 'matchesXPath'],
  ['no regular expression', { request: { urlPattern: '(' } }, 'no regular expression'],
  ['no JSONPath', { request: { bodyPatterns: [{ matchesJsonPath: '$[' }] } }, 'no JSONPath'],
  ['a transformer', { response: { transformers: ['response-template'] } }, 'template'],
  ['a proxy', { response: { proxyBaseUrl: 'http://example.com' } }, 'proxyBaseUrl'],
  ['a status that is none', { response: { status: 42 } }, 'status'],
  ['a field that would end early', { response: { headers: { 'x-a': 'b\r\nevil: 1' } } }, 'cannot carry'],
  ['a field of no name', { response: { headers: { 'x a': 'b' } } }, 'x a'],
  ['a condition on __proto__', '{"request":{"headers":{"__proto__":{"equalTo":"1"}}}}', '__proto__'],
  [
    'a JSONPath with a regular expression',
    { request: { bodyPatterns: [{ matchesJsonPath: "$[?match(@.a, '(a+)+b')]" }] } },
    'match',
  ],
])('a stub with %s is refused with its place, and nothing changes', async (_name, stub, message) => {
  const body = typeof stub === 'string' ? stub : JSON.stringify(stub);
  const response = await fetch(`${origin}/__admin/mappings`, { method: 'POST', body });
  expect(response.status).toBe(422);
  const { errors } = (await response.json()) as { errors: readonly unknown[] };
  expect(errors[0]).toMatchObject({ code: 10, source: { pointer: expect.any(String) }, title: 'Error parsing JSON' });
  expect(
    errors
      .map((error) => JSON.stringify(error))
      .join()
      .replaceAll('\\', ''),
  ).toContain(message);
  expect((await admin('GET', '/mappings')).value).toEqual({ mappings: [], meta: { total: 0 } });
});

test('a pattern that backtracking would be slow for is run all the same', async () => {
  await admin('POST', '/mappings', { request: { urlPathPattern: '/(a+)+b' }, response: { status: 200 } });
  expect((await get(`/${'a'.repeat(34)}b`)).status).toBe(200);
  for (const length of [34, 5_000]) expect((await get(`/${'a'.repeat(length)}`)).status).toBe(404);
});

test.each([
  ['leads to each place in a million ways', `$${'[*,*]'.repeat(20)}.x`, `${'['.repeat(20)}{"x":1}${']'.repeat(20)}`],
  ['looks everywhere, from everywhere', `$${'..a'.repeat(5)}..x`, `${'{"a":'.repeat(40)}{"x":1}${'}'.repeat(40)}`],
  ['leads too deep', '$..x', `${'{"a":'.repeat(300)}{"x":1}${'}'.repeat(300)}`],
])('a JSONPath that %s finds nothing, even what is there', async (_name, matchesJsonPath, body) => {
  await admin('POST', '/mappings', { request: { bodyPatterns: [{ matchesJsonPath }] }, response: {} });
  expect((await get('/x', { method: 'POST', body })).status).toBe(404);
});

test('recorded stubs may say how long their bodies were: what is sent is framed anew', async () => {
  const headers = { 'Content-Length': '2', 'Transfer-Encoding': 'chunked' };
  await admin('POST', '/mappings', { request: { urlPath: '/x' }, response: { body: 'hello', headers } });
  expect(await get('/x')).toEqual({ status: 200, body: 'hello' });
});

test('as many stubs as there may be are imported at once, the last one being the newest, and no more', async () => {
  const mappings = Array.from({ length: 10_000 }, (_, index) => ({ response: { body: String(index) } }));
  expect((await admin('POST', '/mappings/import', { mappings })).status).toBe(200);
  expect((await get('/x')).body).toBe('9999');
  expect((await admin('POST', '/mappings', {})).status).toBe(507);
  expect((await admin('GET', '/mappings?limit=1')).value).toMatchObject({ meta: { total: 10_000 } });
});

test('an import leaves alone, or deletes, what it is told to', async () => {
  const [one, two] = ['d3a5c0de-0000-4000-8000-000000000001', 'd3a5c0de-0000-4000-8000-000000000002'];
  const stub = (id: string | undefined, body: string) => ({ id, request: { url: `/${id}` }, response: { body } });
  await admin('POST', '/mappings/import', { mappings: [stub(one, 'old'), stub(two, 'old')] });
  const ignoring = { mappings: [stub(one, 'new')], importOptions: { duplicatePolicy: 'IGNORE' } };
  await admin('POST', '/mappings/import', ignoring);
  expect((await get(`/${one}`)).body).toBe('old');
  await admin('POST', '/mappings/import', {
    mappings: [stub(one, 'new')],
    importOptions: { duplicatePolicy: 'OVERWRITE', deleteAllNotInImport: true },
  });
  expect((await get(`/${one}`)).body).toBe('new');
  expect((await get(`/${two}`)).status).toBe(404);
});

test('the journal is asked by time, by stub and by page; wrong questions are refused', async () => {
  const id = 'd3a5c0de-0000-4000-8000-000000000003';
  await admin('POST', '/mappings', { id, request: { urlPath: '/stubbed' }, response: {} });
  for (const target of ['/pets/1', '/stubbed', '/nowhere']) await get(target);
  const urls = async (query: string): Promise<unknown> => {
    const { value } = await admin('GET', `/requests?${query}`);
    const { requests, meta } = value as { requests: readonly { request: { url: string } }[]; meta: { total: number } };
    return [requests.map(({ request }) => request.url), meta.total];
  };
  expect(await urls('limit=1&offset=1')).toEqual([['/stubbed'], 3]);
  expect(await urls('unmatched=true')).toEqual([['/nowhere'], 1]);
  expect(await urls(`matchingStub=${id}`)).toEqual([['/stubbed'], 1]);
  expect(await urls('since=2999-01-01T00:00:00Z')).toEqual([[], 0]);
  expect((await admin('GET', '/requests?limit=few')).status).toBe(422);
  expect((await admin('GET', '/requests?since=lately')).status).toBe(422);
  const { value } = await admin('GET', '/requests?limit=1');
  const [event] = (value as { requests: readonly { id: string }[] }).requests;
  const elsewhere = { headers: { 'x-mockloop-world': 'other' } };
  expect((await admin('GET', `/requests/${event?.id}`)).status).toBe(200);
  expect((await fetch(`${adminUrl}/__admin/requests/${event?.id}`, elsewhere)).status).toBe(404);
});

test('a scenario is put into the states that its stubs know, and into no others', async () => {
  const states = { scenarioName: 'door', requiredScenarioState: 'Started', newScenarioState: 'open' };
  await admin('POST', '/mappings', { ...states, request: { urlPath: '/door' }, response: {} });
  expect((await admin('PUT', '/scenarios/door/state', { state: 'open' })).status).toBe(200);
  expect(await admin('PUT', '/scenarios/door/state', { state: 'ajar' })).toMatchObject({
    status: 422,
    value: { errors: [{ detail: expect.stringContaining('It has Started, open.') }] },
  });
  expect((await admin('PUT', '/scenarios/gate/state', { state: 'open' })).status).toBe(404);
  expect((await admin('GET', '/scenarios')).value).toMatchObject({ scenarios: [{ name: 'door', state: 'open' }] });
});

test('imports, searches by metadata, and a health that WireMock clients wait for', async () => {
  const mappings = [
    { request: { url: '/a' }, response: {}, metadata: { team: 'red', id: 7 } },
    { request: { url: '/b' }, response: {}, metadata: { team: 'blue' } },
  ];
  await admin('POST', '/mappings/import', { mappings });
  const byTeam = { matchesJsonPath: "$[?(@ == 'red')]" };
  expect((await admin('POST', '/mappings/find-by-metadata', byTeam)).value).toMatchObject({
    mappings: [{ request: { url: '/a' } }],
  });
  await admin('POST', '/mappings/remove-by-metadata', { equalToJson: { team: 'blue' } });
  expect((await admin('GET', '/mappings')).value).toMatchObject({ meta: { total: 1 } });
  expect((await admin('GET', '/health')).value).toMatchObject({ status: 'healthy' });
  expect((await admin('POST', '/reset')).status).toBe(200);
  expect((await get('/a')).status).toBe(404);
});

test('a page of another site cannot stub anything', async () => {
  const response = await fetch(`${origin}/__admin/mappings`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
    body: '{}',
  });
  expect(response.status).toBe(403);
});
