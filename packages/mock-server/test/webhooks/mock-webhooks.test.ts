import { expect, onTestFinished, test } from 'vitest';
import { createMockServer, type MockServer, type MockServerOptions } from '../../src/index.ts';
import { pets } from './pets.ts';
import { openReceiver } from './support.ts';

async function openMock(options: Partial<MockServerOptions> = {}): Promise<MockServer> {
  const mock = await createMockServer({ document: pets, ...options });
  onTestFinished(() => mock.close());
  return mock;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
async function ask(mock: MockServer, method: string, target: string, body?: unknown): Promise<any> {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return (await mock.adminFetch(new Request(`http://localhost:8001${target}`, { method, ...init }))).json();
}

function call(mock: MockServer, method: string, target: string, body?: unknown): Promise<Response> {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return mock.fetch(new Request(`http://localhost:8000${target}`, { method, ...init }));
}

test('a mock calls back and tells subscribers, with what it answered', async () => {
  const receiver = await openReceiver();
  const mock = await openMock();
  const { id } = await ask(mock, 'POST', '/api/webhooks', { event_type: 'newPet', url: `${receiver.url}/events` });
  const answer = await (
    await call(mock, 'POST', '/_w/agent-7/pets', { name: 'Rex', notify: `${receiver.url}/back` })
  ).json();
  const requests = [await receiver.next(), await receiver.next()].toSorted((a, b) => a.path.localeCompare(b.path));
  expect(requests.map((one) => [one.path, one.json(), one.headers['x-mockloop-world']])).toEqual([
    ['/back', { event: 'stored', pet: answer, note: expect.any(Number) }, 'agent-7'],
    ['/events', answer, 'agent-7'],
  ]);
  expect(await ask(mock, 'POST', `/api/webhooks/${id}/test`)).toMatchObject({ status: 'success' });
  expect(await ask(mock, 'GET', `/api/webhooks/history?webhook_id=${id}`)).toMatchObject({ total_count: 2 });
});

test('a request that is refused tells nobody', async () => {
  const receiver = await openReceiver();
  const mock = await openMock();
  await ask(mock, 'POST', '/api/webhooks', { event_type: '*', url: receiver.url });
  expect((await call(mock, 'GET', '/pets/no-integer')).status).toBe(422);
  expect((await call(mock, 'GET', '/nowhere')).status).toBe(404);
  expect((await call(mock, 'GET', '/pets/7')).status).toBe(200);
  expect((await receiver.next()).json()).toMatchObject({ data: { path: '/pets/7' } });
  expect(receiver.received).toHaveLength(1);
});

test('subscriptions stay when another document is served', async () => {
  const receiver = await openReceiver();
  const mock = await openMock();
  await ask(mock, 'POST', '/api/webhooks', { event_type: 'data.deleted', url: receiver.url });
  await mock.reload({
    openapi: '3.1.0',
    info: { title: 'Other', version: '1' },
    paths: { '/things/{id}': { delete: { responses: { 204: { description: '' } } } } },
  });
  await call(mock, 'DELETE', '/things/7');
  expect((await receiver.next()).json()).toMatchObject({ data: { path: '/things/7' } });
  expect((await ask(mock, 'GET', '/api/webhooks')).event_types).not.toContain('newPet');
});

test('a mock without webhooks sends nothing, and its routes say how to have them', async () => {
  const receiver = await openReceiver();
  const mock = await openMock({ webhooks: false });
  expect((await call(mock, 'POST', '/pets', { name: 'Rex', notify: `${receiver.url}/back` })).ok).toBe(true);
  const subscription = { event_type: 'newPet', url: receiver.url };
  for (const [method, target, body] of [
    ['GET', '/api/webhooks'],
    ['POST', '/api/webhooks', subscription],
    ['GET', '/api/webhooks/history'],
    ['GET', '/api/webhooks/wh_1'],
    ['PATCH', '/api/webhooks/wh_1', { active: false }],
    ['DELETE', '/api/webhooks/wh_1'],
    ['POST', '/api/webhooks/wh_1/test'],
  ] as const) {
    expect(await ask(mock, method, target, body)).toMatchObject({
      status: 409,
      detail: expect.stringContaining('"webhooks": false'),
    });
  }
  // It lets deliveries under way end.
  await mock.close();
  expect(receiver.received).toEqual([]);
});
