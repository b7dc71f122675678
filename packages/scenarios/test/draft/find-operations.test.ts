import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { beforeAll, expect, test } from 'vitest';
import { findOperations } from '../../src/index.ts';
import { SHOP } from '../packs/support/shop.ts';

let shop: ApiDocument;
beforeAll(async () => {
  shop = await loadDocument({ ...SHOP, servers: [{ url: 'https://shop.example/v1' }] });
});

test.each([
  ['GET /orders', ['GET /orders']],
  ['post /orders', ['POST /orders']],
  ['/orders', ['GET /orders', 'POST /orders']],
  ['/orders/7', ['GET /orders/{orderId}', 'PATCH /orders/{orderId}', 'DELETE /orders/{orderId}']],
  ['DELETE /v1/orders/{id}', ['DELETE /orders/{orderId}']],
  ['readOrder', ['GET /orders/{orderId}']],
])('%s stands for %j', (name, keys) => {
  const { operations, unknown } = findOperations(shop, [name]);
  expect(operations.map(({ key }) => key)).toEqual(keys);
  expect(unknown).toEqual([]);
});

test.each([
  ['GET /order', 'GET /orders'],
  ['/ordres', '/orders'],
  ['readOrders', 'readOrder'],
  ['PUT /orders', 'GET /orders'],
])('%s is unknown, and %s is the nearest', (name, nearest) => {
  expect(findOperations(shop, [name])).toEqual({ operations: [], unknown: [{ name, nearest }] });
});

test('operations that several names stand for are found once, in document order', () => {
  const { operations } = findOperations(shop, ['createOrder', '/orders', 'GET /orders']);
  expect(operations.map(({ key }) => key)).toEqual(['GET /orders', 'POST /orders']);
});
