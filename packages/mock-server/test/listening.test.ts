import net from 'node:net';
import { expect, test } from 'vitest';
import { createMockServer } from '../src/index.ts';
import { shop } from './support/shop.ts';

/** A port on which something listens; it may be something else already. */
async function occupied(wanted = 0): Promise<{ port: number; close: () => void }> {
  const server = net.createServer();
  const port = await new Promise<number>((resolve) => {
    server.once('error', () => resolve(wanted));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : wanted);
    });
  });
  return { port, close: () => server.close() };
}

test('both ports answer, and know of each other', async () => {
  await using mock = await createMockServer({ document: shop });
  const { apiUrl, adminUrl, moved } = await mock.listen({ port: 0, adminPort: 0 });
  expect(moved).toEqual([]);
  expect((await fetch(`${apiUrl}/items`)).status).toBe(200);
  const described = await (await fetch(`${apiUrl}/.well-known/mockloop.json`)).json();
  expect(described).toMatchObject({ name: 'MockLoop', admin_url: adminUrl, pid: process.pid });
  expect(await (await fetch(`${adminUrl}/api/server`)).json()).toMatchObject({ api_url: apiUrl });
});

test('the requests of the admin port are logged as such', async () => {
  await using mock = await createMockServer({ document: shop });
  const { adminUrl } = await mock.listen({ port: 0, adminPort: 0 });
  await (await fetch(`${adminUrl}/health`)).text();
  expect((await mock.logs.search()).total).toBe(0);
  expect((await mock.logs.search({ includeAdmin: true })).entries).toMatchObject([{ path: '/health', admin: true }]);
});

test('one port can serve both', async () => {
  await using mock = await createMockServer({ document: shop });
  const { apiUrl, adminUrl } = await mock.listen({ port: 0, singlePort: true });
  expect(adminUrl).toBe(`${apiUrl}/admin`);
  expect((await fetch(`${apiUrl}/items`)).status).toBe(200);
  expect((await fetch(`${adminUrl}/health`)).status).toBe(200);
  expect((await fetch(adminUrl)).headers.get('content-type')).toContain('text/html');
});

test('a port that was asked for and is taken is an error with a remedy, and nothing keeps listening', async () => {
  const { port, close } = await occupied();
  await using mock = await createMockServer({ document: shop });
  await expect(mock.listen({ port })).rejects.toThrow(/is taken. Stop what listens there, or choose another port/);
  await expect(mock.listen({ port: 0, adminPort: port })).rejects.toThrow(/is taken/);
  close();
  await mock.listen({ port: 0, adminPort: 0 });
});

test('a default port that is taken moves on and says so', async () => {
  const { close } = await occupied(8_000);
  await using mock = await createMockServer({ document: shop });
  const { apiUrl, moved } = await mock.listen();
  expect(moved[0]).toBe(`Port 8000 is taken: the API port is ${new URL(apiUrl).port}.`);
  expect((await fetch(`${apiUrl}/items`)).status).toBe(200);
  close();
});

test('an address that others can reach needs a token', async () => {
  await using open = await createMockServer({ document: shop });
  await expect(open.listen({ host: '0.0.0.0', port: 0 })).rejects.toThrow(/set adminToken/);
  await using guarded = await createMockServer({ document: shop, adminToken: 'secret' });
  const { adminUrl } = await guarded.listen({ host: '0.0.0.0', port: 0, adminPort: 0 });
  expect((await fetch(`${adminUrl}/api/server`)).status).toBe(401);
  expect((await fetch(`${adminUrl}/api/server`, { headers: { authorization: 'Bearer secret' } })).status).toBe(200);
});

test('closing lets a request finish and frees both ports', async () => {
  const mock = await createMockServer({ document: shop });
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  const pending = fetch(`${apiUrl}/items`);
  await pending;
  await mock.close();
  await expect(fetch(`${apiUrl}/items`)).rejects.toThrow();
});
