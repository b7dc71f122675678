import { loadDocument } from '@mockloop/spec-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deciding, matching } from '../support/decide.ts';

const document = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://api.example/v1' }],
  paths: {
    '/pets': { get: { operationId: 'listPets', responses: {} }, post: { operationId: 'createPet', responses: {} } },
    '/pets/{petId}': { get: { operationId: 'getPet', responses: {} } },
    '/pets/export': { get: { operationId: 'exportPets', responses: {} } },
    '/files/{name}.json': { get: { operationId: 'getFile', responses: {} } },
  },
});

test('an absent or empty match takes every request', () => {
  expect(matching(undefined)).toBe(true);
  expect(matching({})).toBe(true);
});

test('the case of a method does not count', () => {
  expect(matching({ method: 'post' }, { method: 'POST' })).toBe(true);
  expect(matching({ method: 'POST' }, { method: 'GET' })).toBe('rule 0: the method is not POST');
});

test('several methods can be named, and GET stands for HEAD too', () => {
  expect(matching({ method: ['put', 'PATCH'] }, { method: 'PATCH' })).toBe(true);
  expect(matching({ method: ['put', 'PATCH'] }, { method: 'POST' })).toBe('rule 0: the method is not PUT or PATCH');
  expect(matching({ method: 'GET' }, { method: 'HEAD' })).toBe(true);
  expect(matching({ method: 'HEAD' }, { method: 'GET' })).toBe('rule 0: the method is not HEAD');
  expect(matching({ method: 'POST' }, { method: 'HEAD' })).toBe('rule 0: the method is not POST');
});

test('several operations can be named', () => {
  const operation_id = ['getPet', 'listPets', 'a', 'b', 'c'];
  expect(matching({ operation_id }, { operationId: 'listPets' })).toBe(true);
  expect(matching({ operation_id }, { operationId: 'd' })).toBe(
    'rule 0: the operation is not "getPet" or "listPets" or "a" or one of 2 others',
  );
});

test('an operation is named by its id', () => {
  expect(matching({ operation_id: 'getPet' }, { operationId: 'getPet', route: '/pets/{petId}' })).toBe(true);
  expect(matching({ operation_id: 'getPet' }, { operationId: 'listPets' })).toBe(
    'rule 0: the operation is not "getPet"',
  );
  expect(matching({ operation_id: 'getPet' })).toBe('rule 0: the operation is not "getPet"');
});

test.each([
  ['/pets/7', '/pets/7', true],
  ['/pets/7/', '/pets/7', true],
  ['/pets/7', '/pets/7/', true],
  ['/pets/8', '/pets/7', false],
  ['/pets/{petId}', '/pets/7', true],
  ['/pets/{petId}', '/pets/', false],
  ['/pets/{petId}', '/pets/7/photo', false],
  ['/pets/*', '/pets/7', true],
  ['/pets/*', '/pets', false],
  ['/pets/*/photo', '/pets/7/photo', true],
  ['/files/*.json', '/files/a.b.json', true],
  ['/files/*.json', '/files/.json', false],
  ['/files/{name}.{type}', '/files/a.json', true],
  ['/**', '/', true],
  ['/**', '/a/b/c', true],
  ['/pets/**', '/pets', true],
  ['/pets/**', '/pets/7/photo', true],
  ['/pets/**', '/petshop', false],
  ['/**/photo', '/pets/7/photo', true],
  ['/**/photo', '/photo', true],
  ['/a/**/b/**/c', '/a/x/b/y/z/c', true],
  ['/a/**/b/**/c', '/a/x/y/z/c', false],
  ['/caf\u00e9', '/caf%C3%A9', true],
  ['/%', '/%', true],
  ['/', '/', true],
])('the path %s and a request for %s: %s', (path, received, expected) => {
  const result = matching({ path }, { path: received });
  expect(result).toBe(expected || `rule 0: the path is not ${path}`);
});

test.each([
  ['/pets/{id}', '/v1/pets/7', '/pets/{petId}', true],
  ['/v1/pets/{id}', '/v1/pets/7', '/pets/{petId}', true],
  ['/v1/pets/{id}', '/pets/7', '/pets/{petId}', true],
  ['/pets/7', '/v1/pets/7', '/pets/{petId}', true],
  ['/v1/pets/7', '/v1/pets/7', '/pets/{petId}', true],
  ['/pets/*', '/v1/pets/7', '/pets/{petId}', true],
  ['/v1/pets/7', '/pets/7', '/pets/{petId}', true],
  ['/v1/pets/*', '/pets/7', '/pets/{petId}', true],
  ['/v1/pe**', '/pets/7', '/pets/{petId}', false],
  ['/pets', '/v1/pets', '/pets', true],
  ['/{any}/7', '/v1/pets/7', '/pets/{petId}', true],
  // The template of another operation.
  ['/pets/{petId}', '/v1/pets/export', '/pets/export', false],
  ['/v1/pets/{petId}', '/v1/pets/export', '/pets/export', false],
  // Paths that reach no operation.
  ['/pets/{petId}', '/v1/pets/7', undefined, true],
  ['/nothing', '/v1/nothing', undefined, true],
  ['/nothing', '/v2/nothing', undefined, false],
])('with a document, %s and a request for %s: %s', (path, received, route, expected) => {
  const result = matching({ path }, { path: received, route }, { document });
  expect(result).toBe(expected || `rule 0: the path is not ${path}`);
});

test('without a document the base path is what stands before the path template of the operation', () => {
  expect(matching({ path: '/pets/7' }, { path: '/api/v3/pets/7', route: '/pets/{petId}' })).toBe(true);
  expect(matching({ path: '/pets/7' }, { path: '/api/v3/pets/7' })).not.toBe(true);
});

test.each([
  ['sold', 'sold', true],
  ['sold', 'new', false],
  [2, '2', true],
  [2, '2.0', false],
  [true, 'true', true],
  [null, undefined, true],
  [null, '', false],
  ['', undefined, false],
  [{ equals: 'sold' }, 'sold', true],
  [{ contains: 'ol' }, 'sold', true],
  [{ contains: 'ol' }, 'new', false],
  [{ matches: '^s.*d$' }, 'sold', true],
  [{ matches: '^s$' }, 'sold', false],
  [{ present: true }, '', true],
  [{ present: true }, undefined, false],
  [{ present: false }, undefined, true],
  [{ present: false }, 'x', false],
  [{ contains: 's', matches: 'd$' }, 'sold', true],
  [{ contains: 's', matches: 'x$' }, 'sold', false],
])('a value that is to be %j and is %j: %s', (wanted, value, expected) => {
  const query = value === undefined ? {} : { status: value };
  expect(matching({ query: { status: wanted } }, { query }) === true).toBe(expected);
  const headers = value === undefined ? {} : { 'x-status': value };
  expect(matching({ headers: { 'X-Status': wanted } }, { headers }) === true).toBe(expected);
});

test('says which value is missing or different', () => {
  expect(matching({ query: { status: 'sold' } })).toBe('rule 0: there is no query parameter "status"');
  expect(matching({ headers: { 'X-Id': 'a' } }, { headers: { 'x-id': 'b' } })).toBe(
    'rule 0: the header "x-id" is not as asked for',
  );
});

test('names that objects inherit are no parameters', () => {
  expect(matching({ query: { constructor: { present: true } } })).not.toBe(true);
  expect(matching({ headers: { constructor: null } })).toBe(true);
});

test.each([
  [{}, { a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, true],
  [{ a: 1 }, { a: 2 }, false],
  [{ a: 1 }, { a: '1' }, false],
  [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2, d: 3 }], e: 4 } }, true],
  [{ a: [1] }, { a: [1, 2] }, false],
  [{ a: null }, {}, false],
  [{ a: null }, { a: null }, true],
  [[{ a: 1 }], [{ a: 1, b: 2 }], true],
  [[1], { 0: 1 }, false],
  [{ a: 1 }, undefined, false],
  [{ a: 1 }, 'a', false],
  ['needle', 'hay needle hay', true],
  ['"a":1', { a: 1 }, true],
  ['needle', 'hay', false],
  ['needle', undefined, false],
])('a body that is to have %j and is %j: %s', (wanted, body, expected) => {
  expect(matching({ body: wanted }, { body }) === true).toBe(expected);
});

test('everything that is given must hold', () => {
  const match = { method: 'GET', path: '/pets/*', query: { a: '1' }, headers: { b: '2' }, body: 'c', when: 'true' };
  const request = { query: { a: '1' }, headers: { b: '2' }, body: 'c' };
  expect(matching(match, request)).toBe(true);
  expect(matching(match, { ...request, method: 'PUT' })).not.toBe(true);
  expect(matching(match, { ...request, path: '/' })).not.toBe(true);
  expect(matching(match, { ...request, query: {} })).not.toBe(true);
  expect(matching(match, { ...request, headers: {} })).not.toBe(true);
  expect(matching(match, { ...request, body: undefined })).not.toBe(true);
  expect(matching({ ...match, when: 'false' }, request)).not.toBe(true);
});

test('each value is a subset of itself and of itself with more members', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (body, more) => {
        const wanted = JSON.parse(JSON.stringify(body));
        expect(matching({ body: wanted }, { body: wanted })).toBe(true);
        expect(matching({ body: wanted }, { body: { ...more, ...wanted } })).toBe(true);
      },
    ),
    { seed: 3, numRuns: 200 },
  );
});

test('every path is matched by itself, by a template and by wildcards over it', () => {
  const segment = fc.stringMatching(/^[a-z0-9._~-]{1,8}$/);
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 6 }), fc.nat(), (segments, at) => {
      const path = `/${segments.join('/')}`;
      const replaced = (by: string): string => `/${segments.with(at % segments.length, by).join('/')}`;
      for (const pattern of [path, replaced('*'), replaced('{id}'), replaced('**'), '/**', `${path}/**`, `/**${path}`])
        expect(matching({ path: pattern }, { path })).toBe(true);
      expect(matching({ path: `${path}/x` }, { path })).not.toBe(true);
    }),
    { seed: 3, numRuns: 200 },
  );
});

test('rules are found by operation as they are found one by one', () => {
  const member = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
  const match = fc.record(
    {
      method: member(['GET', 'post', 'PUT']),
      operation_id: member(['listPets', 'getPet', 'createPet']),
      path: member(['/pets', '/pets/{id}', '/v1/pets', '/pets/*', '/**', '/pets/7', '/nothing']),
    },
    { requiredKeys: [] },
  );
  const target = member([
    { method: 'GET', path: '/v1/pets', route: '/pets', operationId: 'listPets' },
    { method: 'POST', path: '/pets', route: '/pets', operationId: 'createPet' },
    { method: 'GET', path: '/pets/7', route: '/pets/{petId}', operationId: 'getPet' },
    { method: 'GET', path: '/v1/nothing' },
  ]);
  fc.assert(
    fc.property(fc.array(match, { maxLength: 8 }), fc.array(target, { maxLength: 4 }), (matches, targets) => {
      const { decide } = deciding(
        matches.map((one) => ({ match: one, respond: {} })),
        { document },
      );
      for (const members of targets) {
        const first = matches.findIndex((one) => matching(one, members, { document }) === true);
        expect(decide(members).rule).toBe(first === -1 ? undefined : first);
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});
