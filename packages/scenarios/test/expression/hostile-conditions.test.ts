import { expect, test } from 'vitest';
import { compileScenario, compileTemplate, type RuleMatch, ScenarioError, validateScenario } from '../../src/index.ts';
import { cpuSeconds, ENDLESS_SECONDS } from '../support/cpu-seconds.ts';
import { createMemory } from '../support/memory.ts';
import { createRequest } from '../support/request.ts';

const FALSE = 'the condition is false';
const TOO_MUCH = 'it takes too long; compare fewer or smaller values';
const TOO_LONG = 'the text is too long';
const TOO_DEEP = 'nested more than 200 levels deep';

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
  ['request.body.objects.all(a, request.body.objects.all(b, a.id >= 0 || b.id >= 0))', TOO_MUCH],
  ['request.body.objects.exists(o, o.id == -1)', TOO_MUCH],
  ['request.body.objects.exists(o, o.nope == 1)', TOO_MUCH],
  ['request.body.objects.all(o, o.nope == 1 || o.id >= 0)', TOO_MUCH],
  ['request.body.objects == request.body.others', TOO_MUCH],
  ['request.body.numbers.all(n, n in request.body.numbers)', TOO_MUCH],
  ['request.body.objects.map(o, request.body.objects + request.body.objects).size() > 3', TOO_MUCH],
  ['request.body.objects.map(o, {"a": o, "b": [o, o, o]}).size() > 3', TOO_MUCH],
  ['request.body.texts.map(t, request.body.texts.join("")).join("").size() > 3', TOO_LONG],
  ['request.body.short.matches("^(a+)+$")', FALSE],
  ['request.body.texts.all(t, t.matches("(a|aa)+$"))', FALSE],
  ['request.body.texts.all(t, t.matches("a.*a.*a.*b"))', FALSE],
  ['request.body.mixed.matches("([ab]*a[ab]{200})c")', TOO_MUCH],
  ['request.body.mixed180.matches("([ab]*a[ab]{200})c")', FALSE],
  ['request.body.long.contains(request.body.needle)', TOO_MUCH],
  ['request.body.long.lastIndexOf(request.body.needle) > 0', TOO_MUCH],
  ['request.body.long.split(request.body.needle).size() > 1', TOO_MUCH],
  ['request.body.long.split("").size() > 1', TOO_MUCH],
  [
    'request.body.cased.lowerAscii() == "" || request.body.cased.upperAscii() == "" || request.body.cased.lowerAscii() == ""',
    TOO_MUCH,
  ],
  ['request.body.long + request.body.long == ""', TOO_LONG],
  ['size(request.body.long) == 0 || size(request.body.needle) == 0', FALSE],
  ['request.body.deep == request.body.deeper', TOO_DEEP],
])('is decided within the work for one request: %s, since %s', (when, reason) => {
  expect(reasonFor({ when }, { body })).toContain(reason);
});

const costly: RuleMatch = { query: { q: { matches: '([ab]*a[ab]{200})c' } } };

test.each<[string, RuleMatch]>([
  ['conditions', { when: 'request.body.objects.exists(o, o.id == -1)' }],
  ['patterns', costly],
  ['paths', { path: `/*${'a'.repeat(900)}b${'a'.repeat(900)}*` }],
  ['paths of many segments', { path: `${'/**/a'.repeat(300)}/b` }],
])('many costly %s share the work for one request: none is left for a cheap condition', (_, match) => {
  const request = { path: `${'/a'.repeat(4_000)}${'a'.repeat(8_000)}`, query: { q: body.mixed }, body };
  const cheap = { when: 'request.body.numbers.exists(n, n == 0)' };
  expect(reasonFor(cheap, request)).toBe('it matches');
  expect(reasonFor(cheap, request, Array(200).fill(match))).toContain(TOO_MUCH);
});

test.each<[string, RuleMatch, string]>([
  ['query', costly, TOO_MUCH],
  ['headers', { headers: { q: { contains: body.needle } } }, TOO_MUCH],
  ['body', { body: 'ab'.repeat(50_000) }, TOO_MUCH],
  ['body', { body: nested(150) as unknown[] }, 'the body has not all that is asked for'],
])('a match of the %s is tested within the work for one request', (_, match, reason) => {
  const request = { query: { q: body.mixed }, headers: { q: body.long }, body: { ...body, deep: 0, deeper: 0 } };
  expect(reasonFor(match, request)).toContain(reason);
});

test.each<[string, string, string?]>([
  ['many parentheses', `${'('.repeat(1_900)}true${')'.repeat(1_900)}`, 'CONDITION_INVALID'],
  ['many brackets', `${'['.repeat(1_900)}1${']'.repeat(1_900)} == 1`, 'CONDITION_INVALID'],
  ['many negations', `${'!'.repeat(3_900)}true`, 'CONDITION_INVALID'],
  ['many terms', `1${' + 1'.repeat(900)} == 1`, 'CONDITION_INVALID'],
  ['many members', `request.body${'.a'.repeat(1_900)} == 1`, 'CONDITION_INVALID'],
  ['types that grow', `[1].all(a, [{"a": a}].all(b, [{"b": b, "c": [b]}].all(c, c == b)))`],
  [
    'a pattern that repeats repetitions',
    `request.path.matches("${'(a{1,100}){1,100}'.repeat(20)}")`,
    'CONDITION_INVALID',
  ],
  ['a long pattern', `request.path.matches("${'(a|b|c)*'.repeat(400)}x")`],
  ['more characters than are read', `true || "${'a'.repeat(5_000)}" == ""`, 'VALUE_INVALID'],
])('a condition of %s is accepted or refused without endless work', (_, when, ...codes) => {
  const scenario = { name: 'x', type: 'chaos', rules: [{ match: { when }, respond: {} }] };
  const validate = (): void => expect(validateScenario(scenario).map(({ code }) => code)).toEqual(codes);
  expect(cpuSeconds(validate)).toBeLessThan(ENDLESS_SECONDS);
});

test('a reason is given where the work for one request is used up', () => {
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
  ['whole bodies', Array.from({ length: 200 }, () => '{{ request.body.objects }}'), TOO_MUCH],
  ['long texts', '{{ request.body.long }}'.repeat(200), TOO_MUCH],
  ['texts that grow', '{{ request.body.texts.map(t, request.body.texts.join("")) }}', TOO_LONG],
  ['many draws', '{{ request.body.objects.map(o, uuid()) }}', TOO_MUCH],
  ['deep values', ['{{ request.body.deep }}'], TOO_DEEP],
])('a template of %s fails within its work', (_, value, reason) => {
  const template = compileTemplate(value);
  const render = (): unknown => template({ request: createRequest({ body }) });
  expect(render).toThrow(ScenarioError);
  expect(render).toThrow(reason);
});

test.each([
  ['expressions', '{{ uuid() }}'.repeat(200_000)],
  ['open braces', '{{'.repeat(1_000_000)],
  ['quotes', `{{ ${'"'.repeat(1_000_001)} }}`],
])('a template of too many %s is refused in linear time', (_, value) => {
  const compile = (): void => expect(() => compileTemplate(value)).toThrow(ScenarioError);
  expect(cpuSeconds(compile)).toBeLessThan(ENDLESS_SECONDS);
});

/** Why a rule does not match a request, as its scenario says; other rules may come before it. */
function reasonFor(
  match: RuleMatch,
  request: Parameters<typeof createRequest>[0],
  before: readonly RuleMatch[] = [],
): string {
  const rules = [...before, match].map((each) => ({ match: each, respond: {} }));
  const { decide } = compileScenario({ name: 'x', type: 'chaos', rules });
  const { rule, passed } = decide(createRequest(request), createMemory());
  return rule === before.length ? 'it matches' : (passed[before.length] ?? 'no reason was given');
}

function nested(levels: number): unknown {
  return Array.from({ length: levels }).reduce((inner: unknown) => [inner], 1);
}
