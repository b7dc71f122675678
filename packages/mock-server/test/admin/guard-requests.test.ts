import { expect, test } from 'vitest';
import { openAdmin } from './open-admin.ts';

test.each([
  'localhost:8001',
  '127.0.0.1:8001',
  '[::1]:8001',
  '192.168.1.5:8001',
  'mock.localhost',
  'LOCALHOST.',
  '127.1',
])('Host: %s, which no foreign site can own, is answered', async (host) => {
  const { ask } = await openAdmin();
  expect((await ask('/health', { headers: { host } })).status).toBe(200);
});

test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:8001', 'a b', ''])(
  'Host: %j, which may be a rebound name, is refused with the remedy',
  async (host) => {
    const { ask } = await openAdmin();
    const response = await ask('/api/server', { headers: { host } });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('Use localhost or the IP address') });
  },
);

test('a foreign name is answered to whoever sends the token, as in a network of containers', async () => {
  const { ask } = await openAdmin({ adminToken: 'secret' });
  const headers = { host: 'mock:8001', authorization: 'Bearer secret' };
  expect((await ask('/api/server', { headers })).status).toBe(200);
});

test.each([
  [{ origin: 'https://evil.example' }],
  [{ origin: 'null' }],
  [{ origin: 'http://localhost:8000' }],
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
  [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
])('a page of another site is refused: %j', async (headers) => {
  const { ask } = await openAdmin();
  expect((await ask('/api/logs', { method: 'DELETE', headers })).status).toBe(403);
  expect((await ask('/api/server', { headers })).status).toBe(403);
});

test.each([
  [{ origin: 'http://localhost:8001', 'sec-fetch-site': 'same-origin' }],
  [{ 'sec-fetch-site': 'none' }],
  [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }],
  [{}],
])('its own pages, followed links and other programs are answered: %j', async (headers) => {
  const { ask } = await openAdmin();
  expect((await ask('/api/server', { headers })).status).toBe(200);
});

test('a foreign page cannot post by navigating, as a form does', async () => {
  const { ask } = await openAdmin();
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  expect((await ask('/api/server/control', { method: 'POST', headers, body: '{}' })).status).toBe(403);
});

test('with a token set, requests need it, and the answer says how to send it', async () => {
  const { ask } = await openAdmin({ adminToken: 'secret' });
  const missing = await ask('/api/server');
  expect(missing.status).toBe(401);
  expect(missing.headers.get('www-authenticate')).toBe('Bearer realm="MockLoop admin"');
  const wrong = await ask('/api/server', { headers: { authorization: 'Bearer secret2' } });
  expect(wrong.status).toBe(401);
  expect(wrong.headers.get('www-authenticate')).toContain('error="invalid_token"');
  expect((await ask('/api/server', { headers: { authorization: 'bearer secret' } })).status).toBe(200);
});

test('a health probe needs no token', async () => {
  const { ask } = await openAdmin({ adminToken: 'secret' });
  expect((await ask('/health')).status).toBe(200);
  expect((await ask('/health', { method: 'POST' })).status).toBe(401);
});

test.each(['/', '/api/server', '/nowhere', '/api/logs/search?limit=0'])(
  '%s is sent with the security headers',
  async (target) => {
    const { ask } = await openAdmin();
    const { headers } = await ask(target);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toBe('no-store');
  },
);
