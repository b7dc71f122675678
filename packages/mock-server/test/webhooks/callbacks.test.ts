import path from 'node:path';
import { expect, test } from 'vitest';
import { pets } from './pets.ts';
import { openReceiver, openWebhooks } from './support.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../../../fixtures/openapi');
const STREAMS = path.join(FIXTURES, '3.0/oai-callback-example.yaml');
const REDOCLY_PETS = path.join(FIXTURES, '3.0/redocly-pets.yaml');

test('a callback goes to the URL that its runtime expression gives, with a valid body', async () => {
  const receiver = await openReceiver();
  const { call } = await openWebhooks(STREAMS);
  await call('POST', `/streams?callbackUrl=${encodeURIComponent(receiver.url)}`);
  const { method, path: target, headers, json } = await receiver.next();
  expect({ method, target }).toEqual({ method: 'POST', target: '/data' });
  expect(headers).toMatchObject({
    host: `127.0.0.1:${receiver.port}`,
    'content-type': 'application/json',
    'user-agent': 'MockLoop-Webhook/1.0',
    'x-mockloop-event': 'onData',
    'x-mockloop-world': 'default',
  });
  expect(json()).toEqual({ timestamp: expect.any(String), userData: expect.any(String) });
  expect(Date.parse(json().timestamp)).not.toBeNaN();
});

test('a callback of several methods is sent with each, and one to a host that is not allowed is in the history with the remedy', async () => {
  const receiver = await openReceiver();
  const { call, deliveries, problems } = await openWebhooks(REDOCLY_PETS);
  const body = { callbackUrl: receiver.url, eventName: 'orderShipped' };
  await call('POST', '/store/subscribe', { body });
  const sent = await deliveries(4);
  expect(sent.map(({ eventType, method, status }) => [eventType, method, status])).toEqual([
    ['orderDelivered', 'POST', 'refused'],
    ['orderShipped', 'POST', 'success'],
    ['orderInProgress', 'PUT', 'success'],
    ['orderInProgress', 'POST', 'success'],
  ]);
  expect(receiver.received.map((one) => one.path)).toEqual(Array(3).fill('/?event=orderShipped'));
  expect(sent[0]).toMatchObject({
    attempts: [],
    error: expect.stringContaining('Add "http://notificationserver.com" to `webhooks.allow`'),
  });
  expect(problems).toEqual([expect.stringContaining('orderDelivered')]);
});

test('what the exchange was about is in the body, and the header parameters of the callback are sent where they can be', async () => {
  const receiver = await openReceiver();
  const { call } = await openWebhooks(pets);
  await call('POST', '/pets', { body: { name: 'Rex', note: 'no integer', notify: receiver.url } });
  const { headers, json } = await receiver.next();
  expect(json()).toEqual({ event: 'stored', pet: { id: 7, name: 'Rex', tag: 'dog' }, note: expect.any(Number) });
  expect(headers).toMatchObject({ host: `127.0.0.1:${receiver.port}`, 'x-kind': 'pet' });
  expect(headers).not.toHaveProperty('x-broken');
  expect(headers).not.toHaveProperty('b');
});

test('an expression points into a form as into JSON', async () => {
  const receiver = await openReceiver();
  const { call } = await openWebhooks(pets);
  await call('POST', '/pets', {
    body: `name=Rex&notify=${encodeURIComponent(`${receiver.url}/form`)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect((await receiver.next()).path).toBe('/form');
});

test('the same request gives the same body', async () => {
  const receiver = await openReceiver();
  const bodies = [];
  for (const seed of ['a', 'a', 'b']) {
    const { call } = await openWebhooks(STREAMS, { settings: { seed } });
    await call('POST', `/streams?callbackUrl=${receiver.url}`);
    bodies.push((await receiver.next()).body);
  }
  expect(bodies[1]).toBe(bodies[0]);
  expect(bodies[2]).not.toBe(bodies[0]);
});

test('events of requests that differ in their bodies alone differ', async () => {
  const receiver = await openReceiver();
  const { call } = await openWebhooks(pets);
  const notes = [];
  for (const name of ['Rex', 'Max', 'Rex']) {
    await call('POST', '/pets', { body: { name, notify: receiver.url } });
    notes.push((await receiver.next()).json().note);
  }
  expect(notes[1]).not.toBe(notes[0]);
  expect(notes[2]).toBe(notes[0]);
});

test('nothing is sent where the client gave no URL, or the operation did not succeed', async () => {
  const receiver = await openReceiver();
  const { call, deliveries } = await openWebhooks(pets);
  await call('POST', '/pets', { body: { name: 'Rex' } });
  await call('POST', '/pets', { body: { name: 'Rex', notify: '' } });
  await call('POST', '/pets', { body: { name: 'Rex', notify: null } });
  await call('POST', '/pets', { body: { name: 'Rex', notify: receiver.url }, answer: { status: 400, headers: [] } });
  await call('POST', '/pets', { body: { name: 'Rex', notify: `${receiver.url}/last` } });
  expect((await receiver.next()).path).toBe('/last');
  expect(await deliveries(1)).toHaveLength(1);
});

test.each([
  ['hello'],
  ['/relative'],
  ['{}'],
  [{ url: 'http://127.0.0.1' }],
  [7],
  ['http://'],
  [`http://127.0.0.1/${'x'.repeat(3_000)}`],
])('a callback to %j is refused as no URL', async (notify) => {
  const { call, deliveries } = await openWebhooks(pets);
  await call('POST', '/pets', { body: { name: 'Rex', notify } });
  const [delivery] = await deliveries(1);
  expect(delivery).toMatchObject({
    kind: 'callback',
    status: 'refused',
    error: expect.stringContaining('no absolute URL'),
  });
});

test.each([
  [{ origin: 'https://evil.example' }],
  [{ origin: 'null' }],
  [{ origin: 'http://127.0.0.1.evil.example' }],
  [{ 'sec-fetch-site': 'cross-site' }],
])('a page of another site cannot have a callback sent: %j', async (headers) => {
  const receiver = await openReceiver();
  const { call, deliveries } = await openWebhooks(pets);
  await call('POST', '/pets', { body: { name: 'Rex', notify: receiver.url }, headers });
  expect(await deliveries(1)).toMatchObject([{ status: 'refused', error: expect.stringContaining('another site') }]);
  expect(receiver.received).toEqual([]);
});

test.each([[{ origin: 'http://localhost:3000' }], [{ origin: 'http://[::1]:3000' }], [{ origin: 'http://mock.test' }]])(
  'a page on this machine can: %j',
  async (headers) => {
    const receiver = await openReceiver();
    const { call } = await openWebhooks(pets);
    await call('POST', '/pets', { body: { name: 'Rex', notify: receiver.url }, headers });
    expect((await receiver.next()).json()).toMatchObject({ event: 'stored' });
  },
);

test('deliveries that lead to deliveries come to an end', async () => {
  const receiver = await openReceiver();
  const { call, deliveries } = await openWebhooks(pets);
  const body = { name: 'Rex', notify: receiver.url };
  await call('POST', '/pets', { body, headers: { 'x-mockloop-hop': '3' } });
  await call('POST', '/pets', { body, headers: { 'x-mockloop-hop': '2' } });
  expect((await receiver.next()).headers['x-mockloop-hop']).toBe('3');
  expect(await deliveries(1)).toHaveLength(1);
});

test('a body that nothing can meet is in the history, and hurts nothing else', async () => {
  const receiver = await openReceiver();
  const broken = (schema: object): object => ({
    post: { requestBody: { content: { 'application/json': { schema } } }, responses: {} },
  });
  const document = {
    openapi: '3.1.0',
    info: { title: 'Broken', version: '1' },
    paths: {
      '/jobs': {
        post: {
          responses: { 202: { description: 'Accepted' } },
          callbacks: {
            impossible: { [receiver.url]: broken({ type: 'integer', minimum: 2, maximum: 1 }) },
            dangling: { [receiver.url]: broken({ $ref: '#/components/schemas/Missing' }) },
            fine: { [receiver.url]: broken({ const: 'done' }) },
          },
        },
      },
    },
  };
  const { call, deliveries } = await openWebhooks(document);
  await call('POST', '/jobs');
  expect((await receiver.next()).json()).toBe('done');
  const statuses = (await deliveries(3)).map(({ eventType, status, error }) => [eventType, status, typeof error]);
  expect(statuses).toEqual([
    ['fine', 'success', 'undefined'],
    ['dangling', 'failed', 'string'],
    ['impossible', 'failed', 'string'],
  ]);
});

test('names and members are data, whatever they are', async () => {
  const receiver = await openReceiver();
  const name = 'a\r\nx-injected: 1 \u{1f600}';
  const schema = {
    type: 'object',
    properties: JSON.parse('{"__proto__":{"type":"string"},"constructor":{"type":"integer"}}'),
  };
  const operation = {
    requestBody: { content: { 'application/json': { schema } } },
    responses: { 200: { description: 'ok' } },
  };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Odd', version: '1' },
    paths: {
      '/odd': { post: { ...operation, callbacks: { [name]: { '{$request.query.to}': { post: operation } } } } },
    },
  };
  const { call } = await openWebhooks(document);
  await call('POST', `/odd?to=${receiver.url}`, { body: '{"__proto__":"polluted","constructor":5}' });
  const { headers, body } = await receiver.next();
  expect(body).toBe('{"__proto__":"polluted","constructor":5}');
  expect(headers['x-mockloop-event']).toBe(encodeURIComponent(name));
  expect(headers).not.toHaveProperty('x-injected');
  expect({}).not.toHaveProperty('polluted');
});

test('callbacks are signed, with a secret that follows from the seed or is the user’s', async () => {
  const receiver = await openReceiver();
  const { webhooks, call } = await openWebhooks(pets);
  const again = await openWebhooks(pets);
  expect(webhooks.callbackSecret).toMatch(/^whsec_/);
  expect(again.webhooks.callbackSecret).toBe(webhooks.callbackSecret);
  await call('POST', '/pets', { body: { name: 'Rex', notify: receiver.url } });
  const { headers } = await receiver.next();
  expect(headers['webhook-signature']).toMatch(/^v1,/);
  const own = await openWebhooks(pets, { settings: { secret: 'my-own-secret' } });
  expect(own.webhooks.callbackSecret).toBeUndefined();
});
