import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileTemplate, ScenarioError } from '../../src/index.ts';
import { deciding } from '../support/decide.ts';
import { createRequest } from '../support/request.ts';

const request = createRequest({
  params: { petId: '7' },
  query: { page: '2' },
  body: { name: 'Rex', tags: ['a', 'b'], owner: { id: 3 }, age: 4, good: true, nothing: null },
});
const state = { current: 'Paid', count: 2 };
const generated = { id: 1, name: 'Generated', when: '2030-01-01' };

test.each([
  ['plain text', 'plain text'],
  ['', ''],
  ['{{ request.body.name }}', 'Rex'],
  ['{{request.body.age}}', 4],
  ['{{ request.body.good }}', true],
  ['{{ request.body.nothing }}', null],
  ['{{ request.body.tags }}', ['a', 'b']],
  ['{{ request.body.owner }}', { id: 3 }],
  ['Hello {{ request.body.name }}!', 'Hello Rex!'],
  ['{{ request.body.age }} ', '4 '],
  ['{{ request.body.tags }}/{{ request.body.owner }}/{{ request.body.nothing }}', '["a","b"]/{"id":3}/'],
  ['{{ request.body.age + 1 }}', 5],
  ['{{ int(request.params.petId) }}', 7],
  ['{{ state.current + " " + string(state.count) }}', 'Paid 2'],
  ['{{ generated.name }}', 'Generated'],
  ['{{ generated }}', generated],
  ['{{ {"a": {"b": 1}} }}', { a: { b: 1 } }],
  ['{{ "}}" }}', '}}'],
  ['{{ \'}}\' + "{{" }}', '}}{{'],
  ['{{ "a\\"}}" }}', 'a"}}'],
  ['} }} { {', '} }} { {'],
  ['{{ request.body.tags.map(t, {"tag": t}) }}', [{ tag: 'a' }, { tag: 'b' }]],
  ['{{ now() }}', '2030-01-31T12:00:00.000Z'],
  ['{{ timestamp(now()) }}', '2030-01-31T12:00:00.000Z'],
  ['{{ has(request.body.other) ? request.body.other : "none" }}', 'none'],
  [
    { id: '{{ request.params.petId }}', list: ['{{ request.query.page }}', 5, null], n: 1 },
    { id: '7', list: ['2', 5, null], n: 1 },
  ],
  [7, 7],
  [null, null],
])('%j becomes %j', (template, expected) => {
  expect(compileTemplate(template)({ request, state, generated })).toEqual(expected);
});

test('keys are data, whatever they are', () => {
  const value = JSON.parse('{"__proto__": "{{ request.body.name }}", "constructor": {"{{ x }}": 1}}');
  const rendered = compileTemplate(value)({ request });
  expect(JSON.stringify(rendered)).toBe('{"__proto__":"Rex","constructor":{"{{ x }}":1}}');
  expect(Object.getPrototypeOf(rendered)).toBe(Object.prototype);
});

test('what has no expression in it is passed on, not copied', () => {
  const large = { list: [1, 2, 3] };
  const rendered = compileTemplate({ large, id: '{{ request.params.petId }}' })({ request }) as { large: unknown };
  expect(rendered.large).toBe(large);
});

test('draws follow from the seed alone, and differ from each other', () => {
  const template = compileTemplate([
    '{{ uuid() }}',
    '{{ uuid() }}',
    '{{ integer(1, 6) }}',
    '{{ choice(["a", "b", "c"]) }}',
  ]);
  const render = (seed: string | number): unknown[] => template({ request, seed }) as unknown[];
  expect(render('a')).toEqual(render('a'));
  expect(render('a')).not.toEqual(render('b'));
  expect(render('a')[0]).not.toBe(render('a')[1]);
  expect(render(1)).not.toEqual(render(2));
});

test('draws are what they say', () => {
  const template = compileTemplate([
    '{{ uuid() }}',
    '{{ integer(-2, 3) }}',
    '{{ choice(request.body.tags) }}',
    '{{ integer(5, 5) }}',
  ]);
  const seen = new Set<unknown>();
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const [id, number, choice, five] = template({ request, seed }) as unknown[];
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect([-2, -1, 0, 1, 2, 3]).toContain(number);
      expect(['a', 'b']).toContain(choice);
      expect(five).toBe(5);
      seen.add(number).add(choice);
    }),
    { seed: 3, numRuns: 500 },
  );
  expect(seen.size).toBe(8);
});

test.each([
  ['{{ request.body. }}', '', 16],
  ['text {{ nothing }}', '', 8],
  ['text {{ request.body.name', '', 5],
  ['{{ }}', '', 0],
  [{ a: ['x', { 'b/c': 'no {{ 1 + "a" }}' }] }, '/a/1/b~1c', 6],
  [['{{ request.nope }}'], '/0', 11],
])('%j is refused with its place', (value, pointer, position) => {
  const refused = (): unknown => compileTemplate(value);
  expect(refused).toThrow(expect.objectContaining({ code: 'TEMPLATE_INVALID', pointer, position }));
  expect(refused).toThrow(`character ${position + 1}: `);
});

test('a member that the request lacks fails with its place', () => {
  const render = (): unknown => compileTemplate({ a: 'x {{ request.body.owner.name }}' })({ request });
  expect(render).toThrow(ScenarioError);
  expect(render).toThrow(
    'The template has no value for this request: at /a, character 6, {{ request.body.owner.name }}: there is no "name"',
  );
  expect(render).toThrow(expect.objectContaining({ code: 'TEMPLATE_FAILED', pointer: '/a', position: 5 }));
});

test.each(['{{ integer(3, 1) }}', '{{ choice([]) }}', '{{ choice("a") }}'])('%s has no value', (template) => {
  const render = (): unknown => compileTemplate([template])({ request, state });
  expect(() => render()).toThrow(ScenarioError);
});

test('conditions have no draws and nothing generated', () => {
  for (const when of ['uuid() == "a"', 'integer(1, 2) == 1', 'now() == ""', 'generated == 1'])
    expect(() => deciding([{ match: { when }, respond: {} }])).toThrow(ScenarioError);
});

test('a decision renders its template with the state that its rule has set', () => {
  const { decide } = deciding([
    {
      state: { set: 'Created' },
      respond: { status: 201, template: { state: '{{ state.current }}', was: '{{ generated.id }}' } },
    },
  ]);
  expect(decide().render?.({ id: 5 })).toEqual({ state: 'Created', was: 5 });
});

test('each answer of a rule draws anew, and the same again in another memory', () => {
  const ids = (seed: string): unknown[] => {
    const { decide } = deciding([{ respond: { template: '{{ uuid() }}' } }], { seed });
    return [1, 2, 3].map(() => decide().render?.());
  };
  expect(new Set(ids('a')).size).toBe(3);
  expect(ids('a')).toEqual(ids('a'));
  expect(ids('a')).not.toEqual(ids('b'));
});

test('templates stand in sequences and behind rate limits too', () => {
  const { decide } = deciding([
    {
      rate_limit: { limit: 2, window_seconds: 9, respond: { template: '{{ request.path }}' } },
      sequence: [{}, { template: '{{ 1 + 1 }}' }],
    },
  ]);
  expect([decide(), decide(), decide()].map(({ render }) => render?.())).toEqual([undefined, 2, '/pets/7']);
});

test('any JSON without braces is a template of itself', () => {
  const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('{{'));
  fc.assert(
    fc.property(json, (value) => {
      expect(compileTemplate(value)({ request })).toBe(value);
    }),
    { seed: 3 },
  );
});

test('any JSON comes through an expression as it is', () => {
  const template = compileTemplate({ a: ['{{ request.body }}'] });
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      expect(template({ request: { ...request, body } })).toEqual({ a: [body] });
    }),
    { seed: 3 },
  );
});
