import { expect, test } from 'vitest';
import { compileScenario, compileTemplate, ScenarioError, validateScenario } from '../../src/index.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { createMemory } from '../support/memory.ts';
import { createRequest } from '../support/request.ts';

const LIMIT_MS = 50;
const objects = Array.from({ length: 100_000 }, (_, id) => ({ id, name: `n${id}` }));
const mixed = Array.from({ length: 100_000 }, (_, n) => (Math.imul(n, 0x9e3779b1) < 0 ? 'a' : 'b')).join('');
const body = {
  objects,
  others: objects.map((object) => ({ ...object })),
  numbers: objects.map(({ id }) => id),
  texts: Array.from({ length: 2_000 }, () => `${'a'.repeat(1_000)}!`),
  long: 'a'.repeat(1_000_000),
  needle: `${'a'.repeat(200_000)}b${'a'.repeat(200_000)}`,
  short: `${'a'.repeat(40)}!`,
  mixed: `${mixed}c`,
  mixed180: `${mixed.slice(0, 180)}c`,
  cased: 'aB'.repeat(500_000),
  deep: nested(5_000),
  deeper: nested(5_000),
};

test.each([
  'request.body.objects.all(a, request.body.objects.all(b, a.id >= 0 || b.id >= 0))',
  'request.body.objects.exists(o, o.id == -1)',
  'request.body.objects.exists(o, o.nope == 1)',
  'request.body.objects.all(o, o.nope == 1 || o.id >= 0)',
  'request.body.objects == request.body.others',
  'request.body.numbers.all(n, n in request.body.numbers)',
  'request.body.objects.map(o, request.body.objects + request.body.objects).size() > 3',
  'request.body.objects.map(o, {"a": o, "b": [o, o, o]}).size() > 3',
  'request.body.texts.map(t, request.body.texts.join("")).join("").size() > 3',
  'request.body.short.matches("^(a+)+$")',
  'request.body.texts.all(t, t.matches("(a|aa)+$"))',
  'request.body.texts.all(t, t.matches("a.*a.*a.*b"))',
  'request.body.mixed.matches("([ab]*a[ab]{200})c")',
  'request.body.mixed180.matches("([ab]*a[ab]{200})c")',
  'request.body.long.contains(request.body.needle)',
  'request.body.long.lastIndexOf(request.body.needle) > 0',
  'request.body.long.split(request.body.needle).size() > 1',
  'request.body.long.split("").size() > 1',
  'request.body.cased.lowerAscii() == "" || request.body.cased.upperAscii() == "" || request.body.cased.lowerAscii() == ""',
  'request.body.long + request.body.long == ""',
  'size(request.body.long) == 0 || size(request.body.needle) == 0',
  'request.body.deep == request.body.deeper',
])('is decided in bounded time: %s', (when) => {
  const { decide } = compileScenario({ name: 'x', type: 'chaos', rules: [{ match: { when }, respond: {} }] });
  const request = createRequest({ body });
  expect(cpuTime(() => decide(request, createMemory()))).toBeLessThan(LIMIT_MS);
});

test('many costly conditions share the time of one', () => {
  const when = 'request.body.objects.exists(o, o.id == -1)';
  const rules = Array.from({ length: 200 }, () => ({ match: { when }, respond: {} }));
  const { decide } = compileScenario({ name: 'x', type: 'chaos', rules });
  const request = createRequest({ body });
  expect(cpuTime(() => decide(request, createMemory()))).toBeLessThan(LIMIT_MS);
  expect(decide(request, createMemory()).passed[199]).toContain('it takes too long');
});

test('many costly patterns share the time of one', () => {
  const rules = Array.from({ length: 200 }, () => ({
    match: { query: { q: { matches: '([ab]*a[ab]{200})c' } } },
    respond: {},
  }));
  const { decide } = compileScenario({ name: 'x', type: 'chaos', rules });
  const request = createRequest({ query: { q: body.mixed } });
  expect(cpuTime(() => decide(request, createMemory()))).toBeLessThan(LIMIT_MS);
  expect(decide(request, createMemory()).passed[199]).toContain('it takes too long');
});

test.each([
  ['query', { query: { q: { matches: '([ab]*a[ab]{200})c' } } }],
  ['headers', { headers: { q: { contains: body.needle } } }],
  ['body', { body: 'ab'.repeat(50_000) }],
  ['body', { body: nested(150) as unknown[] }],
])('a match of the %s is tested in bounded time', (_, match) => {
  const { decide } = compileScenario({ name: 'x', type: 'chaos', rules: [{ match, respond: {} }] });
  const request = createRequest({
    query: { q: body.mixed },
    headers: { q: body.long },
    body: { ...body, deep: 0, deeper: 0 },
  });
  expect(cpuTime(() => decide(request, createMemory()))).toBeLessThan(LIMIT_MS);
});

test('many costly paths share the time of one', () => {
  const part = 'a'.repeat(900);
  const rules = Array.from({ length: 200 }, () => ({ match: { path: `/*${part}b${part}*` }, respond: {} }));
  const { decide } = compileScenario({ name: 'x', type: 'chaos', rules });
  const request = createRequest({ path: `/${'a'.repeat(16_000)}` });
  expect(cpuTime(() => decide(request, createMemory()))).toBeLessThan(LIMIT_MS);
});

test('paths of many segments are matched in bounded time', () => {
  const path = `${'/**/a'.repeat(300)}/b`;
  const rules = Array.from({ length: 500 }, (_, n) => ({ match: { path: `${path}${n}` }, respond: {} }));
  const { decide } = compileScenario({ name: 'x', type: 'chaos', rules });
  const request = createRequest({ path: '/a'.repeat(8_000) });
  expect(cpuTime(() => decide(request, createMemory()))).toBeLessThan(LIMIT_MS);
});

test.each([
  ['many parentheses', `${'('.repeat(1_900)}true${')'.repeat(1_900)}`],
  ['many brackets', `${'['.repeat(1_900)}1${']'.repeat(1_900)} == 1`],
  ['many negations', `${'!'.repeat(3_900)}true`],
  ['many terms', `1${' + 1'.repeat(900)} == 1`],
  ['many members', `request.body${'.a'.repeat(1_900)} == 1`],
  ['types that grow', `[1].all(a, [{"a": a}].all(b, [{"b": b, "c": [b]}].all(c, c == b)))`],
  ['a pattern that repeats repetitions', `request.path.matches("${'(a{1,100}){1,100}'.repeat(20)}")`],
  ['a long pattern', `request.path.matches("${'(a|b|c)*'.repeat(400)}x")`],
  ['more characters than are read', `true || "${'a'.repeat(5_000)}" == ""`],
])('a condition of %s is accepted or refused in bounded time', (_, when) => {
  const scenario = { name: 'x', type: 'chaos', rules: [{ match: { when }, respond: {} }] };
  expect(cpuTime(() => validateScenario(scenario))).toBeLessThan(LIMIT_MS);
});

test('a reason is given where the time is used up', () => {
  const when = 'request.body.objects.all(a, request.body.objects.all(b, a.id >= 0 || b.id >= 0))';
  const { decide } = compileScenario({ name: 'x', type: 'chaos', rules: [{ match: { when }, respond: {} }] });
  expect(decide(createRequest({ body }), createMemory()).passed).toEqual([
    'rule 0: it cannot be told: it takes too long; compare fewer or smaller values',
  ]);
});

test('10,000 items are not too many for an ordinary condition', () => {
  const when = 'request.body.items.exists(item, item.id == 9999)';
  const { decide } = compileScenario({ name: 'x', type: 'chaos', rules: [{ match: { when }, respond: {} }] });
  expect(decide(createRequest({ body: { items: objects.slice(0, 10_000) } }), createMemory()).rule).toBe(0);
});

test.each([
  ['whole bodies', Array.from({ length: 200 }, () => '{{ request.body.objects }}')],
  ['long texts', '{{ request.body.long }}'.repeat(200)],
  ['texts that grow', '{{ request.body.texts.map(t, request.body.texts.join("")) }}'],
  ['many draws', '{{ request.body.objects.map(o, uuid()) }}'],
  ['deep values', ['{{ request.body.deep }}']],
])('a template of %s fails in bounded time', (_, value) => {
  const template = compileTemplate(value);
  const request = createRequest({ body });
  const render = (): unknown => template({ request });
  expect(render).toThrow(ScenarioError);
  expect(
    cpuTime(() => {
      expect(render).toThrow();
    }),
  ).toBeLessThan(LIMIT_MS);
});

test.each([
  ['expressions', '{{ uuid() }}'.repeat(20_000)],
  ['open braces', '{{'.repeat(100_000)],
  ['quotes', `{{ ${'"'.repeat(100_001)} }}`],
])('a template of too many %s is refused in bounded time', (_, value) => {
  expect(
    cpuTime(() => {
      expect(() => compileTemplate(value)).toThrow(ScenarioError);
    }),
  ).toBeLessThan(LIMIT_MS);
});

function nested(levels: number): unknown {
  return Array.from({ length: levels }).reduce((inner: unknown) => [inner], 1);
}
