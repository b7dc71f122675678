import { expect, test } from 'vitest';
import type { Parameter } from '../../src/model.ts';
import { createParameterReader } from '../../src/parameters/parameter-reader.ts';
import { shapeOf, type ValueShape } from '../../src/parameters/value-shape.ts';
import { content, parameter } from './parameter.ts';

interface Sent {
  readonly captures?: readonly string[];
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function read(parameters: readonly Parameter[], sent: Sent, shapes: readonly (ValueShape | undefined)[] = []) {
  const { captures = [], query = '', headers = {} } = sent;
  return createParameterReader(parameters, { shapes }).read({
    captures,
    query,
    header: (name) => (Object.hasOwn(headers, name) ? headers[name] : undefined),
  });
}

const PRIMITIVE: ValueShape = { kind: 'primitive' };
const ARRAY: ValueShape = { kind: 'array' };

test('parameters of every place are read in one go, in the order they were given in', () => {
  const parameters = [
    parameter({ name: 'petId', in: 'path' }),
    parameter({ name: 'limit', in: 'query' }),
    parameter({ name: 'X-Trace', in: 'header' }),
    parameter({ name: 'session', in: 'cookie' }),
    parameter({ name: 'tags', in: 'query' }),
  ];
  const sent = {
    captures: ['a%2Fb'],
    query: 'tags=x&limit=10&tags=y+z',
    headers: { 'x-trace': ' 1 ', cookie: 'a=b; session=s%20t' },
  };
  expect(read(parameters, sent, [PRIMITIVE, PRIMITIVE, PRIMITIVE, PRIMITIVE, ARRAY])).toEqual({
    values: ['a/b', '10', '1', 's t', ['x', 'y z']],
    problems: [],
    unknownQuery: [],
  });
});

test('captures are matched to parameters by the names of the path template', () => {
  const parameters = [parameter({ name: 'b', in: 'path' }), parameter({ name: 'a', in: 'path' })];
  const reader = createParameterReader(parameters, { pathNames: ['a', 'b'] });
  expect(reader.read({ captures: ['1', '2'], query: '', header: () => undefined }).values).toEqual(['2', '1']);
});

test('a parameter that was not sent is undefined, and unknown names of the query are reported', () => {
  const result = read([parameter({ name: 'limit', in: 'query' })], { query: 'Limit=1&%6Fffset=2&offset' });
  expect(result).toEqual({ values: [undefined], problems: [], unknownQuery: ['Limit', 'offset', 'offset'] });
});

test('names and values are decoded, and a plus is a space in the query only', () => {
  const parameters = [parameter({ name: 'a b', in: 'query' }), parameter({ name: 'p', in: 'path' })];
  expect(read(parameters, { query: 'a+b=c%2Bd+e', captures: ['c+d'] }).values).toEqual(['c+d e', 'c+d']);
});

test.each(['%', '%4', '%zz', '%ff', '%c3%28'])('the bad escape %s is a problem of its parameter alone', (broken) => {
  const parameters = [parameter({ name: 'a', in: 'query' }), parameter({ name: 'b', in: 'query' })];
  const result = read(parameters, { query: `a=x${broken}&b=1&${broken}=2` }, [PRIMITIVE, PRIMITIVE]);
  expect(result).toMatchObject({
    values: [undefined, '1'],
    problems: [{ parameter: parameters[0], code: 'BAD_ENCODING' }],
  });
  expect(result.unknownQuery).toEqual([broken]);
});

test('a primitive that is sent twice is a problem', () => {
  const result = read([parameter({ name: 'page', in: 'query' })], { query: 'page=1&page=2' }, [PRIMITIVE]);
  expect(result).toMatchObject({
    values: [undefined],
    problems: [{ code: 'REPEATED', message: 'is sent more than once' }],
  });
});

test('where the schema allows anything, the text decides: once is a text, twice a list', () => {
  expect(read([parameter({ in: 'query' })], { query: 'color=a' }).values).toEqual(['a']);
  expect(read([parameter({ in: 'query' })], { query: 'color=a&color=b' }).values).toEqual([['a', 'b']]);
});

test('an empty value that may be empty stays empty, whatever its shape', () => {
  const parameters = [true, false].map((allowEmptyValue, index) =>
    parameter({ name: `p${index}`, in: 'query', allowEmptyValue }),
  );
  expect(read(parameters, { query: 'p0&p1=' }, [ARRAY, ARRAY]).values).toEqual(['', []]);
});

test('deepObject reads nested brackets, lists without and with indices, and leaves no gaps', () => {
  const parameters = [parameter({ name: 'f', in: 'query', style: 'deepObject' })];
  const query = 'f[a][b]=1&f%5Ba%5D%5Bc%5D=2&f[list][]=x&f[list][]=y&f[rows][5][id]=6&f[rows][0][id]=1&f[s]=1&f[s]=2';
  const shape = shapeOf(
    { type: 'object', properties: { rows: { type: 'array', items: { type: 'object' } } } },
    () => true,
  );
  expect(read(parameters, { query }, [shape]).values).toEqual([
    { a: { b: '1', c: '2' }, list: ['x', 'y'], rows: [{ id: '1' }, { id: '6' }], s: ['1', '2'] },
  ]);
});

test('deepObject takes a plain value too, where the schema may want one', () => {
  const parameters = [parameter({ name: 'created', in: 'query', style: 'deepObject' })];
  expect(read(parameters, { query: 'created=5' }).values).toEqual(['5']);
  expect(read(parameters, { query: 'created[gte]=5' }).values).toEqual([{ gte: '5' }]);
  expect(read(parameters, { query: 'created[gte]=5&created=6' }).problems).toMatchObject([{ code: 'BAD_SYNTAX' }]);
});

test('lists of objects with empty brackets begin a new item when a member comes again', () => {
  const parameters = [parameter({ name: 'i', in: 'query', style: 'deepObject' })];
  expect(read(parameters, { query: 'i[][a]=1&i[][b]=2&i[][a]=3' }, [ARRAY]).values).toEqual([
    [{ a: '1', b: '2' }, { a: '3' }],
  ]);
});

test('brackets that nest too deeply are a problem, however many come', () => {
  const parameters = [parameter({ name: 'f', in: 'query', style: 'deepObject' })];
  const query = `f${'[a]'.repeat(100_000)}=1&f[b]=2`;
  expect(read(parameters, { query }).problems).toMatchObject([{ code: 'TOO_DEEP' }]);
});

test.each(['f[a=1', 'f]a[=1', 'f[a]b=1', '[a]=1'])('%s is a name like any other', (query) => {
  const parameters = [parameter({ name: 'f', in: 'query', style: 'deepObject' })];
  expect(read(parameters, { query })).toEqual({
    values: [undefined],
    problems: [],
    unknownQuery: [query.slice(0, -2)],
  });
});

test('an exploded object takes the names of its schema, and other parameters keep theirs', () => {
  const parameters = [parameter({ name: 'filter', in: 'query' }), parameter({ name: 'limit', in: 'query' })];
  const schema = { type: 'object', properties: { limit: {}, status: { type: 'array' }, name: { type: 'string' } } };
  const shapes = [shapeOf(schema, () => true), PRIMITIVE];
  expect(read(parameters, { query: 'limit=1&status=a&name=b&x=2' }, shapes)).toEqual({
    values: [{ status: ['a'], name: 'b' }, '1'],
    problems: [],
    unknownQuery: ['x'],
  });
  expect(read(parameters, { query: 'name=1&name=2' }, shapes).problems).toMatchObject([{ code: 'REPEATED' }]);
});

test('an exploded object with additional properties takes every name that is left', () => {
  const shape = shapeOf({ type: 'object', additionalProperties: { type: 'string' } }, () => true);
  expect(read([parameter({ in: 'query' })], { query: 'a=1&b=2' }, [shape])).toMatchObject({
    values: [{ a: '1', b: '2' }],
    unknownQuery: [],
  });
});

test('a required exploded object of which nothing came is empty, not missing', () => {
  const shape = shapeOf({ type: 'object', properties: { a: {} } }, () => true);
  const optional = parameter({ in: 'query' });
  const required = parameter({ in: 'query', required: true });
  expect(read([optional], {}, [shape]).values).toEqual([undefined]);
  expect(read([required], {}, [shape]).values).toEqual([{}]);
  expect(read([required], { query: 'a=%' }, [shape]).values).toEqual([undefined]);
});

test('names such as __proto__ are members like any other and change no prototype', () => {
  const parameters = [
    parameter({ name: 'deep', in: 'query', style: 'deepObject' }),
    parameter({ name: 'rest', in: 'query' }),
    parameter({ name: '__proto__', in: 'header' }),
  ];
  const query = 'deep[__proto__][x]=1&__proto__=2&constructor=3&deep[constructor][prototype][y]=4';
  const { values } = read(parameters, { query }, [undefined, { kind: 'object', open: true }]);
  expect(JSON.stringify(values)).toBe(
    '[{"__proto__":{"x":"1"},"constructor":{"prototype":{"y":"4"}}},{"__proto__":"2","constructor":"3"},null]',
  );
  expect(Object.getPrototypeOf(values[0])).toBe(Object.prototype);
  expect(({} as { x?: unknown }).x).toBeUndefined();
});

test('a parameter with JSON content is parsed, and bad JSON is a problem', () => {
  const parameters = [parameter({ name: 'q', in: 'query', content: content('application/json') })];
  expect(read(parameters, { query: 'q=%7B%22a%22:[1,+null]%7D' }).values).toEqual([{ a: [1, null] }]);
  expect(read(parameters, { query: 'q={a}' }).problems).toMatchObject([{ code: 'BAD_JSON' }]);
});

test('a querystring parameter is the whole query, as its media type says', () => {
  const form = parameter({ in: 'querystring', content: content('application/x-www-form-urlencoded') });
  expect(read([form], { query: 'a=1&b[c]=2&d=+' })).toMatchObject({
    values: [{ a: '1', b: { c: '2' }, d: ' ' }],
    unknownQuery: [],
  });
  const json = parameter({ in: 'querystring', content: content('application/json') });
  expect(read([json], { query: '%7B%22a%22%3A%22+%22%7D' }).values).toEqual([{ a: '+' }]);
  const text = parameter({ in: 'querystring', content: content('text/plain') });
  expect(read([text], { query: 'a=1&%20' }).values).toEqual(['a=1& ']);
  expect(read([form], { query: 'a=%' }).problems).toMatchObject([{ code: 'BAD_ENCODING' }]);
});

test('headers are never percent-decoded, and blanks around list members are dropped', () => {
  const parameters = [
    parameter({ name: 'X-List', in: 'header' }),
    parameter({ name: 'x-map', in: 'header', explode: true }),
  ];
  const headers = { 'x-list': 'a%20b , c', 'x-map': 'R=100, G=200' };
  expect(read(parameters, { headers }, [ARRAY, { kind: 'object' }]).values).toEqual([
    ['a%20b', 'c'],
    { R: '100', G: '200' },
  ]);
});

test.each([
  { text: 'R,100,G', kind: 'object', style: 'simple' },
  { text: 'R,100', kind: 'object', style: 'simple', explode: true },
  { text: 'blue', kind: 'primitive', style: 'label' },
  { text: 'blue', kind: 'primitive', style: 'matrix' },
  { text: ';size=1', kind: 'primitive', style: 'matrix' },
] as const)('$text is not an $kind of style $style', ({ text, kind, style, ...rest }) => {
  const result = read([parameter({ in: 'path', style, ...rest })], { captures: [text] }, [{ kind }]);
  expect(result).toMatchObject({ values: [undefined], problems: [{ code: 'BAD_SYNTAX' }] });
});

test('a query of a million separators or names without values is read before long', () => {
  const parameters = [parameter({ name: 'a', in: 'query' })];
  read(parameters, { query: '&'.repeat(1_000_000) }, [ARRAY]);
  expect(read(parameters, { query: 'a&'.repeat(500_000) }, [ARRAY]).values[0]).toHaveLength(500_000);
});
