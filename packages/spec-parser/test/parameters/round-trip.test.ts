import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Parameter, ParameterStyle } from '../../src/model.ts';
import { createParameterReader } from '../../src/parameters/parameter-reader.ts';
import { parseParameter } from '../../src/parameters/parse-parameter.ts';
import { createFormReader } from '../../src/parameters/read-form.ts';
import { serializeForm } from '../../src/parameters/serialize-form.ts';
import { serializeParameter } from '../../src/parameters/serialize-parameter.ts';
import { serializeRequest } from '../../src/parameters/serialize-request.ts';
import { shapeOf } from '../../src/parameters/value-shape.ts';
import { content, parameter } from './parameter.ts';

const SEED = { seed: 20_261_121 };
const text = fc.string({ unit: 'binary', minLength: 1 }).map((value) => value.toWellFormed());
/** Without what separates, where nothing is escaped. */
const plain = fc.stringMatching(/^[\w%+-]{1,8}$/);
const word = fc.stringMatching(/^\w{1,8}$/);

type Kind = 'primitive' | 'array' | 'object';

function valuesOf(kind: Kind, leaf: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  if (kind === 'primitive') return leaf;
  const object = fc.dictionary(fc.oneof(leaf, fc.constant('__proto__')), leaf, { minKeys: 1, noNullPrototype: true });
  return kind === 'array' ? fc.array(leaf, { minLength: 1 }) : object;
}

const CASES: readonly {
  where: Parameter['in'];
  style: ParameterStyle;
  leaf: fc.Arbitrary<string>;
  kinds?: readonly Kind[];
}[] = [
  { where: 'path', style: 'simple', leaf: text },
  { where: 'path', style: 'matrix', leaf: text },
  {
    where: 'path',
    style: 'label',
    leaf: text.map((value) => value.replaceAll('.', '')).filter((value) => value !== ''),
  },
  { where: 'query', style: 'form', leaf: text },
  { where: 'query', style: 'spaceDelimited', leaf: plain, kinds: ['array', 'object'] },
  { where: 'query', style: 'pipeDelimited', leaf: plain, kinds: ['array', 'object'] },
  { where: 'query', style: 'tabDelimited', leaf: plain, kinds: ['array'] },
  { where: 'header', style: 'simple', leaf: plain },
  { where: 'cookie', style: 'form', leaf: plain },
  { where: 'cookie', style: 'cookie', leaf: plain },
];

const COMBINATIONS = CASES.flatMap(({ where, style, leaf, kinds = ['primitive', 'array', 'object'] as const }) =>
  kinds.flatMap((kind) => [true, false].map((explode) => ({ where, style, explode, kind, leaf }))),
);

test.each(COMBINATIONS)('in $where, style $style, explode $explode: one $kind that is written is read again', (one) => {
  const { where, style, explode, kind, leaf } = one;
  const subject = parameter({ in: where, style, explode });
  fc.assert(
    fc.property(valuesOf(kind, leaf), (value) => {
      const written = serializeParameter(subject, value);
      expect(parseParameter(subject, written, { kind, open: true })).toEqual({ value });
    }),
    { ...SEED, numRuns: 60 },
  );
});

const nested = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, text, fc.array(tie('tree'), { minLength: 1, maxLength: 3 }), tie('object')),
  object: fc.dictionary(
    fc.oneof(
      word.map((name) => `k${name}`),
      fc.constant('__proto__'),
    ),
    tie('tree'),
    {
      minKeys: 1,
      maxKeys: 4,
      noNullPrototype: true,
    },
  ),
}));

test('deepObject carries nested objects and arrays', () => {
  const subject = parameter({ in: 'query', style: 'deepObject' });
  fc.assert(
    fc.property(nested.object, (value) => {
      expect(parseParameter(subject, serializeParameter(subject, value), { kind: 'object' })).toEqual({ value });
    }),
    SEED,
  );
});

test('JSON content carries any JSON, in every place', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom<Parameter['in']>('path', 'query', 'querystring', 'header', 'cookie'),
      (value, where) => {
        const subject = parameter({ in: where, content: content('application/json') });
        const expected: unknown = JSON.parse(JSON.stringify(value));
        expect(parseParameter(subject, serializeParameter(subject, value))).toEqual({ value: expected });
      },
    ),
    SEED,
  );
});

test('allowReserved lets reserved characters pass and still carries the value', () => {
  const reserved = fc.stringMatching(/^[a-z:/?#[\]@!$&'()*+,;= ]{1,12}$/);
  for (const where of ['path', 'query'] as const) {
    for (const kind of ['primitive', 'array', 'object'] as const) {
      const subject = parameter({ in: where, allowReserved: true });
      fc.assert(
        fc.property(valuesOf(kind, reserved), (value) => {
          expect(parseParameter(subject, serializeParameter(subject, value), { kind, open: true })).toEqual({ value });
        }),
        { ...SEED, numRuns: 60 },
      );
    }
  }
  const subject = parameter({ in: 'query', allowReserved: true });
  expect(serializeParameter(subject, 'a/b?c=d&e^%2B')).toBe('color=a/b?c=d%26e%5E%2B');
});

test('a form carries texts, lists and objects', () => {
  const schema = {
    type: 'object',
    properties: {
      list: { type: 'array' },
      'tags[]': { type: 'array' },
      map: { type: 'object' },
      deep: { type: 'object' },
    },
  };
  const encoding = new Map([['deep', { style: 'deepObject', headers: [] } as const]]);
  const reader = createFormReader({ shape: shapeOf(schema, () => true), encoding });
  const value = fc.record(
    {
      '&= +%': text,
      'tags[]': fc.array(text, { minLength: 1 }),
      list: fc.array(text, { minLength: 1 }),
      map: fc.dictionary(text, fc.jsonValue()),
      deep: nested.object,
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  fc.assert(
    fc.property(value, (given) => {
      const expected: unknown = JSON.parse(JSON.stringify(given));
      expect(reader.read(serializeForm(given, encoding))).toEqual({ value: expected, problems: [] });
    }),
    SEED,
  );
});

test('a whole request carries the values of all its parameters', () => {
  const parameters = [
    parameter({ name: 'name', in: 'path' }),
    parameter({ name: 'extension', in: 'path' }),
    parameter({ name: 'list', in: 'query', explode: false }),
    parameter({ name: 'filter', in: 'query', style: 'deepObject' }),
    parameter({ name: 'X-Token', in: 'header' }),
    parameter({ name: 'a', in: 'cookie', style: 'cookie' }),
    parameter({ name: 'b', in: 'cookie' }),
  ];
  const shapes = [undefined, undefined, { kind: 'array' }, undefined, undefined, undefined, { kind: 'array' }] as const;
  const pathText = text.filter((value) => !value.includes('.'));
  const values = fc.tuple(
    pathText,
    pathText,
    fc.array(text, { minLength: 1 }),
    nested.object,
    plain,
    plain,
    fc.array(plain, { minLength: 1 }),
  );
  const reader = createParameterReader(parameters, { shapes });
  fc.assert(
    fc.property(values, (given) => {
      const { target, headers } = serializeRequest('/files/{name}.{extension}', parameters, given);
      const [, name = '', extension = '', query = ''] = /^\/files\/([^./?]*)\.([^./?]*)\?([^#]*)$/.exec(target) ?? [];
      const fields = new Map(headers.map(([key, value]) => [key.toLowerCase(), value]));
      const result = reader.read({ captures: [name, extension], query, header: (key) => fields.get(key) });
      expect(result).toEqual({ values: given, problems: [], unknownQuery: [] });
    }),
    SEED,
  );
});

test('empty lists and objects can be told from none, where their names stand in the text', () => {
  for (const [style, explode] of [
    ['form', true],
    ['form', false],
    ['pipeDelimited', false],
    ['deepObject', true],
  ] as const) {
    const subject = parameter({ in: 'query', style, explode });
    expect(serializeParameter(subject, [])).toBe('color=');
    expect(parseParameter(subject, 'color=', { kind: 'array' })).toEqual({ value: [] });
    if (style === 'form' && explode) continue;
    expect(parseParameter(subject, serializeParameter(subject, {}), { kind: 'object' })).toEqual({ value: {} });
  }
  const reader = createFormReader({
    shape: { kind: 'object', member: (name) => ({ kind: name === 'a' ? 'array' : 'object' }) },
  });
  expect(reader.read(serializeForm({ a: [], b: {} }))).toEqual({ value: { a: [], b: {} }, problems: [] });
});

test('objects and lists in a list are JSON, where no style can carry them', () => {
  const shape = shapeOf({ type: 'array', items: { type: 'object' } }, () => true);
  const value = [{ a: 1, b: [2, 'c,d'] }, { e: '&' }];
  for (const explode of [true, false]) {
    const subject = parameter({ in: 'query', explode });
    expect(parseParameter(subject, serializeParameter(subject, value), shape)).toEqual({ value });
  }
});
