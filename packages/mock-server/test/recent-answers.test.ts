import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentAnswers } from '../src/recent-answers.ts';

const answerOf = (size: number) => ({ answer: { status: 200, headers: [], size } });

test('what was added is there until newer answers weigh too much, and the oldest goes first', () => {
  const recent = new RecentAnswers(10_000);
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) recent.add(key, answerOf(1_000));
  expect(['a', 'c', 'f'].map((key) => recent.get(key) !== undefined)).toEqual([false, true, true]);
});

test('the newest answer is kept where it fits, whatever came before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.nat(8_000)), { minLength: 1 }), (added) => {
      const recent = new RecentAnswers(10_000);
      const known = new Map<string, ReturnType<typeof answerOf>>();
      for (const [key, size] of added) {
        recent.add(key, answerOf(size));
        known.set(key, answerOf(size));
      }
      const last = added.at(-1)?.[0] ?? '';
      expect(recent.get(last)).toBeDefined();
      const weight = [...known.keys()].reduce((sum, key) => sum + (recent.get(key)?.answer.size ?? -1_000) + 1_000, 0);
      expect(weight).toBeLessThanOrEqual(10_000);
    }),
    { seed: 5 },
  );
});
