import { expect, test } from 'vitest';
import { createMockServer } from '../../src/index.ts';
import { library } from './support/library.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const document = {
  ...library,
  paths: {
    '/trees': {
      post: {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } },
        },
        responses: { 204: { description: 'Planted' } },
      },
    },
    '/lists': {
      post: {
        requestBody: {
          content: { 'application/json': { schema: { type: 'array', items: { type: 'integer', maximum: 9 } } } },
        },
        responses: { 204: { description: 'Kept' } },
      },
    },
    '/words/{word}': {
      get: {
        parameters: [
          { name: 'word', in: 'path', required: true, schema: { type: 'string', pattern: '^(a+)+$' } },
          { name: '__proto__', in: 'query', schema: { type: 'integer' } },
          { name: 'constructor', in: 'cookie', schema: { type: 'integer' } },
        ],
        responses: { 204: { description: 'Read' } },
      },
    },
  },
  components: {
    schemas: {
      Tree: {
        type: 'object',
        required: ['size', 'constructor'],
        properties: {
          size: { type: 'integer' },
          constructor: { type: 'integer' },
          trees: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        },
      },
    },
  },
};

const nested = (levels: number): string => `${'{"trees":['.repeat(levels)}{"size":"x"}${']}'.repeat(levels)}`;
const aliases = Array.from({ length: 30 }, (_, level) => `&a${level} [*a${level - 1},*a${level - 1}]`).join(',');

test.each<[what: string, method: string, path: string, headers: Record<string, string>, body?: string]>([
  ['a large body', 'POST', '/trees', JSON_TYPE, JSON.stringify({ trees: Array.from({ length: 200_000 }, () => 1) })],
  ['thousands of wrong items', 'POST', '/lists', JSON_TYPE, JSON.stringify(Array.from({ length: 120_000 }, () => 'x'))],
  ['deep nesting', 'POST', '/trees', JSON_TYPE, nested(240)],
  ['aliases of aliases', 'POST', '/lists', JSON_TYPE, `[&a0 [1],${aliases}]`],
  ['brackets without an end', 'POST', '/lists', JSON_TYPE, '['.repeat(1_000_000)],
  [
    'thousands of names in the query',
    'GET',
    `/words/b?${Array.from({ length: 50_000 }, (_, i) => `n${i}=1`).join('&')}`,
    {},
  ],
  ['a text that a pattern could be slow for', 'GET', `/words/${'a'.repeat(34)}b`, {}],
  ['a path of many segments', 'GET', '/x'.repeat(100_000), {}],
  ['a path of one long segment', 'GET', `/${'wordz'.repeat(100_000)}`, {}],
  ['escapes that are none', 'GET', '/wordz/%zz%?n=%', {}],
  ['a cookie without an end', 'GET', '/words/b', { cookie: 'a='.repeat(200_000) }],
])('%s gets a fix of bounded size before long', async (_, method, path, headers, body) => {
  await using mock = await createMockServer({ document, errors: true });
  const send = (): Promise<Response> =>
    mock.fetch(new Request(`http://mock${path}`, { method, headers, ...(body !== undefined && { body }) }));
  await mock.fetch(new Request('http://mock/words/7'));
  const answer = await send();
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  const { fix } = (await answer.json()) as { fix?: unknown };
  expect(JSON.stringify(fix ?? []).length).toBeLessThanOrEqual(16_384);
});

test('names that objects inherit are names like any other', async () => {
  await using mock = await createMockServer({ document, errors: true });
  const body = '{"size":1,"__proto__":{"polluted":true},"toString":5}';
  const planted = await mock.fetch(new Request('http://mock/trees', { method: 'POST', headers: JSON_TYPE, body }));
  expect(((await planted.json()) as { fix: unknown }).fix).toEqual([
    { op: 'add', path: '/body/constructor', value: expect.any(Number) },
  ]);
  const headers = { cookie: 'constructor=x' };
  const read = await mock.fetch(new Request('http://mock/words/a?__proto__=x', { headers }));
  expect(((await read.json()) as { fix: unknown }).fix).toEqual([
    { op: 'replace', path: '/query/__proto__', value: expect.stringMatching(/^\d+$/) },
    { op: 'replace', path: '/cookies/constructor', value: expect.stringMatching(/^\d+$/) },
  ]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});
