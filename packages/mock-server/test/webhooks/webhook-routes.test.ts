import { Validator } from '@cfworker/json-schema';
import { OpenAPIHono } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { AdminProblem, problemResponse, toAdminProblem } from '../../src/admin/admin-problem.ts';
import { createWebhookRoutes } from '../../src/admin/webhook-routes.ts';
import { pets } from './pets.ts';
import { type Opened, openReceiver, openWebhooks } from './support.ts';

interface Described {
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly json: any;
}

/** The routes as the admin app mounts them; every answer is held against what their own document says. */
async function openRoutes(
  options: Parameters<typeof openWebhooks>[1] = {},
): Promise<Opened & { ask: (method: string, target: string, body?: unknown) => Promise<Asked> }> {
  const opened = await openWebhooks(pets, options);
  const app = new OpenAPIHono();
  app.route('/', createWebhookRoutes({ webhooks: opened.webhooks }));
  app.onError((error) => problemResponse(toAdminProblem(error) ?? new AdminProblem('INTERNAL_ERROR', error.message)));
  const document = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Admin', version: '1' } });
  return {
    ...opened,
    ask: async (method, target, body) => {
      const response = await app.request(target, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      const json = await response.json();
      const path = target.split('?')[0]?.replace(/\/wh_\d+/, '/{id}') ?? '';
      const item = (document.paths?.[path] ?? {}) as Record<string, Described>;
      const operation = item[method.toLowerCase()];
      const contentType = response.headers.get('content-type') ?? '';
      const schema = operation?.responses[response.status]?.content[contentType.split(';')[0] ?? '']?.schema;
      const { errors } = new Validator({ ...schema, components: document.components }, '2020-12', false).validate(json);
      expect([schema === undefined, errors]).toEqual([false, []]);
      return { status: response.status, headers: response.headers, json };
    },
  };
}

test('a webhook is registered, shown, changed, tested and deleted', async () => {
  const receiver = await openReceiver();
  const { ask, call, deliveries } = await openRoutes();
  const created = await ask('POST', '/api/webhooks', {
    event_type: 'newPet',
    url: receiver.url,
    description: 'staging',
    headers: { Authorization: 'Bearer abc' },
  });
  const { id, secret, ...shown } = created.json;
  expect(created.status).toBe(201);
  expect(created.headers.get('location')).toBe(`/api/webhooks/${id}`);
  expect(secret).toMatch(/^whsec_/);
  expect(shown).toEqual({
    event_type: 'newPet',
    url: receiver.url,
    description: 'staging',
    headers: { Authorization: '[redacted]' },
    signature: 'standard',
    active: true,
    created_at: '2026-01-01T00:00:00.000Z',
  });
  const listed = await ask('GET', '/api/webhooks');
  expect(listed.json).toMatchObject({
    webhooks: [{ id, ...shown }],
    total_count: 1,
    callback_secret: expect.stringMatching(/^whsec_/),
  });
  expect(listed.json.event_types).toEqual(expect.arrayContaining(['newPet', 'pets', 'data.created', '*']));
  expect(JSON.stringify(listed.json)).not.toContain(secret);
  expect((await ask('GET', `/api/webhooks/${id}`)).json).toEqual({ id, ...shown });
  const changed = await ask('PATCH', `/api/webhooks/${id}`, { active: false, event_type: 'data.created' });
  expect(changed.json).toEqual({ id, ...shown, active: false, event_type: 'data.created' });
  await ask('PATCH', `/api/webhooks/${id}`, { active: true });
  await call('POST', '/pets', { body: { name: 'Rex' }, world: 'agent-7' });
  await deliveries(1);
  const tested = await ask('POST', `/api/webhooks/${id}/test`, { event_type: 'newPet' });
  expect(tested.json).toMatchObject({
    webhook_id: id,
    status: 'success',
    delivery: { kind: 'test', event_type: 'newPet' },
  });
  expect((await ask('POST', `/api/webhooks/${id}/test`)).json).toMatchObject({
    delivery: { event_type: 'data.created' },
  });
  const history = await ask('GET', `/api/webhooks/history?webhook_id=${id}&status=success&limit=1&offset=2`);
  expect(history.json).toMatchObject({
    deliveries: [
      {
        kind: 'webhook',
        webhook_id: id,
        operation: 'POST /pets',
        world: 'agent-7',
        attempts: [{ response_status: 204, duration_ms: 0 }],
      },
    ],
    total_count: 3,
    returned_count: 1,
    limit: 1,
    offset: 2,
  });
  expect((await ask('DELETE', `/api/webhooks/${id}`)).json).toEqual({ id, deleted: true });
  expect((await ask('GET', '/api/webhooks')).json).toMatchObject({ webhooks: [], total_count: 0 });
});

test('the callback secret is shown unless the user chose it', async () => {
  const { ask } = await openRoutes({ settings: { secret: 'chosen-by-the-user' } });
  const { json } = await ask('GET', '/api/webhooks');
  expect(JSON.stringify(json)).not.toContain('chosen-by-the-user');
  expect(json).not.toHaveProperty('callback_secret');
});

test.each([
  ['GET', '/api/webhooks/wh_9', undefined],
  ['PATCH', '/api/webhooks/wh_9', {}],
  ['DELETE', '/api/webhooks/wh_9', undefined],
  ['POST', '/api/webhooks/wh_9/test', undefined],
])('%s %s of a webhook that is not there is 404', async (method, target, body) => {
  const { ask } = await openRoutes();
  const { status, json } = await ask(method, target, body);
  expect([status, json.detail]).toEqual([404, expect.stringContaining('"wh_9"')]);
});

test.each([
  [{ event_type: 'newPet' }, '#/url'],
  [{ url: 'http://127.0.0.1/' }, '#/event_type'],
  [{ event_type: 'nope', url: 'http://127.0.0.1/' }, '#/event_type'],
  [{ event_type: 'newPet', url: 'not a URL' }, '#/url'],
  [{ event_type: 'newPet', url: 'http://10.0.0.1/' }, '#/url'],
  [{ event_type: 'newPet', url: 'http://127.0.0.1/', headers: { Host: 'x' } }, '#/headers/Host'],
  [{ event_type: 'newPet', url: 'http://127.0.0.1/', headers: { a: 1 } }, '#/headers/a'],
  [{ event_type: 'newPet', url: 'http://127.0.0.1/', secret: 'x' }, '#/secret'],
  [{ event_type: 'newPet', url: 'http://127.0.0.1/', signature: 'md5' }, '#/signature'],
  [{ event_type: 'newPet', url: 'http://127.0.0.1/', unknown: 1 }, '#/unknown'],
  [{ event_type: 'newPet', url: 'http://127.0.0.1/', description: 'x'.repeat(1_001) }, '#/description'],
  [[], '#'],
])('registering %j is refused with its place', async (body, pointer) => {
  const { ask } = await openRoutes();
  const { status, json } = await ask('POST', '/api/webhooks', body);
  expect({ status, errors: json.errors }).toMatchObject({ status: 400, errors: [{ pointer }] });
});

test.each(['limit=0', 'limit=1001', 'limit=1e2', 'offset=-1', 'status=lost', 'webhook=1'])(
  'the query %s of the history is refused',
  async (query) => {
    const { ask } = await openRoutes();
    expect((await ask('GET', `/api/webhooks/history?${query}`)).status).toBe(400);
  },
);

test('too many webhooks are a conflict', async () => {
  const { ask, webhooks } = await openRoutes();
  const url = 'http://127.0.0.1:1/';
  for (let count = 0; count < 1_000; count++) await webhooks.register({ eventType: 'newPet', url });
  expect(await ask('POST', '/api/webhooks', { event_type: 'newPet', url })).toMatchObject({ status: 409 });
});
