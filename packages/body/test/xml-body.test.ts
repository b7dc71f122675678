import type { JsonSchema } from '@mockloop/spec-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read, roundTrip, write } from './support/body.ts';
import { cpuSeconds, ENDLESS_SECONDS } from './support/cpu-seconds.ts';

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n';

function xml(schema: JsonSchema, components: Readonly<Record<string, JsonSchema>> = {}) {
  return { mediaType: 'application/xml', schema, components };
}

const STRING = { type: 'string' };
const animals = (array: object, item: object = {}) => ({
  type: 'object',
  xml: { name: 'document' },
  properties: { animals: { type: 'array', ...array, items: { type: 'string', ...item } } },
});
const PETS = { animals: ['dog', 'cat', 'hamster'] };

// https://spec.openapis.org/oas/v3.2.0.html#xml-object-examples, in its order.
const EXAMPLES: readonly { title: string; schema: JsonSchema; value: unknown; text: string }[] = [
  {
    title: 'no XML Object',
    schema: { type: 'object', xml: { name: 'document' }, properties: { animals: STRING } },
    value: { animals: 'dog, cat, hamster' },
    text: '<document><animals>dog, cat, hamster</animals></document>',
  },
  {
    title: 'an array without XML Object',
    schema: animals({}),
    value: PETS,
    text: '<document><animals>dog</animals><animals>cat</animals><animals>hamster</animals></document>',
  },
  {
    title: 'a name of the items',
    schema: animals({}, { xml: { name: 'animal' } }),
    value: PETS,
    text: '<document><animal>dog</animal><animal>cat</animal><animal>hamster</animal></document>',
  },
  {
    title: 'a name of an array that is no node',
    schema: animals({ xml: { name: 'aliens' } }, { xml: { name: 'animal' } }),
    value: PETS,
    text: '<document><animal>dog</animal><animal>cat</animal><animal>hamster</animal></document>',
  },
  ...[{ nodeType: 'element' }, { wrapped: true }].flatMap((wrapper) => [
    {
      title: `an element around the array, by ${Object.keys(wrapper)}`,
      schema: animals({ xml: wrapper }),
      value: PETS,
      text: '<document><animals><animals>dog</animals><animals>cat</animals><animals>hamster</animals></animals></document>',
    },
    {
      title: `the same with named items, by ${Object.keys(wrapper)}`,
      schema: animals({ xml: wrapper }, { xml: { name: 'animal' } }),
      value: PETS,
      text: '<document><animals><animal>dog</animal><animal>cat</animal><animal>hamster</animal></animals></document>',
    },
    {
      title: `names of both, by ${Object.keys(wrapper)}`,
      schema: animals({ xml: { ...wrapper, name: 'aliens' } }, { xml: { name: 'animal' } }),
      value: PETS,
      text: '<document><aliens><animal>dog</animal><animal>cat</animal><animal>hamster</animal></aliens></document>',
    },
    {
      title: `a name of the element around the array only, by ${Object.keys(wrapper)}`,
      schema: animals({ xml: { ...wrapper, name: 'aliens' } }),
      value: PETS,
      text: '<document><aliens><aliens>dog</aliens><aliens>cat</aliens><aliens>hamster</aliens></aliens></document>',
    },
  ]),
  {
    title: 'elements with attributes and text',
    schema: {
      type: 'array',
      xml: { nodeType: 'element', name: 'animals' },
      items: {
        xml: { name: 'animal' },
        properties: {
          kind: { type: 'string', xml: { nodeType: 'attribute' } },
          name: { type: 'string', xml: { nodeType: 'text' } },
        },
      },
    },
    value: [
      { kind: 'Cat', name: 'Fluffy' },
      { kind: 'Dog', name: 'Fido' },
    ],
    text: '<animals><animal kind="Cat">Fluffy</animal><animal kind="Dog">Fido</animal></animals>',
  },
  {
    title: 'text between elements in order',
    schema: {
      type: 'array',
      xml: { nodeType: 'element', name: 'Report' },
      prefixItems: [
        { xml: { nodeType: 'text' }, type: 'string' },
        { xml: { name: 'data' }, type: 'string' },
        { xml: { nodeType: 'text' }, type: 'string' },
      ],
    },
    value: ['Some preamble text.', '42', 'Some postamble text.'],
    text: '<Report>Some preamble text.<data>42</data>Some postamble text.</Report>',
  },
];

test.each(EXAMPLES)('$title is written and read as the specification shows', async ({ schema, value, text }) => {
  expect(write(value, xml(schema)).body).toBe(PROLOG + text);
  expect(await read(text.replaceAll('><', '>\n  <'), xml(schema))).toEqual({ value });
});

test('attributes, prefixes and namespaces are written, and the root is called as its component is', async () => {
  const Person = {
    type: 'object',
    properties: {
      id: { type: 'string', xml: { attribute: true } },
      name: { type: 'string', xml: { namespace: 'https://example.com/schema/sample', prefix: 'sample' } },
    },
  };
  const described = xml({ $ref: 'Person' }, { Person });
  const text =
    '<Person id="123"><sample:name xmlns:sample="https://example.com/schema/sample">example</sample:name></Person>';
  expect(write({ id: '123', name: 'example' }, described).body).toBe(PROLOG + text);
  expect(await read(text, described)).toEqual({ value: { id: '123', name: 'example' } });
  expect(await read('<Person id="123"><other:name>example</other:name></Person>', described)).toEqual({
    value: { id: '123', name: 'example' },
  });
});

test('null is an element with xsi:nil, and no attribute', async () => {
  const schema = {
    xml: { name: 'product' },
    type: 'object',
    required: ['count', 'related'],
    properties: {
      count: { type: ['number', 'null'], xml: { nodeType: 'attribute' } },
      rating: { type: 'string', xml: { nodeType: 'attribute' } },
      related: { type: ['object', 'null'] },
    },
  };
  const nil = '<related xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>';
  expect(write({ count: null, related: null }, xml(schema)).body).toBe(`${PROLOG}<product>${nil}</product>`);
  expect(await roundTrip({ count: null, related: null }, xml(schema))).toEqual({
    value: { count: null, related: null },
  });
  expect(await roundTrip({ count: '42', related: {} }, xml(schema))).toEqual({ value: { count: '42', related: {} } });
});

test('CDATA holds any text, and a component may be no node itself', async () => {
  const Documentation = {
    type: 'object',
    xml: { nodeType: 'none' },
    properties: { content: { type: 'string', xml: { nodeType: 'cdata' } } },
  };
  const described = xml(
    { xml: { nodeType: 'element', name: 'StoredDocument' }, $ref: 'Documentation' },
    { Documentation },
  );
  const value = { content: '<b>&]]></b>' };
  expect(write(value, described).body).toBe(
    `${PROLOG}<StoredDocument><![CDATA[<b>&]]]]><![CDATA[></b>]]></StoredDocument>`,
  );
  expect(await roundTrip(value, described)).toEqual({ value });
});

test('the Petstore comes and goes as its documents show it', async () => {
  const Category = { type: 'object', xml: { name: 'category' }, properties: { name: STRING } };
  const Tag = { type: 'object', xml: { name: 'tag' }, properties: { name: STRING } };
  const Pet = {
    type: 'object',
    xml: { name: 'pet' },
    required: ['photoUrls'],
    properties: {
      category: { $ref: 'Category' },
      photoUrls: { type: 'array', xml: { wrapped: true }, items: { type: 'string', xml: { name: 'photoUrl' } } },
      tags: { type: 'array', xml: { wrapped: true }, items: { $ref: 'Tag' } },
    },
  };
  const components = { Category, Tag, Pet };
  const value = { category: { name: 'Dogs' }, photoUrls: ['a', 'b'], tags: [{ name: 't' }] };
  const text =
    '<pet><category><name>Dogs</name></category><photoUrls><photoUrl>a</photoUrl><photoUrl>b</photoUrl></photoUrls><tags><tag><name>t</name></tag></tags></pet>';
  expect(write(value, xml({ $ref: 'Pet' }, components)).body).toBe(PROLOG + text);
  expect(await read(text, xml({ $ref: 'Pet' }, components))).toEqual({ value });
  const list = xml({ type: 'array', items: { $ref: 'Pet' } }, components);
  expect(write([value], list).body).toBe(`${PROLOG}<root>${text}</root>`);
  expect(await roundTrip([value, value], list)).toEqual({ value: [value, value] });
});

test('a required list that is empty is read as one, and an optional one as nothing', async () => {
  const schema = { type: 'object', required: ['a'], properties: { a: { type: 'array' }, b: { type: 'array' } } };
  expect(await roundTrip({ a: [] }, xml(schema))).toEqual({ value: { a: [] } });
});

test('without a schema, elements become members, and those that repeat become lists', async () => {
  const text = '<r xmlns="urn:x" xmlns:xsi="urn:y" xsi:schemaLocation="z" id="1"><a>1</a><b><c/></b><a>2</a></r>';
  expect(await read(text, { mediaType: 'text/xml' })).toEqual({ value: { a: ['1', '2'], b: { c: '' }, id: '1' } });
  expect(await roundTrip({ a: ['x', 'y'], b: { c: 'z' } }, { mediaType: 'text/xml' })).toEqual({
    value: { a: ['x', 'y'], b: { c: 'z' } },
  });
});

test('a schema that wants a text gets a whole document, and a text that is one is sent as it is', async () => {
  const described = xml(STRING);
  expect(await read('<a><b/></a>', described)).toEqual({ value: '<a><b/></a>' });
  expect(write('<a><b/></a>', described).body).toBe('<a><b/></a>');
  expect(await roundTrip('plain & simple', described)).toEqual({ value: 'plain & simple' });
});

test('what is written is read again, whatever names and texts it has', async () => {
  const text = fc
    .string({ unit: 'binary' })
    .map((value) => value.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, ''));
  const name = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'xml', 'a:b', '_x0041_', '1', '#text', ':@'),
  );
  const schema = {
    type: 'object',
    properties: {
      attribute: { type: 'string', xml: { attribute: true } },
      list: { type: 'array', items: STRING },
      wrapped: { type: 'array', xml: { wrapped: true }, items: { type: 'array', items: STRING } },
      map: { type: 'object', additionalProperties: STRING },
      self: { $ref: 'Self' },
    },
  };
  const { value } = fc.letrec((tie) => ({
    value: fc.record(
      {
        attribute: text,
        list: fc.array(text, { minLength: 1 }),
        wrapped: fc.array(fc.array(text)),
        map: fc.dictionary(name, text, { noNullPrototype: true }),
        self: fc.oneof({ maxDepth: 2 }, fc.constant({}), tie('value')),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  }));
  await fc.assert(
    fc.asyncProperty(value, async (given) => {
      expect(await roundTrip(given, xml({ $ref: 'Self' }, { Self: schema }))).toEqual({ value: given });
    }),
    { seed: 20_261_121 },
  );
});

test.each([
  ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'document type declaration'],
  ['<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'document type declaration'],
  ['<a>&x;</a>', 'reference &x; is unknown'],
  ['<a>&#0;</a>', 'reference &#0; is unknown'],
  ['<a/><b/>', 'more than one root'],
  ['<a/>b', 'more than one root'],
  ['<a><b></a></b>', 'line 1'],
  ['<a>', 'Unclosed'],
  ['<a b="1" b="2"/>', 'repeated'],
  ['', 'Start tag expected'],
  ['{"a":1}', 'line 1'],
  ['<a>'.repeat(1_000) + '</a>'.repeat(1_000), 'nested'],
])('%s is refused', async (text, message) => {
  const result = await read(text, xml({ type: 'object' }));
  expect(result).toMatchObject({ problems: [{ code: 'BAD_XML', message: expect.stringContaining(message) }] });
});

test.each([
  ['elements', `<r>${'<a>1</a>'.repeat(60_000)}</r>`],
  ['attributes', `<r ${Array.from({ length: 100_000 }, (_, index) => `a${index}=""`).join(' ')}/>`],
  ['brackets', '<'.repeat(500_000)],
])('XML of many %s is read, or refused, before long', { timeout: 120_000 }, async (_, text) => {
  const schema = xml({ type: 'object', properties: { a: { type: 'array' } } });
  expect(await cpuSeconds(() => read(text, schema))).toBeLessThan(ENDLESS_SECONDS);
});
