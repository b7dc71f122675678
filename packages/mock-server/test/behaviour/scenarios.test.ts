import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMockServer, type MockServer } from '../../src/index.ts';

const petstore = path.join(import.meta.dirname, '../../../../examples/petstore.yaml');

let mock: MockServer;

beforeEach(async () => {
  mock = await createMockServer({ document: petstore });
});

afterEach(() => mock.close());

interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

async function ask(
  method: string,
  target: string,
  init: { headers?: Record<string, string>; body?: unknown } = {},
): Promise<Seen> {
  const headers = { authorization: 'Bearer anything', 'content-type': 'application/json', ...init.headers };
  const body = init.body === undefined ? null : JSON.stringify(init.body);
  const response = await mock.fetch(new Request(`http://localhost${target}`, { method, headers, body }));
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

function tell(rules: readonly unknown[], name = 'told'): void {
  mock.scenarios.deploy(mock.worlds.default, { name, type: 'functional_testing', rules });
  mock.scenarios.activate(mock.worlds.default, name);
}

test('a status alone takes what the document has for it', async () => {
  tell([{ match: { operation_id: 'getPet' }, respond: { status: 404 } }]);
  const { status, body, headers } = await ask('GET', '/pets/1');
  expect(status).toBe(404);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(body).toMatchObject({ title: 'Not Found', detail: 'There is no pet 404.' });
});

test('a status that the document does not have comes with problem details', async () => {
  tell([{ match: { operation_id: 'getPet' }, respond: { status: 418, headers: { 'X-Kettle': 'on' } } }]);
  const { status, body, headers } = await ask('GET', '/pets/1');
  expect(status).toBe(418);
  expect(headers.get('x-kettle')).toBe('on');
  expect(body).toMatchObject({
    status: 418,
    title: "I'm a Teapot",
    detail: 'Rule 0 of the scenario "told" says so.',
  });
});

test('a named example, a body and a text are sent as they are', async () => {
  tell([
    { match: { query: { cursor: 'end' } }, respond: { example: 'last-page' } },
    { match: { query: { cursor: 'own' } }, respond: { status: 203, body: { items: [], own: true } } },
    { match: { query: { cursor: 'text' } }, respond: { headers: { 'Content-Type': 'text/plain' }, body: 'no "JSON"' } },
  ]);
  expect((await ask('GET', '/pets?cursor=end')).body).toMatchObject({ items: [{ name: 'Pip' }] });
  expect(await ask('GET', '/pets?cursor=own')).toMatchObject({ status: 203, body: { items: [], own: true } });
  expect(await ask('GET', '/pets?cursor=text')).toMatchObject({ status: 200, body: 'no "JSON"' });
  expect((await ask('GET', '/pets')).body).toMatchObject({ items: [{ name: 'Miso' }, { name: 'Rocket' }] });
});

test('an answer is framed by what is sent, whatever its fields say', async () => {
  tell([
    { respond: { status: 200, headers: { 'Content-Length': '5', 'transfer-encoding': 'chunked' }, body: 'whole' } },
  ]);
  const { headers, body } = await ask('GET', '/pets');
  expect(body).toBe('whole');
  expect([headers.get('content-length'), headers.get('transfer-encoding')]).toEqual([null, null]);
});

test('a template sees the request and what the document would have answered', async () => {
  const template = {
    id: '{{ request.params.petId }}',
    was: '{{ generated.name }}',
    greeting: 'Hello, {{ request.query.who }}!',
  };
  tell([{ match: { path: '/pets/{petId}' }, respond: { template } }]);
  expect((await ask('GET', '/v1/pets/7?who=Ada')).body).toEqual({ id: '7', was: 'Miso', greeting: 'Hello, Ada!' });
});

test('a template that has no value for a request answers 500 and says why', async () => {
  tell([{ match: { path: '/pets/{petId}' }, respond: { template: '{{ request.query.missing }}' } }]);
  const { status, body } = await ask('GET', '/pets/1');
  expect(status).toBe(500);
  expect(body).toMatchObject({ detail: expect.stringContaining('missing') });
});

test('what was told comes before the checks of the request, and violations are still logged', async () => {
  tell([{ match: { operation_id: 'createPet' }, respond: { status: 201, body: { taken: 'anyway' } } }]);
  expect(await ask('POST', '/pets', { body: { nonsense: true } })).toMatchObject({
    status: 201,
    body: { taken: 'anyway' },
  });
  const [entry] = (await mock.logs.search()).entries;
  expect(entry).toMatchObject({ status: 201, scenario: 'told', decision: { by: 'scenario', why: 'rule 0 of "told"' } });
  expect(entry?.violations?.length).toBeGreaterThan(0);
});

test('paths that the document does not have can be answered, and the mock says of its own only what it was not told', async () => {
  const world = mock.worlds.default;
  const override = (name: string, match: object): void => {
    mock.scenarios.override(world, {
      name,
      type: 'functional_testing',
      rules: [{ match, respond: { status: 200, body: name } }],
    });
  };
  override('made up', { method: 'GET', path: '/made/*/up' });
  override('health', { path: '/health' });
  expect(await ask('GET', '/made/x/up')).toMatchObject({ status: 200, body: 'made up' });
  expect((await ask('GET', '/health')).body).toBe('health');
  expect(mock.scenarios.removeOverride(world, 'health')).toBe(true);
  expect((await ask('GET', '/health')).body).toMatchObject({ name: 'MockLoop' });
  // A scenario for every request leaves the mock's own pages alone.
  tell([{ respond: { status: 503 } }]);
  expect((await ask('GET', '/health')).status).toBe(200);
  expect((await ask('GET', '/nowhere')).status).toBe(503);
});

test('an override comes before the scenario in force, the newest first', async () => {
  tell([{ respond: { status: 500 } }]);
  const rule = (status: number): unknown => ({ match: { operation_id: 'getPet' }, respond: { status } });
  mock.scenarios.override(mock.worlds.default, { name: 'a', type: 'chaos', rules: [rule(404)] });
  mock.scenarios.override(mock.worlds.default, { name: 'b', type: 'chaos', rules: [rule(410)] });
  expect((await ask('GET', '/pets/1')).status).toBe(410);
  mock.scenarios.removeOverride(mock.worlds.default, 'b');
  expect((await ask('GET', '/pets/1')).status).toBe(404);
  expect((await ask('GET', '/pets')).status).toBe(500);
});

test('X-Test-Scenario selects a deployed scenario for one request; any other name is a label', async () => {
  mock.scenarios.deploy(mock.worlds.default, { name: 'down', type: 'chaos', rules: [{ respond: { status: 503 } }] });
  expect((await ask('GET', '/pets', { headers: { 'x-test-scenario': 'down' } })).status).toBe(503);
  expect((await ask('GET', '/pets', { headers: { 'x-test-scenario': 'label' } })).status).toBe(200);
  expect((await ask('GET', '/pets')).status).toBe(200);
});

test('a used-up rate limit answers 429 as the document has it, with the fields that clients wait by', async () => {
  tell([{ match: { operation_id: 'listPets' }, rate_limit: { limit: 2, window_seconds: 60 } }]);
  const first = await ask('GET', '/pets');
  expect(first.status).toBe(200);
  expect(first.headers.get('ratelimit-policy')).toContain('q=2');
  await ask('GET', '/pets');
  const third = await ask('GET', '/pets');
  expect(third.status).toBe(429);
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(third.body).toMatchObject({ title: 'Too Many Requests' });
});

test('sequences, states and times go on from request to request, and begin anew when activated', async () => {
  tell([
    { match: { operation_id: 'getPet' }, sequence: [{ status: 503 }, { status: 404 }] },
    { match: { operation_id: 'createPet' }, times: 1, respond: { status: 409 } },
    { match: { operation_id: 'listPets' }, state: { requires: 'Started', set: 'seen' }, respond: { status: 204 } },
  ]);
  const statuses = async (): Promise<number[]> => {
    const seen = [];
    for (const target of ['/pets/1', '/pets/1', '/pets/1', '/pets', '/pets'])
      seen.push((await ask('GET', target)).status);
    return seen;
  };
  expect(await statuses()).toEqual([503, 404, 404, 204, 200]);
  mock.scenarios.activate(mock.worlds.default, 'told');
  expect(await statuses()).toEqual([503, 404, 404, 204, 200]);
});

test('what only delays lets the next rule, or the document, answer', async () => {
  tell([{ delay: 20 }, { delay: 30 }, { match: { operation_id: 'getPet' }, respond: { status: 404 } }]);
  const begun = performance.now();
  expect((await ask('GET', '/pets/1')).status).toBe(404);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(48);
  expect((await ask('GET', '/pets')).status).toBe(200);
  const [entry] = (await mock.logs.search()).entries;
  expect(entry?.decision).toMatchObject({
    by: 'document',
    passed: [{ by: 'scenario', why: expect.stringContaining('rule 2: ') }],
  });
});

test('a wrong scenario is refused with its place and remedy, and the mock goes on as it was', async () => {
  tell([{ match: { operation_id: 'getPet' }, respond: { status: 404 } }]);
  const wrong = {
    name: 'told',
    type: 'chaos',
    rules: [{ match: { operation_id: 'getPets', when: 'request.method = 1' }, respond: {} }],
  };
  expect(() => mock.scenarios.deploy(mock.worlds.default, wrong)).toThrow(
    expect.objectContaining({
      code: 'INVALID_SCENARIO',
      problems: expect.arrayContaining([
        expect.objectContaining({ pointer: '/rules/0/match/operation_id', advice: expect.stringContaining('getPet') }),
        expect.objectContaining({ pointer: '/rules/0/match/when' }),
      ]),
    }),
  );
  expect((await ask('GET', '/pets/1')).status).toBe(404);
});

test('scenarios follow the document that is served', async () => {
  tell([{ match: { path: '/things/{id}' }, respond: { status: 418 } }]);
  expect((await ask('GET', '/things/1')).status).toBe(418);
  await mock.reload({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    servers: [{ url: '/base' }],
    paths: { '/things/{id}': { get: { responses: { 200: { description: 'One' } } } } },
  });
  expect((await ask('GET', '/base/things/1')).status).toBe(418);
});

test('a success of which only the status is told is stored, as it is without a scenario', async () => {
  await using stateful = await createMockServer({ document: petstore, storage: {} });
  const world = stateful.worlds.default;
  const sequence = [{ status: 503 }, { status: 201 }];
  stateful.scenarios.deploy(world, { name: 'twice', type: 'chaos', rules: [{ match: { method: 'POST' }, sequence }] });
  stateful.scenarios.activate(world, 'twice');
  const headers = { authorization: 'Bearer anything', 'content-type': 'application/json' };
  const create = (body: object): Promise<Response> =>
    stateful.fetch(new Request('http://localhost/pets', { method: 'POST', headers, body: JSON.stringify(body) }));
  const tove = { name: 'Tove', traits: { kind: 'cat' } };
  expect((await create(tove)).status).toBe(503);
  const created = (await (await create(tove)).json()) as { id: number };
  expect(created).toMatchObject({ name: 'Tove' });
  expect((await stateful.fetch(new Request(`http://localhost/pets/${created.id}`))).status).toBe(200);
  // What was told comes before the checks: an invalid request is answered as the document would a valid one.
  expect((await create({})).status).toBe(201);
});

test('every answer can be held back from the start', async () => {
  await using slow = await createMockServer({ document: petstore, latency: { type: 'fixed', ms: 60 } });
  const begun = performance.now();
  await slow.fetch(new Request('http://localhost/pets'));
  expect(performance.now() - begun).toBeGreaterThanOrEqual(58);
});

test('the same scenario draws the same in every mock of the same seed', async () => {
  const draw = async (seed: string): Promise<string> => {
    await using one = await createMockServer({ document: petstore, seed });
    const rules = [{ probability: 0.5, respond: { status: 503 } }];
    one.scenarios.deploy(one.worlds.default, { name: 'flaky', type: 'chaos', rules });
    one.scenarios.activate(one.worlds.default, 'flaky');
    let drawn = '';
    for (let index = 0; index < 40; index++) {
      drawn += (await one.fetch(new Request('http://localhost/pets'))).status === 503 ? 'x' : '.';
    }
    return drawn;
  };
  expect(await draw('a')).toBe(await draw('a'));
  expect(await draw('a')).not.toBe(await draw('b'));
});

test("the mock's own pages use up nothing of a scenario", async () => {
  tell([{ times: 1, respond: { status: 503 } }]);
  expect((await ask('GET', '/health')).status).toBe(200);
  expect((await ask('GET', '/pets')).status).toBe(503);
  expect((await ask('GET', '/pets')).status).toBe(200);
});

test('an entry names the scenario that was in force when its request came', async () => {
  tell([{ delay: 40, respond: { status: 503 } }]);
  const answered = ask('GET', '/pets');
  await Promise.resolve();
  mock.scenarios.deactivate(mock.worlds.default, 'told');
  expect((await answered).status).toBe(503);
  expect((await mock.logs.search()).entries[0]?.scenario).toBe('told');
});
