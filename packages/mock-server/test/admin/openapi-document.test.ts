import { readFile } from 'node:fs/promises';
import { Validator } from '@cfworker/json-schema';
import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { createMockServer } from '../../src/index.ts';
import { openAdmin } from './open-admin.ts';

test('the admin API describes itself completely', async () => {
  const { read } = await openAdmin();
  const { operations, version } = await loadDocument(await read('/api/openapi.json'));
  expect(version).toBe('3.1');
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { operationId, summary, tags } of operations) {
    expect([operationId, summary, tags.length]).toEqual([expect.any(String), expect.any(String), 1]);
  }
});

test('every route is in the documentation, with a curl line, and nothing else is', async () => {
  const { read } = await openAdmin();
  const { operations } = await loadDocument(await read('/api/openapi.json'));
  const text = await readFile(new URL('../../../../docs/admin-api.md', import.meta.url), 'utf8');
  const documented = curlLines(text).map(
    ({ method, path }) =>
      operations.find((one) => one.method === method && fits(one.path, path))?.key ?? `${method} ${path}`,
  );
  expect([...new Set(documented)].toSorted()).toEqual(operations.map(({ key }) => key).toSorted());
});

const override = { endpoint: '/items', method: 'GET', new_response: { status: 500 } };
const scenario = { name: 's', type: 'chaos', rules: [{ match: { path: '/nope' }, respond: { status: 500 } }] };

/** Requests to every route that answers with JSON, in an order in which each finds what it needs. */
const requests: readonly (readonly [method: string, path: string, target: string, body?: unknown])[] = [
  ['GET', '/health', '/health'],
  ['GET', '/api/server', '/api/server'],
  ['GET', '/api/logs/search', '/api/logs/search'],
  ['GET', '/api/logs/analyze', '/api/logs/analyze'],
  ['GET', '/api/performance/metrics', '/api/performance/metrics'],
  ['GET', '/api/performance/summary', '/api/performance/summary'],
  ['GET', '/api/performance/sessions', '/api/performance/sessions'],
  ['GET', '/api/analytics/realtime', '/api/analytics/realtime'],
  ['GET', '/api/analytics/charts', '/api/analytics/charts'],
  ['GET', '/api/testing/report', '/api/testing/report'],
  ['POST', '/api/mock-data/update', '/api/mock-data/update', override],
  ['GET', '/api/mock-data/overrides', '/api/mock-data/overrides'],
  ['POST', '/api/mock-data/scenarios', '/api/mock-data/scenarios', scenario],
  ['GET', '/api/mock-data/scenarios', '/api/mock-data/scenarios'],
  ['POST', '/api/mock-data/scenarios/validate', '/api/mock-data/scenarios/validate', { rules: 1 }],
  ['POST', '/api/mock-data/scenarios/{name}/activate', '/api/mock-data/scenarios/s/activate'],
  ['GET', '/api/mock-data/scenarios/active', '/api/mock-data/scenarios/active'],
  ['GET', '/api/mock-data/scenarios/{name}', '/api/mock-data/scenarios/s'],
  ['PUT', '/api/mock-data/scenarios/{name}', '/api/mock-data/scenarios/s', scenario],
  ['POST', '/api/mock-data/scenarios/{name}/deactivate', '/api/mock-data/scenarios/s/deactivate'],
  ['DELETE', '/api/mock-data/scenarios/{name}', '/api/mock-data/scenarios/s'],
  ['DELETE', '/api/mock-data/overrides/{name}', '/api/mock-data/overrides/GET%20%2Fitems'],
  ['DELETE', '/api/mock-data/overrides', '/api/mock-data/overrides'],
  ['POST', '/api/mock-data/reset', '/api/mock-data/reset'],
  ['GET', '/api/scenario-packs', '/api/scenario-packs'],
  ['GET', '/api/scenario-packs/{category}/{pack}', '/api/scenario-packs/security-testing/xss-attacks'],
  ['POST', '/api/scenario-packs/{category}/{pack}/deploy', '/api/scenario-packs/security-testing/xss-attacks/deploy'],
  ['POST', '/api/worlds', '/api/worlds', { id: 'w' }],
  ['GET', '/api/worlds', '/api/worlds'],
  ['GET', '/api/worlds/{id}', '/api/worlds/w'],
  ['POST', '/api/worlds/{id}/snapshots', '/api/worlds/w/snapshots', { name: 's' }],
  ['GET', '/api/worlds/{id}/snapshots', '/api/worlds/w/snapshots'],
  ['POST', '/api/worlds/{id}/restore', '/api/worlds/w/restore'],
  ['GET', '/api/storage/collections', '/api/storage/collections'],
  ['GET', '/api/storage/collections/{name}', '/api/storage/collections/items'],
  ['PUT', '/api/storage/collections/{name}', '/api/storage/collections/items', { items: [] }],
  ['DELETE', '/api/storage/collections/{name}', '/api/storage/collections/items'],
  ['POST', '/api/storage/reset', '/api/storage/reset'],
  ['GET', '/api/storage/stats', '/api/storage/stats'],
  ['GET', '/api/storage/inferred', '/api/storage/inferred'],
  ['POST', '/api/webhooks', '/api/webhooks', { event_type: '*', url: 'http://localhost:9/hook' }],
  ['GET', '/api/webhooks', '/api/webhooks'],
  ['GET', '/api/webhooks/history', '/api/webhooks/history'],
];

test('every answer is as the document says', async () => {
  const { read, send, call } = await openAdmin({ storage: {} });
  await call(
    ['GET', '/v2/items', { headers: { 'x-session-id': 'a' } }],
    ['GET', '/nowhere'],
    ['GET', '/v2/items?limit=0'],
  );
  const document = await read('/api/openapi.json');
  const { id } = (await read('/api/logs/search')).logs[0];
  const ofEntry = ['/api/logs/{id}', '/api/logs/{id}/explain'].map(
    (path) => ['GET', path, path.replace('{id}', id)] as const,
  );
  for (const [method, path, target, body] of [...requests, ...ofEntry]) {
    const answer = await send(method, target, body);
    const described =
      document.paths[path][method.toLowerCase()].responses[answer.status]?.content?.['application/json'];
    expect([method, target, answer.status, described !== undefined]).toEqual([method, target, answer.status, true]);
    const schema = { ...described.schema, components: document.components };
    const { errors } = new Validator(schema, '2020-12', false).validate(answer.body);
    expect([method, target, errors]).toEqual([method, target, []]);
  }
});

test('it can itself be mocked', async () => {
  const { read } = await openAdmin();
  await using mock = await createMockServer({ document: await read('/api/openapi.json'), auth: 'off' });
  const response = await mock.fetch(new Request('http://localhost/api/logs/search?limit=5&status=4xx'));
  expect(response.status).toBe(200);
});

/** The requests of curl lines: their methods and paths. */
function curlLines(text: string): { method: string; path: string }[] {
  return [...text.matchAll(/^curl (?:-X (\w+) )?'?localhost:8001(\/[^\s'?]*)/gm)].map(
    ([, method = 'GET', path = '']) => ({
      method,
      path,
    }),
  );
}

function fits(template: string, path: string): boolean {
  const given = path.split('/');
  const wanted = template.split('/');
  return (
    given.length === wanted.length &&
    wanted.every((segment, index) => segment.startsWith('{') || segment === given[index])
  );
}
