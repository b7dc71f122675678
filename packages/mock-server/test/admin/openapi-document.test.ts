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

test('it can itself be mocked', async () => {
  const { read } = await openAdmin();
  await using mock = await createMockServer({ document: await read('/api/openapi.json'), auth: 'off' });
  const response = await mock.fetch(new Request('http://localhost/api/logs/search?limit=5&status=4xx'));
  expect(response.status).toBe(200);
});
