import { expect, test } from 'vitest';
import { type Respond, ScenarioError, validateScenario } from '../../src/index.ts';
import { deciding } from '../support/decide.ts';

function fieldsOf(headers: NonNullable<Respond['headers']>, body: unknown = {}): Respond['headers'] {
  return deciding([{ respond: { headers } }]).decide({ body }).respond?.headers;
}

test('values of header fields are templates', () => {
  const headers = {
    Location: '/pets/{{ request.body.id }}',
    'X-Count': '{{ 1 + 1 }}',
    'X-None': '{{ request.body.none }}',
  };

  expect(fieldsOf(headers, { id: 7, none: null })).toEqual({ Location: '/pets/7', 'X-Count': '2', 'X-None': '' });
});

test('header fields and body draw the same numbers, others for each request', () => {
  const respond = { status: 201, headers: { Location: '/pets/{{ uuid() }}' }, template: { id: '{{ uuid() }}' } };
  const { decide } = deciding([{ respond }]);
  const locations = [decide(), decide()].map(({ respond: told, render }) => {
    const location = told?.headers?.Location;
    expect(render?.()).toEqual({ id: location?.slice('/pets/'.length) });
    return location;
  });

  expect(new Set(locations).size).toBe(2);
});

test('a header field without a body draws anew for each request too, and so do the steps of a sequence', () => {
  const headers = { ETag: '"{{ uuid() }}"' };
  for (const rule of [{ respond: { headers } }, { sequence: [{ headers }] }]) {
    const { decide } = deciding([rule]);
    expect(decide().respond?.headers).not.toEqual(decide().respond?.headers);
  }
});

test('the answer of a used-up limit may have them', () => {
  const respond = { headers: { 'X-Path': '{{ request.path }}' } };
  const { decide } = deciding([{ rate_limit: { limit: 0, window_seconds: 1, respond } }]);

  expect(decide().respond).toEqual({ headers: { 'X-Path': '/pets/7' } });
});

test.each([
  ['a line break', 'a\r\nSet-Cookie: b=c'],
  ['a NUL', 'a\0'],
  ['a character beyond Latin 1', '\u{1f984}'],
  ['more than 8,192 characters', 'a'.repeat(8_193)],
])('%s is not sent in a header field', (_, name) => {
  const fields = (): unknown => fieldsOf({ Location: '/pets/{{ request.body.name }}' }, { name });

  expect(fields).toThrow(ScenarioError);
  expect(fields).toThrow(/Location/);
});

test('a request for which a header field has no value is told so', () => {
  expect(() => fieldsOf({ Location: '{{ request.body.id }}' })).toThrow(/at \/Location, .*there is no "id"/);
});

test.each(['{{ request.nope }}', '{{ generated.id }}', '{{ 1 '])('%j is no value of a header field', (value) => {
  const rules = [{ respond: { headers: { Location: value } } }];
  const [problem] = validateScenario({ name: 'x', type: 'chaos', rules });

  expect(problem).toMatchObject({ code: 'TEMPLATE_INVALID', pointer: '/rules/0/respond/headers/Location' });
});

test('an answer whose header fields say the same for every request stays the same object', () => {
  const { decide } = deciding([{ respond: { headers: { A: 'b' } } }]);

  expect(decide().respond).toBe(decide().respond);
});
