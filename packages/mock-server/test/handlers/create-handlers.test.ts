import { expect, test } from 'vitest';
import { headerOf } from '../../src/answer.ts';
import { newWorld, openFolder } from './handler-folder.ts';

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

test('a function named after an operation answers its requests, in TypeScript and without a build', async () => {
  const { ask } = await openFolder({
    'pets.ts': `
      import type { Handler } from '@mockloop/mock-server';
      export const listPets: Handler = ({ request }) => ({ body: [{ name: request.query.tags }] as const });`,
  });
  expect(await ask('/pets?tags=a&tags=b')).toMatchObject({
    status: 200,
    headers: ['content-type', 'application/json'],
    body: '[{"name":["a","b"]}]',
    decision: { by: 'handler', why: 'listPets of pets.ts' },
  });
});

test('a handler may answer when it has waited for something', async () => {
  const { ask } = await openFolder({
    'a.js': `export const handlers = {
      listPets: async () => ({ body: await Promise.resolve([1]) }),
      label: () => ({ then: (resolve) => resolve({ body: 'late' }) }),
      'pets/get-one': async () => {},
    };`,
  });
  expect((await ask('/pets')).body).toBe('[1]');
  expect((await ask('/label')).body).toBe('late');
  expect((await ask('/pets/1')).body).toBe('{"id":1,"name":"Rex"}');
});

test('`handlers` names operations by method and path, or by any operationId', async () => {
  const { ask, problems } = await openFolder({
    'a.mjs': `export const handlers = {
      'pets/get-one': () => ({ body: 'one' }),
      'delete /pets/{id}': () => ({ headers: { 'X-Gone': ['a', 'b'] } }),
      'POST /v1/pets': () => ({ body: null }),
    };`,
  });
  expect(problems).toEqual([]);
  expect(await ask('/pets/1')).toMatchObject({ status: 200, body: '"one"' });
  expect(await ask('/pets/1', { method: 'DELETE' })).toMatchObject({
    status: 204,
    headers: ['x-gone', 'a', 'x-gone', 'b'],
  });
  expect(await ask('/pets', json({}))).toMatchObject({ status: 201, body: 'null' });
});

test('a handler that returns undefined, and an operation without one, leave the request to others', async () => {
  const { ask } = await openFolder({ 'a.js': 'export function listPets() {}' });
  expect(await ask('/pets')).toMatchObject({
    body: '[{"id":1,"name":"Rex"}]',
    passed: [{ by: 'handler', why: 'its handler returned undefined' }],
  });
  expect(await ask('/label')).toMatchObject({ body: 'Rex', passed: [{ by: 'handler' }] });
});

test('values are typed as the document declares them', async () => {
  const { ask } = await openFolder({
    'a.ts': `
      const seen = ({ request: { method, path, params, query, headers, cookies, body }, seed, world, operation }) =>
        ({ body: { method, path, params, query, tenant: headers['x-tenant'], cookies, body, seed, world, key: operation.key } });
      export const handlers = { 'pets/get-one': seen, createPet: seen, listPets: seen, label: seen };`,
  });
  const read = async (target: string, init?: RequestInit): Promise<unknown> =>
    JSON.parse(String((await ask(target, init)).body));
  expect(
    await read('/v1/pets/42?extra=1&extra=2&__proto__=x&one=1', {
      headers: { 'x-tenant': 't', cookie: 'a=1; b=2; a=3' },
    }),
  ).toEqual({
    method: 'GET',
    path: '/v1/pets/42',
    params: { petId: 42 },
    query: JSON.parse('{"extra":["1","2"],"__proto__":"x","one":"1"}'),
    tenant: 't',
    cookies: { a: '1', b: '2' },
    seed: 's',
    world: 'default',
    key: 'GET /pets/{petId}',
  });
  expect(await read('/pets/x')).toMatchObject({ params: { petId: 'x' } });
  expect(await read('/pets?limit=3&tags=a&filter[age]=4&other[x]=y')).toMatchObject({
    query: { limit: 3, tags: ['a'], filter: { age: 4 }, 'other[x]': 'y' },
  });
  expect(JSON.stringify(await read('/pets?filter[age]=4'))).toContain('"query":{"filter":{"age":4}}');
  expect(await read('/label', { method: 'GET' })).toMatchObject({ query: {} });
  const body = async (type: string, text: string): Promise<unknown> =>
    ((await read('/pets', { method: 'POST', body: text, headers: { 'content-type': type } })) as { body: unknown })
      .body;
  expect(await body('application/json', '{"id":7}')).toEqual({ id: 7 });
  expect(await body('application/json', '{"id":')).toBe('{"id":');
  expect(await body('application/x-www-form-urlencoded', 'id=7&name=8')).toEqual({ id: 7, name: '8' });
  expect(await body('application/xml', '<pet><id>7</id><name>8</name></pet>')).toEqual({ id: 7, name: '8' });
  expect(await body('text/plain', 'hello')).toBe('hello');
  expect(await body('image/png', 'ab')).toMatchObject({ data: [97, 98] });
});

test('respond() gives what would be answered otherwise, to be changed or returned as it is', async () => {
  const { ask } = await openFolder({
    'a.js': `export const handlers = {
      async listPets({ respond }) { const answer = await respond(); answer.body.push({ id: 2 }); return answer; },
      'pets/get-one': ({ request, respond }) => respond(request.params.petId === 404 ? { status: 404 } : undefined),
      label: ({ respond }) => respond(),
    };`,
  });
  expect((await ask('/pets')).body).toBe('[{"id":1,"name":"Rex"},{"id":2}]');
  expect(await ask('/pets/404')).toMatchObject({ status: 404, body: '{"code":"NO_PET"}' });
  expect(await ask('/pets/1')).toMatchObject({
    status: 200,
    body: '{"id":1,"name":"Rex"}',
    headers: ['content-type', 'application/json', 'x-rate', '5'],
  });
  expect(await ask('/label')).toMatchObject({ body: 'Rex', headers: ['content-type', 'text/plain', 'vary', 'Accept'] });
});

test.each([
  ['{ body: { id: 1 } }', '/label', { accept: 'application/xml' }, 'application/xml', /<id>1<\/id>/],
  ['{ body: "a" }', '/label', {}, 'text/plain', /^a$/],
  ['{ body: new Uint8Array([104, 105]), headers: { "Content-Type": "image/png" } }', '/label', {}, 'image/png', /^hi$/],
  ['{ body: "a", headers: { "content-type": "application/hal+json" } }', '/label', {}, 'application/hal+json', /^"a"$/],
  [
    '{ body: { a: 1 }, headers: { "content-type": "application/x-www-form-urlencoded" } }',
    '/label',
    {},
    'application/x-www-form-urlencoded',
    /^a=1$/,
  ],
  ['{ body: "a", status: 299 }', '/label', {}, 'text/plain; charset=utf-8', /^a$/],
  ['{ body: [1], status: 299 }', '/label', {}, 'application/json', /^\[1\]$/],
  [
    'new Response("hi", { headers: { "content-type": "text/x", "content-length": "9", "set-cookie": "a=1" } })',
    '/label',
    {},
    'text/x',
    /^hi$/,
  ],
])('%s is sent as its media type says', async (result, target, headers, contentType, body) => {
  const { ask } = await openFolder({ 'a.js': `export const label = () => (${result});` });
  const answer = await ask(target, { headers });
  expect(headerOf(answer, 'content-type')).toBe(contentType);
  expect(Buffer.from(answer.body ?? '').toString()).toMatch(body);
  expect(answer.headers).not.toContain('content-length');
});

test('state belongs to the world, outlives a change of the files, and is copied', async () => {
  const world = newWorld('one');
  const count = (step: number): string => `export const listPets = ({ state }) => {
    const list = state.get('list') ?? [];
    list.push(${step});
    if (list.length === 1) state.set('list', list);
    state.set('count', (state.get('count') ?? 0) + ${step});
    return { body: [state.get('count'), state.get('list'), state.has('x'), state.delete('x'), state.keys()] };
  };`;
  const { ask, change, handlers } = await openFolder({ 'a.js': count(1) }, { world });
  expect((await ask('/pets')).body).toBe('[1,[1],false,false,["list","count"]]');
  const before = world.state;
  await change({ 'a.js': count(10) });
  expect((await ask('/pets')).body).toBe('[11,[1],false,false,["list","count"]]');
  const other = newWorld('two');
  other.update(before);
  expect(other.state.memory.get('handler:count')).toBe('1');
  handlers.close();
});

test('a value that is no JSON is refused, and a world that is full says so itself', async () => {
  const { ask, world } = await openFolder(
    {
      'a.js':
        'export const listPets = ({ state, request }) => { state.set("a", 1); if (request.query.limit) state.set("b", 1); state.set("f", () => {}); };',
    },
    { world: newWorld('small', 1) },
  );
  expect(await ask('/pets')).toMatchObject({
    status: 500,
    body: expect.stringContaining('takes JSON values, not function'),
  });
  await expect(ask('/pets?limit=1')).rejects.toThrow(/The world "small" would hold/);
  expect(world.state.memory.size).toBe(1);
});
