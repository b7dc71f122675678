import { expect, test } from 'vitest';
import { openAdmin } from './open-admin.ts';

const down = { name: 'down', type: 'chaos', rules: [{ respond: { status: 503 } }] };

test('a fork begins as the world it is made from and goes its own way', async () => {
  const { send, get } = await openAdmin();
  await send('POST', '/api/mock-data/scenarios', down);
  await send('POST', '/api/mock-data/scenarios/down/activate');
  expect(await send('POST', '/api/worlds', { id: 'a' })).toMatchObject({
    status: 201,
    body: { id: 'a', active_scenario: 'down', scenarios: 1, overrides: 0, snapshots: [] },
  });
  await send('POST', '/api/mock-data/scenarios/down/deactivate?world=a');
  expect([(await get('/items')).status, (await get('/_w/a/items')).status]).toEqual([503, 200]);
  await send('POST', '/api/worlds', { id: 'b', from: 'a' });
  expect((await get('/_w/b/items')).status).toBe(200);
});

test('a snapshot can be restored and forked from; without one, a world is put back to the beginning', async () => {
  const { send, get, read } = await openAdmin();
  await send('POST', '/api/worlds', { id: 'a' });
  await send('POST', '/api/mock-data/update?world=a', {
    endpoint: '/items',
    method: 'GET',
    new_response: { status: 418 },
  });
  expect(await send('POST', '/api/worlds/a/snapshots', { name: 'teapot' })).toEqual({
    status: 201,
    body: { world: 'a', name: 'teapot', snapshots: ['teapot'] },
  });
  expect((await send('POST', '/api/worlds/a/restore')).body).toMatchObject({ overrides: 0, snapshots: ['teapot'] });
  expect((await get('/_w/a/items')).status).toBe(200);
  await send('POST', '/api/worlds', { id: 'b', from: 'a', snapshot: 'teapot' });
  expect((await get('/_w/b/items')).status).toBe(418);
  expect((await send('POST', '/api/worlds/a/restore', { snapshot: 'teapot' })).body).toMatchObject({ overrides: 1 });
  expect((await get('/_w/a/items')).status).toBe(418);
  expect(await read('/api/worlds/a/snapshots')).toEqual({ world: 'a', snapshots: ['teapot'] });
});

test('worlds are listed, the default one first, in pages with the true total', async () => {
  const { send, read, get } = await openAdmin();
  for (const id of ['a', 'b', 'c']) await send('POST', '/api/worlds', { id });
  await get('/_w/a/items');
  const { worlds, ...counts } = await read('/api/worlds?limit=2');
  expect(worlds.map(({ id }: { id: string }) => id)).toEqual(['default', 'a']);
  expect(counts).toEqual({ total_count: 4, returned_count: 2, limit: 2, offset: 0 });
  expect((await read('/api/worlds?offset=3')).worlds).toMatchObject([{ id: 'b', last_used: expect.any(String) }]);
  expect(await read('/api/worlds?limit=0')).toMatchObject({ status: 400 });
});

test('listing worlds does not count as using them', async () => {
  const { send, read } = await openAdmin();
  for (const id of ['a', 'b']) await send('POST', '/api/worlds', { id });
  const before = await read('/api/worlds');
  expect(await read('/api/worlds')).toEqual(before);
});

test('a dropped world is gone; the default one cannot be dropped', async () => {
  const { send, ask } = await openAdmin();
  await send('POST', '/api/worlds', { id: 'a' });
  expect((await ask('/api/worlds/a', { method: 'DELETE' })).status).toBe(204);
  expect((await send('GET', '/api/worlds/a')).status).toBe(404);
  expect(await send('DELETE', '/api/worlds/default')).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('Restore it') },
  });
});

test('what cannot be is refused with the remedy', async () => {
  const { send } = await openAdmin({ maxWorlds: 1 });
  await send('POST', '/api/worlds', { id: 'a' });
  const attempts: [string, string, unknown, number][] = [
    ['POST', '/api/worlds', { id: 'a' }, 409],
    ['POST', '/api/worlds', { id: 'b' }, 507],
    ['POST', '/api/worlds', { id: '../x' }, 400],
    ['POST', '/api/worlds', { id: 'x'.repeat(200) }, 400],
    ['POST', '/api/worlds', { id: 'b', from: 'nope' }, 404],
    ['POST', '/api/worlds', { id: 'b', snapshot: '__proto__' }, 404],
    ['POST', '/api/worlds', { id: 7 }, 400],
    ['POST', '/api/worlds/a/snapshots', {}, 400],
    ['POST', '/api/worlds/a/snapshots', { name: 'a/b' }, 400],
    ['POST', '/api/worlds/nope/snapshots', { name: 'a' }, 404],
    ['POST', '/api/worlds/nope/restore', undefined, 404],
    ['POST', '/api/worlds/a/restore', { snapshot: 'nope' }, 404],
    ['POST', '/api/worlds/a/restore', { snapsho: 'nope' }, 400],
    ['GET', '/api/worlds/__proto__', undefined, 404],
    ['DELETE', '/api/worlds/nope', undefined, 404],
  ];
  for (const [method, target, body, status] of attempts) {
    const refused = await send(method, target, body);
    expect([method, target, body, refused.status]).toEqual([method, target, body, status]);
    expect(refused.body).toMatchObject({ status, title: expect.any(String), detail: expect.stringMatching(/\w/) });
  }
});
