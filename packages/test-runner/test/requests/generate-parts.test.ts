import path from 'node:path';
import { createSchemas } from '@mockloop/schema';
import { type ApiDocument, loadDocument, tryReadOperation } from '@mockloop/spec-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeRequest } from '../../src/requests/compose-request.ts';
import { findDefects, type ReadView } from '../../src/requests/find-defects.ts';
import { generateParts } from '../../src/requests/generate-parts.ts';
import { isSendable } from '../../src/requests/is-sendable.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../../../fixtures/openapi');

function viewOf(document: ApiDocument): ReadView {
  return { document, schemas: createSchemas({ source: (uri) => document.schema(uri) }) };
}

test.each([
  '2.0/connexion-simple.yaml',
  '3.0/oapi-codegen-parameters.yaml',
  '3.1/museum.yaml',
  '3.2/cafe-split/cafe.yaml',
])('whatever the seed, requests of %s are valid once they are on the wire', async (name) => {
  const document = await loadDocument(path.join(FIXTURES, name));
  const view = viewOf(document);
  const operations = document.operations.flatMap((entry) => tryReadOperation(document, entry) ?? []);
  const options = fc.record({
    seed: fc.string(),
    mode: fc.constantFrom('example' as const, 'random' as const),
    only: fc.constantFrom('required' as const, 'all' as const, undefined),
  });
  const property = fc.asyncProperty(fc.constantFrom(...operations), options, async (operation, chosen) => {
    const parts = generateParts(operation, view, chosen);
    if (parts === undefined) return;
    expect(await findDefects(operation, parts, view)).toEqual([]);
    expect(isSendable(composeRequest(operation, parts, { document, identity: 'anonymous' }))).toBe(true);
    expect(generateParts(operation, view, chosen)).toEqual(parts);
  });
  await fc.assert(property, { numRuns: 150, seed: 1 });
});

async function partsFor(operation: object, options: Parameters<typeof generateParts>[2]) {
  const paths = { '/things': { post: { responses: {}, ...operation } } };
  const document = await loadDocument({ openapi: '3.1.0', info: { title: 'Things', version: '1' }, paths });
  const [entry] = document.operations;
  const read = entry && tryReadOperation(document, entry);
  return read && generateParts(read, viewOf(document), options);
}

const schema = {
  type: 'object',
  required: ['a'],
  properties: { a: { type: 'integer', minimum: 3 }, b: { type: 'string' }, id: { type: 'string', readOnly: true } },
};
const body = (content: object): object => ({ requestBody: { required: true, content } });

test('examples that break their schema are not sent', async () => {
  const wrong = body({ 'application/json': { schema, example: { a: 1 } } });
  expect(await partsFor(wrong, { seed: '', mode: 'example' })).not.toMatchObject({ body: { value: { a: 1 } } });
  const right = body({ 'application/json': { schema, example: { a: 7, b: 'x' } } });
  expect(await partsFor(right, { seed: '', mode: 'example' })).toMatchObject({ body: { value: { a: 7, b: 'x' } } });
});

test('the least is what is required', async () => {
  const example = body({ 'application/json': { schema, example: { a: 7, b: 'x' } } });
  expect(await partsFor(example, { seed: '', mode: 'example', only: 'required' })).toEqual({
    values: [],
    body: { mediaType: 'application/json', value: { a: 7 } },
  });
});

test('of several media types the one that servers read best is taken', async () => {
  const several = body({ 'application/xml': { schema }, 'application/json': { schema } });
  expect(await partsFor(several, { seed: '', mode: 'random' })).toMatchObject({
    body: { mediaType: 'application/json' },
  });
});

test('where the document allows no request, there is none', async () => {
  const impossible = body({ 'application/json': { schema: { type: 'integer', minimum: 2, maximum: 1 } } });
  expect(await partsFor(impossible, { seed: '', mode: 'random' })).toBeUndefined();
});
