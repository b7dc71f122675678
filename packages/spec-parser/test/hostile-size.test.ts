import { expect, test } from 'vitest';
import { checkDocument, loadDocument, SpecError } from '../src/index.ts';
import { cpuSeconds, ENDLESS_SECONDS } from './cpu-seconds.ts';
import { readWholeDocument } from './read-whole-document.ts';

const HEAD = { openapi: '3.0.0', info: { title: 'T', version: '1' } };
const schema = { $ref: '#/components/schemas/S0' };
const paths = { '/a': { get: { responses: { 200: { content: { 'application/json': { schema } } } } } } };

/** One schema for each index, by name. */
function schemasOf(count: number, make: (index: number) => object): object {
  const schemas = Object.fromEntries(Array.from({ length: count }, (_, index) => [`S${index}`, make(index)]));
  return { ...HEAD, paths, components: { schemas } };
}

const to = (index: number, rest = ''): object => ({ $ref: `#/components/schemas/S${index}${rest}` });

test.each<[string, string | object]>([
  ['a chain of 50,000 references', schemasOf(50_000, (index) => to(index + 1))],
  ['pointers that lead through each other', schemasOf(10_000, (index) => to(index + 1, '/properties/a'))],
  [
    'pointers that lead through each other twice',
    schemasOf(60, (index) => ({ $ref: `#/components/schemas/S${index + 1}/x/x`, x: to(index + 1, '/x') })),
  ],
  [
    '200,000 keys that are repeated',
    `{"openapi":"3.0.0","info":{},"paths":{},"x-a":{${'"k":1,'.repeat(200_000)}"k":2}}`,
  ],
  ['a path of question marks', { ...HEAD, paths: { [`/${'?'.repeat(1_000_000)}}`]: paths['/a'] } }],
  ['a path of braces', { ...HEAD, paths: { [`/${'{'.repeat(1_000_000)}`]: paths['/a'] } }],
  ['blank lines before what is no document', `${'\n'.repeat(300_000)}nothing: [`],
  ['brackets that look like API Blueprint', `# ${'[GET'.repeat(200_000)}\n: [`],
  ['a server with many variables', { ...HEAD, paths, servers: [serverWith(20)] }],
  ['a list of aliases of lists', `openapi: 3.0.0\npaths: {}\nx: [${'&a1 [1], '}${'*a1, '.repeat(100_000)}]\n`],
  ['100,000 path parameters', { ...HEAD, paths: { [`/${'{a}'.repeat(100_000)}`]: paths['/a'] } }],
  ['1,000 names for schemas, each within the other', nestedIds(250)],
])('%s is read, or refused, before long', { timeout: 120_000 }, async (_name, input) => {
  const read = async (): Promise<void> => {
    try {
      const document = await loadDocument(input);
      readWholeDocument(document);
      await checkDocument(document);
    } catch (error) {
      expect(error).toBeInstanceOf(SpecError);
    }
  };
  expect(await cpuSeconds(read)).toBeLessThan(ENDLESS_SECONDS);
});

function serverWith(count: number): object {
  const names = Array.from({ length: count }, (_, index) => `v${index}`);
  const variables = Object.fromEntries(names.map((name) => [name, { default: 'a', enum: ['a', 'b', 'c'] }]));
  return { url: names.map((name) => `/{${name}}`).join(''), variables };
}

function nestedIds(depth: number): object {
  let innermost: object = { type: 'null' };
  for (let level = 0; level < depth; level += 1) innermost = { $id: `l${level}/`, not: innermost };
  return { ...HEAD, openapi: '3.1.0', paths, components: { schemas: { S0: innermost } } };
}
