import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { SubscriptionRequest } from '../../src/webhooks/webhooks.ts';
import { pets } from './pets.ts';
import { type Opened, openReceiver, openWebhooks } from './support.ts';

type Options = Parameters<typeof openWebhooks>[1];

/** Somebody who is told of deleted pets. */
async function told(url: string, options: Options = {}, request: Partial<SubscriptionRequest> = {}): Promise<Opened> {
  const opened = await openWebhooks(pets, options);
  await opened.webhooks.register({ eventType: 'data.deleted', url, ...request });
  return opened;
}

/** How long each pause before a further try was, in milliseconds. */
async function pauses({ deliveries, clock }: Opened, tries: number): Promise<number[]> {
  const lengths: number[] = [];
  for (let count = 1; count < tries; count++) {
    const [delivery] = await deliveries(1);
    const pause = (delivery?.nextAttemptAt ?? Number.NaN) - clock.time;
    lengths.push(pause);
    clock.advance(pause);
  }
  return lengths;
}

/** Lets what is under way go on. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('what fails is tried again after ever longer pauses with jitter, under the same id and signed anew', async () => {
  const receiver = await openReceiver({ status: 503 });
  const opened = await told(receiver.url, { settings: { maxTries: 5, retryDelayMs: 4_000 } });
  const started = opened.clock.time;
  await opened.call('DELETE', '/pets/7');
  const lengths = await pauses(opened, 5);
  for (const [index, length] of lengths.entries()) {
    expect(length).toBeGreaterThan(2_000 * 2 ** index);
    expect(length).toBeLessThanOrEqual(4_000 * 2 ** index);
  }
  const [delivery] = await opened.deliveries(1, { status: 'failed' });
  expect(delivery).toMatchObject({ status: 'failed', error: 'The receiver answered 503; given up after 5 of 5 tries' });
  expect(delivery?.nextAttemptAt).toBeUndefined();
  const times = lengths.map((_, index) => lengths.slice(0, index + 1).reduce((sum, length) => sum + length, started));
  expect(delivery?.attempts.map(({ at }) => at)).toEqual([started, ...times]);
  const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
  const signatures = new Set(receiver.received.map(({ headers }) => headers['webhook-signature']));
  expect([ids.size, signatures.size, receiver.received.length]).toEqual([1, 5, 5]);
});

test('the pauses are the same with the same seed', async () => {
  const receiver = await openReceiver({ status: 500 });
  const lengths = [];
  for (const seed of ['a', 'a', 'b']) {
    const opened = await told(receiver.url, { settings: { seed } });
    await opened.call('DELETE', '/pets/7');
    lengths.push(await pauses(opened, 3));
  }
  expect(lengths[1]).toEqual(lengths[0]);
  expect(lengths[2]).not.toEqual(lengths[0]);
});

test('a try that succeeds ends it', async () => {
  const receiver = await openReceiver(
    { status: 429 },
    { status: 408 },
    { status: 202, headers: { 'set-cookie': 's=1', 'x-a': 'b' }, body: 'x'.repeat(5_000) },
  );
  const opened = await told(receiver.url);
  await opened.call('DELETE', '/pets/7');
  await pauses(opened, 3);
  const [delivery] = await opened.deliveries(1, { status: 'success' });
  expect(delivery?.attempts.map(({ response }) => response?.status)).toEqual([429, 408, 202]);
  expect(delivery?.error).toBeUndefined();
  const { headers, body } = delivery?.attempts[2]?.response ?? {};
  expect(headers).toMatchObject({ 'x-a': 'b', 'set-cookie': '[redacted]' });
  expect(body).toEqual({ text: 'x'.repeat(1_000), truncated: true });
});

test.each([
  ['7', 7_000],
  ['Thu, 01 Jan 2026 00:01:40 GMT', 100_000],
  ['0', undefined],
  ['-5', undefined],
  ['soon', undefined],
  ['Thu, 01 Jan 2015 00:00:00 GMT', undefined],
])('Retry-After: %s is respected where it asks for more', async (value, expected) => {
  const receiver = await openReceiver({ status: 429, headers: { 'retry-after': value } });
  const opened = await told(receiver.url);
  await opened.call('DELETE', '/pets/7');
  const [pause = 0] = await pauses(opened, 2);
  if (expected === undefined) expect(pause).toBeLessThanOrEqual(1_000);
  else expect(pause).toBe(expected);
});

test('who asks for more than an hour is not asked again', async () => {
  const receiver = await openReceiver({ status: 503, headers: { 'retry-after': '3601' } });
  const opened = await told(receiver.url);
  await opened.call('DELETE', '/pets/7');
  expect(await opened.deliveries(1)).toMatchObject([
    { status: 'failed', error: expect.stringContaining('more than an hour') },
  ]);
});

test.each([400, 401, 404, 410, 422])('%i is not tried again', async (status) => {
  const receiver = await openReceiver({ status });
  const opened = await told(receiver.url);
  await opened.call('DELETE', '/pets/7');
  expect(await opened.deliveries(1)).toMatchObject([
    { status: 'failed', attempts: [{}], error: `The receiver answered ${status}` },
  ]);
});

test.each([301, 302, 307, 308])('a redirect with %i is not followed', async (status) => {
  const inner = await openReceiver();
  const receiver = await openReceiver({ status, headers: { location: inner.url } });
  const opened = await told(receiver.url);
  await opened.call('DELETE', '/pets/7');
  expect(await opened.deliveries(1)).toMatchObject([
    { status: 'failed', error: expect.stringContaining('redirects are not followed') },
  ]);
  expect(inner.received).toEqual([]);
});

test('a receiver that is not there is tried again', async () => {
  const opened = await told('http://127.0.0.1:1/', { settings: { maxTries: 2 } });
  await opened.call('DELETE', '/pets/7');
  await pauses(opened, 2);
  const [delivery] = await opened.deliveries(1, { status: 'failed' });
  expect(delivery?.attempts).toMatchObject([
    { error: expect.stringContaining('ECONNREFUSED') },
    { error: expect.stringContaining('ECONNREFUSED') },
  ]);
});

/** A server that takes connections and then does what it is told. */
async function openSocket(
  onConnection: (socket: import('node:net').Socket) => void,
): Promise<{ url: string; connected: Promise<unknown> }> {
  const sockets = new Set<import('node:net').Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connected: once(server, 'connection') };
}

test('a receiver that does not answer in time is given up on', async () => {
  const { url, connected } = await openSocket(() => {});
  const opened = await told(url, { settings: { maxTries: 1, timeoutMs: 4_000 } });
  await opened.call('DELETE', '/pets/7');
  await connected;
  opened.clock.advance(3_999);
  expect((await opened.webhooks.history()).deliveries).toMatchObject([{ status: 'pending' }]);
  opened.clock.advance(1);
  expect(await opened.deliveries(1)).toMatchObject([
    { status: 'failed', attempts: [{ error: 'No answer within 4000 ms', durationMs: 4_000 }] },
  ]);
});

test('the status counts, also where the body never ends', async () => {
  const reading = Promise.withResolvers<void>();
  const fetch: typeof globalThis.fetch = async (_, init) => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(Buffer.from('beginning'));
        init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
      },
      pull: () => reading.resolve(),
    });
    return new Response(body);
  };
  const opened = await told('http://127.0.0.1:1/', { fetch, settings: { timeoutMs: 1_000 } });
  await opened.call('DELETE', '/pets/7');
  await reading.promise;
  opened.clock.advance(1_000);
  const [delivery] = await opened.deliveries(1);
  expect(delivery).toMatchObject({ status: 'success', attempts: [{ response: { status: 200 } }] });
});

test.each([
  ['HTTP/1.1 200 OK\r\nbad header\r\n\r\n'],
  ['nothing like HTTP\r\n\r\n'],
  [`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
  [''],
])('an answer that is none, %#, is a failed try', async (text) => {
  const { url } = await openSocket((socket) => socket.end(text));
  const opened = await told(url, { settings: { maxTries: 1 } });
  await opened.call('DELETE', '/pets/7');
  const [delivery] = await opened.deliveries(1);
  expect(delivery).toMatchObject({ status: 'failed', attempts: [{ error: expect.any(String) }] });
  expect(delivery?.attempts[0]).not.toHaveProperty('response');
});

test('closing drops what waits for another try, and says so', async () => {
  const receiver = await openReceiver({ status: 500 });
  const opened = await told(receiver.url);
  await opened.call('DELETE', '/pets/7');
  await opened.deliveries(1);
  await opened.webhooks.close();
  expect((await opened.webhooks.history()).deliveries).toMatchObject([
    { status: 'dropped', attempts: [{}], error: 'The mock was closed before the next try' },
  ]);
  opened.clock.advance(60_000);
  await opened.call('DELETE', '/pets/7');
  expect((await opened.webhooks.history()).total).toBe(1);
  expect(receiver.received).toHaveLength(1);
});

test('closing waits for a try under way, but not for ever', async () => {
  const { url, connected } = await openSocket(() => {});
  const opened = await told(url);
  await opened.call('DELETE', '/pets/7');
  await connected;
  const closed = opened.webhooks.close();
  await turns(1);
  opened.clock.advance(2_000);
  await closed;
  expect((await opened.webhooks.history()).deliveries).toMatchObject([
    { status: 'dropped', attempts: [{ error: 'The mock was closed' }] },
  ]);
});

test('few deliveries are under way at once, and those that there is no room for are dropped', async () => {
  let underWay = 0;
  let most = 0;
  const release: (() => void)[] = [];
  const fetch = async (): Promise<Response> => {
    most = Math.max(most, ++underWay);
    await new Promise<void>((resolve) => release.push(resolve));
    underWay--;
    return new Response(null, { status: 204 });
  };
  const opened = await told('http://127.0.0.1:1/', { fetch });
  for (let count = 0; count < 1_010; count++) await opened.call('DELETE', '/pets/7');
  while ((await opened.webhooks.history()).total < 1_000) await turns(1);
  while ((await opened.webhooks.history({ status: 'dropped' })).total < 10) await turns(1);
  while ((await opened.webhooks.history({ status: 'pending' })).total > 0) {
    for (const next of release.splice(0)) next();
    await turns(1);
  }
  expect(most).toBe(16);
  expect(
    (await opened.webhooks.history({ status: 'success' })).total +
      (await opened.webhooks.history({ status: 'dropped' })).total,
  ).toBe(1_000);
});

test('an injected fetch is told not to follow redirects', async () => {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests.push(new Request(input, init));
    return new Response('thanks', { status: 200, headers: { 'x-a': 'b' } });
  };
  const opened = await told('http://localhost/hook', { fetch, lookup: async () => ['127.0.0.1'] });
  await opened.call('DELETE', '/pets/7');
  expect(await opened.deliveries(1)).toMatchObject([
    { status: 'success', attempts: [{ response: { status: 200, headers: { 'x-a': 'b' }, body: { text: 'thanks' } } }] },
  ]);
  expect(requests.map(({ method, url, redirect }) => [method, url, redirect])).toEqual([
    ['POST', 'http://localhost/hook', 'manual'],
  ]);
});

test('the history is filtered and paged with true totals, and keeps the latest thousand', async () => {
  const receiver = await openReceiver({ status: 404 });
  const opened = await told(receiver.url, { fetch: async () => new Response(null, { status: 204 }) });
  const { id } = await opened.webhooks.register({ eventType: 'data.accessed', url: receiver.url });
  for (let count = 0; count < 3; count++) await opened.call('DELETE', '/pets/7', { world: `w${count}` });
  for (let count = 0; count < 4; count++) await opened.call('GET', '/pets/7');
  const all = await opened.deliveries(7);
  const page = await opened.webhooks.history({ limit: 2, offset: 3 });
  expect(page).toEqual({ deliveries: all.slice(3, 5), total: 7 });
  expect(await opened.webhooks.history({ webhookId: id, limit: 1 })).toMatchObject({
    total: 4,
    deliveries: [{ webhookId: id }],
  });
  expect(await opened.webhooks.history({ world: 'w1' })).toMatchObject({ total: 1, deliveries: [{ world: 'w1' }] });
  expect(await opened.webhooks.history({ status: 'failed' })).toEqual({ total: 0, deliveries: [] });
  for (let count = 0; count < 1_000; count++) await opened.call('GET', '/pets/7');
  expect(await opened.deliveries(1_000)).toHaveLength(1_000);
});

test('secrets in a body are delivered, and not shown', async () => {
  const receiver = await openReceiver();
  const opened = await told(receiver.url, {}, { eventType: 'data.updated' });
  const body = {
    name: 'Rex',
    password: 'hunter2',
    nested: [{ apiKey: 'abc', author: 'me', tokens: ['t'] }],
    token: '',
  };
  await opened.call('PATCH', '/pets/7', { body });
  expect((await receiver.next()).json().data.request).toEqual(body);
  const [delivery] = await opened.deliveries(1);
  expect(JSON.parse(delivery?.body.text ?? '').data.request).toEqual({
    name: 'Rex',
    password: '[redacted]',
    nested: [{ apiKey: '[redacted]', author: 'me', tokens: ['t'] }],
    token: '[redacted]',
  });
});

test('a long body is cut in the history', async () => {
  const receiver = await openReceiver();
  const opened = await told(receiver.url, {}, { eventType: 'data.updated' });
  await opened.call('PATCH', '/pets/7', { body: { name: 'x'.repeat(10_000) } });
  expect((await receiver.next()).json().data.request.name).toHaveLength(10_000);
  const [delivery] = await opened.deliveries(1);
  expect(delivery?.body).toEqual({
    text: expect.stringMatching(/^\{"type":"data\.updated".{4070,}$/),
    truncated: true,
  });
  expect(delivery?.body.text).toHaveLength(4_096);
});

test('what is too large for an event is left out of it', async () => {
  const receiver = await openReceiver();
  const opened = await told(receiver.url, {}, { eventType: 'data.updated' });
  await opened.call('PATCH', '/pets/7', { body: { name: 'x'.repeat(300_000) } });
  const { data } = (await receiver.next()).json();
  expect(data).toMatchObject({ request_omitted: 'It is too large.', response: expect.any(Object) });
  expect(data).not.toHaveProperty('request');
});

test.each([
  { maxTries: 0 },
  { timeoutMs: -1 },
  { retryDelayMs: 1.5 },
  { maxTries: Number.NaN },
  { timeoutMs: 2 ** 40 },
  { secret: 'short' },
])('%j is no setting', async (settings) => {
  await expect(openWebhooks(pets, { settings })).rejects.toThrow(TypeError);
});
