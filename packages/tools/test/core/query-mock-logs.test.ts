import { expect, test } from 'vitest';
import { openToolbox } from '../support/open-toolbox.ts';
import { startMock } from '../support/start-mock.ts';

test('what was asked comes back newest first, with true totals and the figures of all that matches', async () => {
  const { apiUrl, adminUrl, call } = await startMock();
  const toolbox = await openToolbox();
  await call('GET', '/pets');
  await call('GET', '/pets/7');
  await call('POST', '/pets', { body: '{}', headers: { 'content-type': 'application/json' } });
  for (const server_url of [apiUrl, adminUrl]) {
    const result = await toolbox.call('query_mock_logs', { server_url, limit: 2 });
    expect(result).toMatchObject({
      status: 'success',
      server_url: apiUrl,
      total_count: 3,
      returned_count: 2,
      next_offset: 2,
      logs: [
        { method: 'POST', path: '/pets', status: 422, request: { body: '{}', truncated: false }, violations: [{}, {}] },
        { operation_id: 'getPet', route: '/pets/{petId}', status: 200 },
      ],
      analysis: { total_requests: 3, total_errors: 1, methods: { GET: 2, POST: 1 }, status_codes: { 200: 2, 422: 1 } },
    });
  }
  const rest = await toolbox.call('query_mock_logs', { server_url: apiUrl, offset: 2, analyze: false });
  expect(rest.logs).toMatchObject([{ operation_id: 'listPets' }]);
  expect(rest.next_offset).toBeUndefined();
  expect(rest.analysis).toBeUndefined();
});
