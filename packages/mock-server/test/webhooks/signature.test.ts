import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { pets } from './pets.ts';
import { openReceiver, openWebhooks } from './support.ts';

const DELETED = { eventType: 'pet.deleted' };

test('the signature is that of Standard Webhooks, and GitHub’s, over the very bytes that were sent', async () => {
  const receiver = await openReceiver();
  const { webhooks, call, clock } = await openWebhooks(pets);
  const { secret } = await webhooks.register({ ...DELETED, url: receiver.url });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  await call('DELETE', '/pets/7');
  const { headers, body } = await receiver.next();
  const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
  expect(timestamp).toBe(String(clock.time / 1_000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${signature}`);
  expect(headers['x-hub-signature-256']).toBe(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
});

test('a secret of the user’s own without the prefix is its own bytes', async () => {
  const receiver = await openReceiver();
  const { webhooks, call } = await openWebhooks(pets);
  await webhooks.register({ ...DELETED, url: receiver.url, secret: 'correct-horse-battery' });
  await call('DELETE', '/pets/7');
  const { headers, body } = await receiver.next();
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const signature = createHmac('sha256', 'correct-horse-battery').update(signed).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${signature}`);
});

test('Stripe’s own library takes what is signed in its style, and nothing that was changed', async () => {
  const receiver = await openReceiver();
  const { webhooks, call } = await openWebhooks(pets, { now: Date.now });
  const secret = 'whsec_not_base64_at_all';
  await webhooks.register({ eventType: 'pet_adopted', url: receiver.url, secret, signature: 'stripe' });
  await call('POST', '/pets/7/adopt');
  const { headers, body } = await receiver.next();
  const signature = headers['stripe-signature'] ?? '';
  expect(Stripe.webhooks.constructEvent(body, signature, secret)).toMatchObject({ type: 'pet.adopted' });
  expect(() => Stripe.webhooks.constructEvent(`${body} `, signature, secret)).toThrow(/signature/i);
  expect(() => Stripe.webhooks.constructEvent(body, signature, `${secret}x`)).toThrow(/signature/i);
  expect(headers).not.toHaveProperty('webhook-signature');
});

test('every subscriber has a secret of its own', async () => {
  const { webhooks } = await openWebhooks(pets);
  const [a, b] = [
    await webhooks.register({ ...DELETED, url: 'http://127.0.0.1:1/' }),
    await webhooks.register({ ...DELETED, url: 'http://127.0.0.1:1/' }),
  ];
  expect(a.secret).not.toBe(b.secret);
});

test.each([
  ['short', undefined],
  ['with space and more', undefined],
  ['whsec_not base64', 'stripe' as const],
  ['whsec_not_base64', undefined],
  ['x'.repeat(513), undefined],
  ['line\nfeed-in-it', undefined],
])('the secret %j is refused with its place', async (secret, signature) => {
  const { webhooks } = await openWebhooks(pets);
  const request = { ...DELETED, url: 'http://127.0.0.1:1/', secret, signature };
  await expect(webhooks.register(request)).rejects.toMatchObject({ code: 'INVALID', pointer: '/secret' });
  expect(await webhooks.list()).toEqual([]);
});
