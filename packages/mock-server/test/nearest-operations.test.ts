import type { OperationEntry } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { nearestOperations } from '../src/nearest-operations.ts';

const operations = ['GET /pets', 'POST /pets', 'GET /pets/{petId}', 'GET /store/inventory'].map(
  (key): OperationEntry => {
    const [method = '', path = ''] = key.split(' ');
    return { key, method, path, pointer: '', tags: [], deprecated: false, basePaths: [''] };
  },
);

test.each([
  ['GET', '/pet', 'GET /pets'],
  ['POST', '/pest', 'POST /pets'],
  ['GET', '/store/inventry', 'GET /store/inventory'],
  ['GET', '/Pets/12', 'GET /pets/{petId}'],
])('nearest to %s %s is %s', (method, path, expected) => {
  expect(nearestOperations(operations, method, path)[0]?.key).toBe(expected);
});

test('a path of thousands of segments is looked at no further than needed', () => {
  expect(nearestOperations(operations, 'GET', '/x'.repeat(100_000)).length).toBeLessThanOrEqual(3);
});
