import { expect, test } from 'vitest';
import { type ComparedAnswer, compareAnswers, learnVolatile } from '../../src/index.ts';

function json(body: unknown, headers: readonly (readonly [string, string])[] = []): ComparedAnswer {
  return { status: 200, headers: [['content-type', 'application/json'], ...headers], body };
}

const uuid = (digit: number): string => `${String(digit).repeat(8)}-1111-4111-8111-111111111111`;

function order(n: number): unknown {
  return {
    id: uuid(n),
    at: `2026-11-21T10:00:0${n}Z`,
    total: 12,
    lines: [
      { sku: 'a', trace: uuid(n) },
      { sku: 'b', trace: uuid(n + 1) },
    ],
    ...(n % 2 === 0 && { hint: 'try again' }),
  };
}

test('fields that change from answer to answer are learnt, with what they look like', () => {
  const learnt = learnVolatile([1, 2, 3].map((n) => json(order(n), [['X-Request-Id', String(n)]])));
  expect(learnt).toEqual({
    fields: [
      { pointer: '/id', forms: ['string uuid'] },
      { pointer: '/at', forms: ['string date-time'] },
      { pointer: '/lines/*/trace', forms: ['string uuid'] },
      { pointer: '/hint', forms: ['string'], optional: true },
    ],
    headers: ['x-request-id'],
  });
});

test('of volatile fields, type and format are compared; all others whole', () => {
  const volatile = learnVolatile([json(order(1)), json(order(2))]);
  const compare = (mock: unknown) => compareAnswers(json(mock), json(order(1)), { volatile });
  expect(compare(order(5)).equal).toBe(true);
  expect(compare({ ...(order(6) as object), id: 'not a uuid' }).summary).toEqual([
    { pointer: '/body/id', kind: 'format', count: 1 },
  ]);
  expect(compare({ ...(order(6) as object), id: 7, total: 13 }).summary).toEqual([
    { pointer: '/body/id', kind: 'type', count: 1 },
    { pointer: '/body/total', kind: 'value', count: 1 },
  ]);
});

test('a list that grows is volatile as a whole, and a volatile id is no identity', () => {
  const list = (n: number) => ({ events: Array.from({ length: n }, (_, id) => ({ id: uuid(n + id), kind: 'tick' })) });
  const volatile = learnVolatile([json(list(1)), json(list(2)), json(list(3))]);
  expect(compareAnswers(json(list(4)), json(list(2)), { volatile }).equal).toBe(true);
});

test('one answer, or none, teaches nothing', () => {
  expect(learnVolatile([])).toEqual({ fields: [], headers: [] });
  expect(learnVolatile([json({ a: 1 })])).toEqual({ fields: [], headers: [] });
});
