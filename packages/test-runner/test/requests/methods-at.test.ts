import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { methodsAt } from '../../src/requests/methods-at.ts';

const responses = { 200: { description: 'ok' } };
const document = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Collections', version: '1' },
  paths: {
    '/collections/aliases': { post: { responses } },
    '/collections/{name}': { patch: { responses }, head: { responses } },
    '/reports/{year}.csv': { get: { responses } },
  },
});

test.each([
  ['/collections/aliases?wait=true', ['POST', 'PATCH', 'HEAD']],
  ['/collections/other', ['PATCH', 'HEAD']],
  ['/collections/other/more', []],
  ['/reports/2024.csv', ['GET']],
  ['/reports/2024.json', []],
])('%s can be called with %j', (target, methods) => {
  expect([...methodsAt(target, document)]).toEqual(methods);
});
