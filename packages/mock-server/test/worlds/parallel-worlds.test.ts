import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMockServer, type MockServer } from '../../src/index.ts';

const petstore = path.join(import.meta.dirname, '../../../../examples/petstore.yaml');

const WORLDS = 200;
const STEPS = 50;

/** What one user of a world may do. Pets are counted from 0, in the order in which the user made them. */
type Step =
  | { readonly do: 'create'; readonly name: string }
  | { readonly do: 'read' | 'delete'; readonly pet: number }
  | { readonly do: 'change'; readonly pet: number; readonly status: string }
  | { readonly do: 'replace'; readonly pet: number; readonly name: string }
  | { readonly do: 'list'; readonly limit: number }
  | { readonly do: 'switch'; readonly scenario: keyof typeof scenarios | undefined }
  | { readonly do: 'override'; readonly status: number }
  | { readonly do: 'snapshot' | 'restore' };

const scenarios = {
  broken: { rules: [{ match: { method: 'GET', path: '/pets/{petId}' }, respond: { status: 500 } }] },
  flaky: { rules: [{ probability: 0.5, respond: { status: 503 } }] },
  twice: { rules: [{ match: { operation_id: 'listPets' }, times: 2, respond: { status: 429 } }] },
  turning: {
    rules: [{ match: { method: 'GET' }, sequence: { responses: [{ status: 502 }, { status: 504 }], repeat: true } }],
  },
  cut: { rules: [{ match: { method: 'GET' }, probability: 0.3, fault: 'truncated_chunk' }] },
  reset: { rules: [{ match: { method: 'DELETE' }, fault: 'connection_reset' }] },
  garbled: { rules: [{ match: { operation_id: 'listPets' }, fault: 'malformed_body' }] },
} as const;

const pet = fc.nat(9);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      name: fc.string({ minLength: 1, maxLength: 9, unit: 'grapheme-ascii' }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('read' as const, 'delete' as const), pet }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      pet,
      status: fc.constantFrom('available', 'reserved', 'adopted', 'nonsense'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('replace' as const), pet, name: fc.constantFrom('Pip', 'Tove') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('list' as const), limit: fc.integer({ min: 1, max: 5 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('switch' as const),
      scenario: fc.constantFrom(undefined, ...(Object.keys(scenarios) as (keyof typeof scenarios)[])),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('override' as const), status: fc.constantFrom(200, 404, 418) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('snapshot' as const, 'restore' as const) }) },
);
const plans = fc.sample(fc.array(step, { minLength: STEPS, maxLength: STEPS }), { numRuns: WORLDS, seed: 20_261_121 });

/** Takes the steps one after the other, as a client over a real connection, and says what came of each. */
async function play(mock: MockServer, origin: string, id: string, steps: readonly Step[]): Promise<string[]> {
  const user = new User(mock, origin, id);
  const seen: string[] = [];
  for (const one of steps) seen.push(`${JSON.stringify(one)} → ${await user.take(one)}`);
  return seen;
}

class User {
  readonly #mock: MockServer;
  readonly #origin: string;
  readonly #world: string;
  readonly #pets: number[] = [];

  constructor(mock: MockServer, origin: string, world: string) {
    this.#mock = mock;
    this.#origin = origin;
    this.#world = world;
  }

  take(one: Step): Promise<string> {
    switch (one.do) {
      case 'create':
        return this.#send('POST', '/pets', { name: one.name, traits: { kind: 'cat' } });
      case 'read':
        return this.#send('GET', `/pets/${this.#id(one.pet)}`);
      case 'delete':
        return this.#send('DELETE', `/pets/${this.#id(one.pet)}`);
      case 'change':
        return this.#send('PATCH', `/pets/${this.#id(one.pet)}`, { status: one.status });
      case 'replace':
        return this.#send('PUT', `/pets/${this.#id(one.pet)}`, { name: one.name, traits: { kind: 'cat' } });
      case 'list':
        return this.#send('GET', `/pets?limit=${one.limit}`);
      default:
        return Promise.resolve(this.#tell(one));
    }
  }

  #id(pet: number): number {
    return this.#pets[pet] ?? pet + 1;
  }

  #tell(one: Step): string {
    const { worlds, scenarios: control } = this.#mock;
    const world = worlds.named(this.#world);
    if (one.do === 'snapshot') worlds.snapshot(this.#world, 'kept');
    else if (one.do === 'restore') worlds.restore(this.#world, worlds.snapshotsOf(this.#world)[0]);
    else if (one.do === 'override') {
      const rules = [{ match: { method: 'GET', path: '/pets/{petId}' }, respond: { status: one.status } }];
      control.override(world, { name: 'GET /pets/{petId}', type: 'functional_testing', rules });
    } else if (one.do === 'switch' && one.scenario !== undefined) {
      control.deploy(world, { name: one.scenario, type: 'chaos', ...scenarios[one.scenario] });
      control.activate(world, one.scenario);
    } else if (world.state.active !== undefined) control.deactivate(world, world.state.active);
    return 'told';
  }

  async #send(method: string, target: string, body?: unknown): Promise<string> {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const headers = { 'content-type': type, authorization: 'Bearer anything', 'x-mockloop-world': this.#world };
    try {
      const text = body === undefined ? null : JSON.stringify(body);
      const response = await fetch(this.#origin + target, { method, headers, body: text });
      const answer = await response.text();
      if (method === 'POST' && response.status === 201) this.#pets.push(JSON.parse(answer).id);
      return `${response.status} ${response.headers.get('location')} ${answer}`;
    } catch (error) {
      return String(error instanceof Error && error.cause instanceof Error ? error.cause.message : error);
    }
  }
}

async function withMock<T>(use: (mock: MockServer, origin: string) => Promise<T>): Promise<T> {
  await using mock = await createMockServer({ document: petstore, seed: 'worlds', storage: {} });
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  return await use(mock, apiUrl);
}

test('two hundred worlds at once see what each of them sees alone', { timeout: 300_000 }, async () => {
  const together = await withMock((mock, origin) =>
    Promise.all(plans.map((steps, index) => play(mock, origin, `world-${index}`, steps))),
  );
  const alone = await withMock(async (mock, origin) => {
    const results: string[][] = [];
    for (const steps of plans) {
      results.push(await play(mock, origin, 'alone', steps));
      mock.worlds.drop('alone');
    }
    return results;
  });
  expect(together).toEqual(alone);
  // The steps are no empty ones: pets were made, found, changed and missed, and every scenario had its say.
  const all = together.flat();
  for (const mark of ['→ 201', '→ 200', '→ 404', '→ 204', '→ 422', '→ 500', '→ 503', '→ 429', '→ 502', '→ 418'])
    expect(all.filter((line) => line.includes(mark)).length, mark).toBeGreaterThan(20);
  expect(all.filter((line) => /ECONNRESET|terminated|other side closed/.test(line)).length).toBeGreaterThan(20);
});

test('a request names its world by header, baggage or path prefix', async () => {
  await withMock(async (mock, origin) => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer anything' };
    const body = JSON.stringify({ name: 'Tove', traits: { kind: 'cat' } });
    const made = await fetch(`${origin}/_w/mine/v1/pets`, { method: 'POST', headers, body });
    const location = made.headers.get('location') ?? '';
    expect(location).toMatch(/^\/_w\/mine\/v1\/pets\/\d+$/);
    expect(made.headers.get('link')).toContain('</_w/mine/v1/pets/');
    const { id } = (await made.json()) as { id: number };
    const status = async (target: string, fields: Record<string, string> = {}): Promise<number> =>
      (await fetch(origin + target, { headers: fields })).status;
    expect(await status(location)).toBe(200);
    expect(await status(`/pets/${id}`, { 'x-mockloop-world': 'mine' })).toBe(200);
    expect(await status(`/pets/${id}`, { baggage: 'a=b;p=1, mockloop.world=mine;q=2' })).toBe(200);
    expect(await status(`/pets/${id}`)).toBe(404);
    expect(await status(`/pets/${id}`, { 'x-mockloop-world': 'other' })).toBe(404);
    expect(await status('/pets', { 'x-mockloop-world': 'no world' })).toBe(400);
    const { entries } = await mock.logs.search({ world: 'mine' });
    expect(entries.map((entry) => entry.path)).toEqual([`/pets/${id}`, `/pets/${id}`, `/v1/pets/${id}`, '/v1/pets']);
  });
});

test('a world that is full answers 507, and others go on', async () => {
  await using mock = await createMockServer({ document: petstore, storage: {}, maxWorldBytes: 20_000 });
  const create = async (world: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer anything', 'x-mockloop-world': world };
    const body = JSON.stringify({ name: 'x'.repeat(50), traits: { kind: 'cat' } });
    return (await mock.fetch(new Request('http://localhost/pets', { method: 'POST', headers, body }))).status;
  };
  const statuses = [];
  for (let index = 0; index < 200; index++) statuses.push(await create('full'));
  expect(new Set(statuses)).toEqual(new Set([201, 507]));
  expect(statuses.at(-1)).toBe(507);
  expect(await create('other')).toBe(201);
});

test('a request whose world cannot be is refused as any other, and the log says why', async () => {
  await using mock = await createMockServer({ document: petstore });
  const { status, headers } = await mock.fetch(
    new Request('http://localhost/pets', {
      headers: { 'x-mockloop-world': 'no name', origin: 'http://localhost:3000', 'x-correlation-id': 'mine' },
    }),
  );
  expect(status).toBe(400);
  expect(headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  expect(headers.get('x-correlation-id')).toBe('mine');
  const [entry] = (await mock.logs.search()).entries;
  expect(entry?.decision).toMatchObject({ by: 'mock', why: 'The request names a world that cannot be' });
});

test('the API port leads WireMock clients to the world that their base URL names, whatever is stubbed', async () => {
  await using mock = await createMockServer({ document: petstore });
  const stub = { request: { method: 'ANY', urlPattern: '/.*' }, response: { status: 418 } };
  const asked = (path: string, init?: RequestInit): Promise<Response> =>
    mock.fetch(new Request(`http://localhost${path}`, init));
  const mappings = '/_w/mine/__admin/mappings';
  const headers = { 'content-type': 'application/json' };
  expect((await asked(mappings, { method: 'POST', headers, body: JSON.stringify(stub) })).status).toBe(201);
  expect((await asked('/_w/mine/pets')).status).toBe(418);
  expect((await asked('/anything')).status).toBe(404);
  expect((await asked(mappings, { method: 'DELETE' })).status).toBe(200);
  expect((await asked('/_w/mine/anything')).status).toBe(404);
});
