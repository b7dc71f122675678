import { Validator } from '@cfworker/json-schema';
import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { createMockServer } from '../../src/index.ts';
import { openAdmin } from './open-admin.ts';

test('the admin API describes itself completely', async () => {
  const { read } = await openAdmin();
  const { operations, version } = await loadDocument(await read('/api/openapi.json'));
  expect(version).toBe('3.1');
  expect(operations.map(({ key }) => key).toSorted()).toEqual([
    'DELETE /api/logs',
    'GET /api/logs/analyze',
    'GET /api/logs/export',
    'GET /api/logs/search',
    'GET /api/logs/stream',
    'GET /api/logs/{id}',
    'GET /api/openapi.json',
    'GET /api/performance/metrics',
    'GET /api/performance/sessions',
    'GET /api/performance/summary',
    'GET /api/server',
    'GET /health',
    'GET /metrics',
    'POST /api/server/control',
  ]);
  for (const { operationId, summary } of operations) expect([operationId, summary]).not.toContain(undefined);
});

test.each([
  '/health',
  '/api/server',
  '/api/logs/search',
  '/api/logs/analyze',
  '/api/performance/metrics',
  '/api/performance/summary',
  '/api/performance/sessions',
])('the answer of %s is as the document says', async (path) => {
  const { read, call } = await openAdmin();
  await call(['GET', '/v2/items', { headers: { 'x-session-id': 'a' } }], ['GET', '/nowhere']);
  const document = await read('/api/openapi.json');
  const schema = document.paths[path].get.responses[200].content['application/json'].schema;
  const { valid, errors } = new Validator({ ...schema, components: document.components }, '2020-12', false).validate(
    await read(path),
  );
  expect(errors).toEqual([]);
  expect(valid).toBe(true);
});

test('it can itself be mocked', async () => {
  const { read } = await openAdmin();
  await using mock = await createMockServer({ document: await read('/api/openapi.json'), auth: 'off' });
  const response = await mock.fetch(new Request('http://localhost/api/logs/search?limit=5&status=4xx'));
  expect(response.status).toBe(200);
});
