import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { pets } from './pets.ts';
import { type Opened, openReceiver, openWebhooks, type Receiver } from './support.ts';

async function subscribed(
  eventType: string,
  source: string | object = pets,
): Promise<Opened & { receiver: Receiver; id: string }> {
  const receiver = await openReceiver();
  const opened = await openWebhooks(source);
  const { id } = await opened.webhooks.register({ eventType, url: receiver.url });
  return { ...opened, receiver, id };
}

test.each([
  ['POST', '/pets', { name: 'Rex' }, 'data.created'],
  ['PATCH', '/pets/7', { name: 'Max' }, 'data.updated'],
  ['DELETE', '/pets/7', undefined, 'data.deleted'],
  ['GET', '/pets/7', undefined, 'data.accessed'],
])('%s %s is told of as %4$s', async (method, target, body, eventType) => {
  const { call, receiver, clock } = await subscribed(eventType);
  const { status, body: answered } = await call(method, `${target}?trace=1`, { body, world: 'agent-7' });
  const { headers, json } = await receiver.next();
  const timestamp = new Date(clock.time).toISOString();
  expect(json()).toMatchObject({
    type: eventType,
    event_type: eventType,
    timestamp,
    data: { method, path: target, query: 'trace=1', status, world: 'agent-7', timestamp },
  });
  expect(json().data.response).toEqual(answered === undefined ? undefined : JSON.parse(String(answered)));
  expect(json().data.request).toEqual(body);
  expect(json().data.path_params).toEqual(target === '/pets' ? {} : { petId: 7 });
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'x-mockloop-event': eventType,
    'x-mockloop-world': 'agent-7',
  });
});

test('who asks for every event gets the document’s and the general one', async () => {
  const { call, receiver } = await subscribed('*');
  await call('DELETE', '/pets/7');
  const events = [await receiver.next(), await receiver.next()].map(({ headers }) => headers['x-mockloop-event']);
  expect(events.toSorted()).toEqual(['data.deleted', 'pet.deleted']);
});

test.each([
  ['newPet', 'POST', '/pets', { name: 'Rex' }, { id: 7, name: 'Rex', tag: 'dog' }],
  ['pet.deleted', 'DELETE', '/pets/12', undefined, { id: 12, name: expect.any(String) }],
  [
    'pet_adopted',
    'POST',
    '/pets/12/adopt',
    undefined,
    {
      type: 'pet.adopted',
      id: expect.stringMatching(/^evt_[a-z]{8}$/),
      data: { object: { id: expect.any(Number), name: expect.any(String) } },
    },
  ],
  ['pets', 'POST', '/pets', { name: 'Rex' }, { action: 'opened', pet: { id: 7, name: 'Rex' } }],
  ['pets', 'PATCH', '/pets/12', { name: 'Max' }, { action: 'edited', pet: { name: expect.any(String) } }],
  ['ownerRegistered', 'POST', '/humans', { id: 'o1', email: 'a@b.c' }, { id: 'o1' }],
])('%s fires on its own with %s %s', async (eventType, method, target, body, expected) => {
  const { call, receiver } = await subscribed(eventType);
  const answer = eventType === 'ownerRegistered' ? { answer: { status: 201, headers: [] } } : {};
  await call(method, target, { body, ...answer });
  expect((await receiver.next()).json()).toMatchObject(expected);
});

test('the envelope of an event stays its own, and what it tells of is what was answered', async () => {
  const { call, receiver } = await subscribed('pet_adopted');
  const adopted = { id: 12, name: 'Rex', extra: { deep: [1] } };
  const answer = { status: 200, headers: ['content-type', 'application/json'], body: JSON.stringify(adopted) };
  await call('POST', '/pets/12/adopt', { answer });
  expect((await receiver.next()).json().data.object).toEqual(adopted);
});

test('a webhook fires with nothing that is not plainly its own', async () => {
  const { call, receiver, webhooks, deliveries } = await subscribed('newPet');
  await webhooks.register({ eventType: 'heartbeat', url: receiver.url });
  await call('GET', '/pets');
  await call('PATCH', '/pets/7', { body: {} });
  await call('DELETE', '/pets/7');
  await call('POST', '/pets/7/adopt');
  await call('POST', '/humans', { body: { id: 'o1' } });
  await call('POST', '/pets', { body: { name: 'Rex' } });
  expect((await receiver.next()).headers['x-mockloop-event']).toBe('newPet');
  expect(await deliveries(1)).toHaveLength(1);
});

test('the user says which operations fire a webhook, and that none does', async () => {
  const receiver = await openReceiver();
  const map = {
    heartbeat: ['GET /pets', 'deletePet'],
    newPet: [],
    nothing: ['listPets'],
    'pet.deleted': ['noSuchOperation'],
  };
  const { webhooks, call, deliveries, problems } = await openWebhooks(pets, { settings: { map } });
  for (const eventType of ['heartbeat', 'newPet', 'pet.deleted'])
    await webhooks.register({ eventType, url: receiver.url });
  await call('POST', '/pets', { body: { name: 'Rex' } });
  await call('GET', '/pets');
  await call('DELETE', '/pets/7');
  const sent = await deliveries(2);
  expect(sent.map(({ eventType, operation }) => [eventType, operation])).toEqual([
    ['heartbeat', 'DELETE /pets/{petId}'],
    ['heartbeat', 'GET /pets'],
  ]);
  expect(problems).toEqual([
    expect.stringContaining('"nothing", which is no webhook'),
    expect.stringContaining('"noSuchOperation", which is no operation'),
  ]);
});

test('a webhook without a body is sent without one', async () => {
  const { webhooks, receiver, id } = await subscribed('heartbeat');
  expect(await webhooks.test(id)).toMatchObject({ status: 'success', body: { text: '', truncated: false } });
  const { method, headers, body } = await receiver.next();
  expect({ method, body }).toEqual({ method: 'POST', body: '' });
  expect(headers['content-type']).toBeUndefined();
  expect(headers['webhook-signature']).toMatch(/^v1,/);
});

test('webhooks of 3.0 documents stand under x-webhooks', async () => {
  const { webhooks: hooks, ...rest } = pets;
  const document = { ...rest, openapi: '3.0.3', 'x-webhooks': hooks };
  const { call, receiver } = await subscribed('newPet', document);
  await call('POST', '/pets', { body: { name: 'Rex' } });
  expect((await receiver.next()).json()).toMatchObject({ id: 7, name: 'Rex' });
});

test('who is inactive or gone is told of nothing', async () => {
  const { call, receiver, webhooks, id, deliveries } = await subscribed('data.created');
  const create = (): Promise<unknown> => call('POST', '/pets', { body: { name: 'Rex' } });
  await create();
  await deliveries(1);
  await webhooks.update(id, { active: false });
  await create();
  await webhooks.update(id, { active: true });
  await create();
  await deliveries(2);
  await webhooks.remove(id);
  await create();
  expect(await webhooks.remove(id)).toBe(false);
  const { id: other } = await webhooks.register({ eventType: 'data.created', url: `${receiver.url}/other` });
  expect(other).not.toBe(id);
  await create();
  expect((await deliveries(3)).map(({ webhookId }) => webhookId)).toEqual([other, id, id]);
});

test('what is changed is checked as what is new, and nothing half of it is done', async () => {
  const { webhooks, id } = await subscribed('newPet');
  const before = await webhooks.get(id);
  await expect(webhooks.update(id, { active: false, url: 'http://10.0.0.1/' })).rejects.toMatchObject({
    code: 'TARGET_REFUSED',
  });
  await expect(webhooks.update(id, { eventType: 'unheard-of' })).rejects.toMatchObject({ pointer: '/event_type' });
  expect(await webhooks.get(id)).toEqual(before);
  expect(await webhooks.update(id, { description: 'staging', eventType: '*' })).toMatchObject({
    ...before,
    description: 'staging',
    eventType: '*',
  });
  expect(await webhooks.update('wh_99', {})).toBeUndefined();
});

test('a test delivery is sent once, to whoever it is, and says what came of it', async () => {
  const receiver = await openReceiver({ status: 500, body: 'oh no' });
  const { webhooks } = await openWebhooks(pets);
  const { id } = await webhooks.register({ eventType: '*', url: receiver.url, active: false });
  const delivery = await webhooks.test(id, 'data.updated');
  expect(delivery).toMatchObject({
    kind: 'test',
    webhookId: id,
    eventType: 'data.updated',
    status: 'failed',
    attempts: [{ response: { status: 500, body: { text: 'oh no', truncated: false } } }],
    error: expect.stringContaining('500'),
  });
  expect((await receiver.next()).json()).toMatchObject({ type: 'data.updated', data: { test: true } });
  expect((await webhooks.history()).deliveries).toEqual([delivery]);
  expect(await webhooks.test(id)).toMatchObject({ eventType: 'newPet' });
  await expect(webhooks.test(id, '*')).rejects.toMatchObject({ code: 'INVALID', pointer: '/event_type' });
  expect(await webhooks.test('wh_99')).toBeUndefined();
});

test('headers of the subscriber’s own are sent, and secret ones shown nowhere', async () => {
  const receiver = await openReceiver();
  const { webhooks, call, deliveries } = await openWebhooks(pets);
  const headers = {
    Authorization: 'Bearer s3cret',
    'X-Environment': 'test',
    'Content-Type': 'application/vnd.pet+json',
  };
  await webhooks.register({ eventType: 'newPet', url: receiver.url, headers });
  await call('POST', '/pets', { body: { name: 'Rex' } });
  expect((await receiver.next()).headers).toMatchObject({
    authorization: 'Bearer s3cret',
    'x-environment': 'test',
    'content-type': 'application/vnd.pet+json',
  });
  const [delivery] = await deliveries(1);
  expect(delivery?.headers).toMatchObject({ authorization: '[redacted]', 'x-environment': 'test' });
});

test.each([
  [{ Host: 'evil.example' }, '/headers/Host'],
  [{ 'content-length': '3' }, '/headers/content-length'],
  [{ 'Transfer-Encoding': 'chunked' }, '/headers/Transfer-Encoding'],
  [{ 'webhook-signature': 'v1,mine' }, '/headers/webhook-signature'],
  [{ 'X-MockLoop-Hop': '0' }, '/headers/X-MockLoop-Hop'],
  [{ 'X-A': 'b\r\nX-C: d' }, '/headers/X-A'],
  [{ 'X-A': 'b\0' }, '/headers/X-A'],
  [{ 'X-A': '\u{1f600}' }, '/headers/X-A'],
  [{ 'X A': 'b' }, '/headers/X A'],
  [{ 'a/b~c\r\n': 'b' }, '/headers/a~1b~0c\r\n'],
  [{ '': 'b' }, '/headers/'],
  [{ 'X-Long': 'x'.repeat(9_000) }, '/headers'],
  [Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`x-${index}`, ''])), '/headers'],
])('the headers %j are refused with their place', async (headers, pointer) => {
  const { webhooks } = await openWebhooks(pets);
  const request = { eventType: 'newPet', url: 'http://127.0.0.1:1/', headers };
  await expect(webhooks.register(request)).rejects.toMatchObject({ code: 'INVALID', pointer });
});

test('an event that does not exist is refused with those that do', async () => {
  const { webhooks } = await openWebhooks(pets);
  const request = { eventType: 'auth.login', url: 'http://127.0.0.1:1/' };
  await expect(webhooks.register(request)).rejects.toThrow(/There are newPet, pet\.deleted, .*data\.created.*\*/);
});

test('there is a bound to how many can be registered', async () => {
  const { webhooks } = await openWebhooks(pets);
  const request = { eventType: 'newPet', url: 'http://127.0.0.1:1/' };
  for (let count = 0; count < 1_000; count++) await webhooks.register(request);
  await expect(webhooks.register(request)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  await webhooks.remove('wh_1');
  expect(await webhooks.register(request)).toMatchObject({ id: 'wh_1001' });
});

test('subscriptions outlive the document, and a webhook that is gone can still be switched off', async () => {
  const { webhooks, id } = await subscribed('newPet');
  const { webhooks: _, ...without } = pets;
  webhooks.use(await loadDocument(without));
  expect(await webhooks.eventTypes()).toEqual(['data.created', 'data.updated', 'data.deleted', 'data.accessed', '*']);
  expect(await webhooks.update(id, { active: false })).toMatchObject({ eventType: 'newPet', active: false });
  expect(await webhooks.test(id)).toMatchObject({ eventType: 'data.created', status: 'success' });
});
