import { expect, test } from 'vitest';
import { queryMockLogs } from '../../src/core/query-mock-logs.ts';
import { readResource, toolText } from '../../src/index.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { startMock } from '../support/start-mock.ts';

const json = { 'content-type': 'application/json' };

test('what was asked comes back newest first, with true totals and the figures of all that matches', async () => {
  const { apiUrl, adminUrl, call } = await startMock();
  const toolbox = await openToolbox();
  await call('GET', '/pets');
  await call('GET', '/pets/7');
  await call('POST', '/pets', { body: '{}', headers: json });
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
      analysis: {
        total_requests: 3,
        total_errors: 1,
        methods: { GET: 2, POST: 1 },
        status_codes: { 200: 2, 422: 1 },
        endpoints: { total_unique_endpoints: 3, most_failing: [{ endpoint: 'POST /pets', requests: 1, errors: 1 }] },
      },
    });
  }
  const rest = await toolbox.call('query_mock_logs', { server_url: apiUrl, offset: 2, analyze: false });
  expect(rest.logs).toMatchObject([{ operation_id: 'listPets' }]);
  expect(rest).not.toHaveProperty('next_offset');
  expect(rest).not.toHaveProperty('analysis');
});

test('a mock that nobody asked has no figures but counts', async () => {
  const { apiUrl } = await startMock();
  const { logs, total_count, analysis } = await (await openToolbox()).call('query_mock_logs', { server_url: apiUrl });
  expect([logs, total_count]).toEqual([[], 0]);
  expect(analysis).toMatchObject({ total_requests: 0, total_errors: 0 });
  for (const figure of ['error_rate', 'performance', 'time_range']) expect(analysis).not.toHaveProperty(figure);
});

test.each([
  [{ method: 'post' }, 1],
  [{ path_pattern: '^/v1/pets/\\d+$' }, 1],
  [{ status_codes: [404] }, 1],
  [{ status_codes: [404, '2XX'] }, 3],
  [{ status_codes: ['5xx', '422'] }, 1],
  [{ session_id: 'mine' }, 1],
  [{ text: 'waldo' }, 1],
  [{ path_pattern: '/pets/{petId}' }, 1],
  [{ path_pattern: '/{any}' }, 4],
  [{ path_pattern: '/pets/{petId}/photos' }, 0],
  [{ path_pattern: '/pe{1}ts$' }, 2],
  [{ world: 'a' }, 1],
  [{ world: 'default' }, 3],
  [{ time_from: '2000-01-01T00:00:00Z' }, 4],
  [{ time_to: '2000-01-01T00:00:00+01:00' }, 0],
])('the filter %j finds %i requests, in the page and in the analysis', async (filter, count) => {
  const { apiUrl, call } = await startMock();
  await call('GET', '/v1/pets', { headers: { 'x-session-id': 'mine' } });
  await call('GET', '/_w/a/v1/pets/3');
  await call('POST', '/v1/pets', { body: '{"name":"Waldo"}', headers: json });
  await call('GET', '/nowhere');
  const result = await (await openToolbox()).call('query_mock_logs', { server_url: apiUrl, ...filter });
  expect([result.total_count, result.logs.length, result.analysis?.total_requests]).toEqual([count, count, count]);
});

test('the world in the address of a mock is the one that is looked at', async () => {
  const { apiUrl, call } = await startMock();
  await call('GET', '/_w/a/pets');
  await call('GET', '/pets');
  const toolbox = await openToolbox();
  const result = await toolbox.call('query_mock_logs', { server_url: `${apiUrl}/_w/a` });
  expect(result.logs).toMatchObject([{ world: 'a' }]);
});

test('requests to the admin API are there where they are asked for', async () => {
  const { apiUrl } = await startMock();
  const toolbox = await openToolbox();
  await toolbox.call('query_mock_logs', { server_url: apiUrl });
  const { logs } = await toolbox.call('query_mock_logs', { server_url: apiUrl, include_admin: true });
  expect(logs.length).toBeGreaterThan(2);
  expect(logs.every(({ admin }) => admin)).toBe(true);
});

test('a long body is cut, and the resource that is named has it whole', async () => {
  const { apiUrl, call } = await startMock({ validate: 'off' });
  const body = JSON.stringify({ id: 1, name: 'x'.repeat(5_000) });
  await call('POST', '/pets', { body, headers: json });
  const toolbox = await openToolbox();
  const { logs } = await toolbox.call('query_mock_logs', { server_url: apiUrl });
  const [entry] = logs;
  expect(entry?.request).toMatchObject({ truncated: true, size_bytes: body.length, body: body.slice(0, 2_000) });
  const whole = await readResource(entry?.resource ?? '', toolbox.services);
  expect(JSON.parse(whole.text)).toMatchObject({ id: entry?.id, request: { body, truncated: false } });
  expect(toolText(queryMockLogs, { ...(await toolbox.call('query_mock_logs', { server_url: apiUrl })) })).toContain(
    entry?.resource,
  );
});

test('a page ends before it is too long, and says where the next one begins', async () => {
  const { apiUrl, call } = await startMock({ validate: 'off' });
  const body = JSON.stringify({ name: 'x'.repeat(4_000) });
  const long = `/pets?q=${'y'.repeat(6_000)}`;
  for (let index = 0; index < 60; index += 1) await call('POST', long, { body, headers: json });
  const toolbox = await openToolbox();
  const seen: string[] = [];
  let pages = 0;
  for (let offset: number | undefined = 0; offset !== undefined; pages += 1) {
    const page: Awaited<ReturnType<typeof toolbox.call<'query_mock_logs'>>> = await toolbox.call('query_mock_logs', {
      server_url: apiUrl,
      limit: 500,
      offset,
    });
    expect(JSON.stringify(page.logs).length).toBeLessThan(310_000);
    expect(toolText(queryMockLogs, page).length).toBeLessThanOrEqual(25_000);
    seen.push(...page.logs.map(({ id }) => id));
    offset = page.next_offset;
  }
  expect(pages).toBeGreaterThan(1);
  expect(new Set(seen).size).toBe(60);
});

test.each([
  [{ path_pattern: '(' }, '/path_pattern', 'RE2'],
  [{ path_pattern: '(?=a)' }, '/path_pattern', 'RE2'],
  [{ time_from: 'yesterday' }, '/time_from', 'ISO 8601'],
  [{ time_to: '2026-11-21T10:00:00' }, '/time_to', 'zone'],
  [{ limit: 501 }, '/limit', '500'],
  [{ limit: 0 }, '/limit', '1'],
  [{ offset: -1 }, '/offset', '0'],
  [{ status_codes: ['6xx'] }, '/status_codes/0', ''],
  [{ status_codes: [] }, '/status_codes', ''],
  [{ world: 'a b' }, '/world', 'letters'],
  [{ methd: 'GET' }, '/methd', 'Did you mean method?'],
  [{ server_url: undefined }, '/server_url', 'missing'],
])('%j is refused by name, with what is valid', async (filter, pointer, named) => {
  const { apiUrl } = await startMock();
  const call = (await openToolbox()).callUnchecked('query_mock_logs', { server_url: apiUrl, ...filter });
  await expect(call).rejects.toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [{ pointer, detail: expect.stringContaining(named) }],
  });
});
