import fc from 'fast-check';
import { applyPatch, type Operation } from 'rfc6902';
import { expect, test } from 'vitest';
import { diffJson } from '../../src/fix/json-patch.ts';

const name = fc.constantFrom('a', 'b', 'c', 'a/b', 'm~n', '', '0', 'naïve');
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'y', null, true)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test('the operations make the one value of the other, in any other implementation', () => {
  fc.assert(
    fc.property(value, value, fc.nat({ max: 3 }), (before, after, levels) => {
      const document = { value: structuredClone(before) };
      const patch = diffJson({ value: before }, { value: after }, { pointer: '', levels: levels + 1 });
      for (const problem of applyPatch(document, structuredClone([...patch]) as Operation[]))
        expect(problem).toBeNull();
      expect(document).toEqual({ value: after });
    }),
    { seed: 20_261_123, numRuns: 2_000 },
  );
});

test('nothing is done where nothing differs', () => {
  fc.assert(
    fc.property(value, (one) => {
      expect(diffJson(one, structuredClone(one), { pointer: '' })).toEqual([]);
    }),
    { seed: 20_261_123 },
  );
});

test.each([
  [{ nmae: 'x' }, { name: 'x' }, [{ op: 'move', from: '/nmae', path: '/name' }]],
  [{ a: 1, b: 2 }, { a: 1 }, [{ op: 'remove', path: '/b' }]],
  [[1, 2, 3], [1, 3], [{ op: 'remove', path: '/1' }]],
  [[1, 3], [1, 2, 3], [{ op: 'add', path: '/1', value: 2 }]],
  [{ list: [{ a: 1 }, { a: 2 }] }, { list: [{ a: 1 }, { a: 3 }] }, [{ op: 'replace', path: '/list/1/a', value: 3 }]],
])('%j becomes %j in the fewest steps', (before, after, patch) => {
  expect(diffJson(before, after, { pointer: '' })).toEqual(patch);
});
