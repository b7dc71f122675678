import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSegment, matchMixedSegment, parsePathTemplate } from '../src/path-template.ts';

test.each([
  ['/pets', ['literal'], []],
  ['/pets/{petId}', ['literal', 'parameter'], ['petId']],
  ['/a.{x}/{y}', ['mixed', 'parameter'], ['x', 'y']],
  ['/files/{+path}', ['literal', 'greedy'], ['path']],
  ['/files/{path+}', ['literal', 'greedy'], ['path']],
  ['/v1/{name}:cancel', ['literal', 'mixed'], ['name']],
  ['/{__proto__}', ['parameter'], ['__proto__']],
  ['/unclosed/{x', ['literal', 'literal'], []],
])('%s has the segments %j', (template, kinds, names) => {
  const parsed = parsePathTemplate(template);
  expect(parsed.segments.map(({ kind }) => kind)).toEqual(kinds);
  expect(parsed.names).toEqual(names);
});

test('what a template asks of query and fragment is kept apart from its path', () => {
  expect(parsePathTemplate('/events?type=push&after={id}#Poll')).toMatchObject({
    segments: [{ kind: 'literal', text: 'events' }],
    query: [
      ['type', 'push'],
      ['after', undefined],
    ],
    fragment: 'Poll',
  });
});

test.each([
  [['', '.', ''], 'a.b.c', ['a.b', 'c']],
  [['', '', ''], 'AC12.json', ['AC12', '.json']],
  [['', '', ''], 'ab', ['a', 'b']],
  [['', ':cancel'], 'op:cancel', ['op']],
  [['v', ''], 'v', undefined],
  [['', '..', ''], 'a..b', ['a', 'b']],
  [['', '-', '-', ''], 'a-b-c-d', ['a-b', 'c', 'd']],
  [['x', 'x'], 'x', undefined],
])('literals %j read %s as %j', (literals, segment, captures) => {
  expect(matchMixedSegment(literals, segment)).toEqual(captures);
});

test('what was put together is found again where the literals do not occur in the values', () => {
  const value = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (values) => {
      const literals = ['<', ...values.slice(1).map(() => '|'), '>'];
      expect(matchMixedSegment(literals, `<${values.join('|')}>`)).toEqual(values);
    }),
    { seed: 1 },
  );
});

test('a badly encoded segment is taken as it is', () => {
  expect(decodeSegment('%41%')).toBe('%41%');
  expect(decodeSegment('%41')).toBe('A');
});
