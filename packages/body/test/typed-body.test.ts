import { createSchemas } from '@mockloop/schema';
import type { JsonSchema } from '@mockloop/spec-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describe, read, write } from './support/body.ts';

const SEED = { seed: 20_261_121 };

const Pet: JsonSchema = {
  type: 'object',
  required: ['id', 'photoUrls'],
  xml: { name: 'pet' },
  properties: {
    id: { type: 'integer', xml: { attribute: true } },
    name: { type: ['string', 'null'] },
    weight: { type: 'number' },
    isTame: { type: 'boolean' },
    photoUrls: { type: 'array', xml: { wrapped: true }, items: { type: 'string', xml: { name: 'photoUrl' } } },
    scores: { type: 'array', items: { type: 'integer' } },
    owner: { $ref: 'Owner' },
    metadata: { type: 'object', additionalProperties: { type: 'integer' } },
    birth: { oneOf: [{ type: 'null' }, { type: 'object', properties: { year: { type: 'integer' } } }] },
  },
  additionalProperties: false,
};
const components = { Owner: { type: 'object', properties: { age: { type: 'integer' } } } };

test.each([
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/json',
  'application/yaml',
])('instances that the schema generates are valid again after %s', async (mediaType) => {
  const described = { mediaType, schema: Pet, components };
  const schema = createSchemas({ source: describe(described).lookup }).compile('schema:0', 'request');
  await fc.assert(
    fc.asyncProperty(fc.string(), async (seed) => {
      const { body, contentType } = write(schema.generate({ seed, mode: 'random' }), described);
      const result = await read(body, described, { schema, contentType });
      expect('value' in result ? schema.validate(result.value) : result).toEqual([]);
    }),
    { ...SEED, numRuns: 50 },
  );
});

test('texts get the types of the schema, and what fits none stays for validation to report', async () => {
  const described = { mediaType: 'application/xml', schema: Pet, components };
  const schema = createSchemas({ source: describe(described).lookup }).compile('schema:0', 'request');
  const text = '<pet id=" 7 "><weight>\n1.5\n</weight><isTame>maybe</isTame><photoUrls/><scores>1</scores></pet>';
  const result = await read(text, described, { schema });
  expect(result).toEqual({ value: { id: 7, weight: 1.5, isTame: 'maybe', photoUrls: [], scores: [1] } });
  expect('value' in result && schema.validate(result.value).map(({ pointer }) => pointer)).toEqual(['/isTame']);
});

test('a form says null, an empty list and an empty object all by nothing behind the name', async () => {
  const described = { mediaType: 'application/x-www-form-urlencoded', schema: Pet, components };
  const schema = createSchemas({ source: describe(described).lookup }).compile('schema:0', 'request');
  const text = 'id=1&name=&photoUrls=&metadata=&birth=';
  expect(await read(text, described, { schema })).toEqual({
    value: { id: 1, name: '', photoUrls: [], metadata: {}, birth: null },
  });
});

test('JSON keeps its own types', async () => {
  const schema = createSchemas({ source: () => Pet }).compile('schema:0', 'request');
  const described = { mediaType: 'application/json', schema: Pet };
  expect(await read('{"id":"7"}', described, { schema })).toEqual({ value: { id: '7' } });
});
