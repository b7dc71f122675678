import http from 'node:http';
import { openLogStore } from '@mockloop/log-store';
import { expect, test } from 'vitest';
import { createMockServer, type MockServer } from '../../src/index.ts';
import { inFlight } from '../support/in-flight.ts';

const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: { '/pets': { get: { responses: { 200: { description: 'All' } } } } },
};

/** A mock that holds every answer back for an hour. */
function slowMock(options: object = {}): Promise<MockServer> {
  return createMockServer({ document, latency: 3_600_000, ...options });
}

/** Told when a request is held back: it is logged only after that. */
async function heldBack(mock: MockServer): Promise<void> {
  await expect.poll(() => inFlight(mock), { timeout: 20_000 }).toBe(1);
}

test('a mock that closes keeps nothing back, and has logged all of it then', async () => {
  const logs = await openLogStore({ api: 'Pets' });
  const mock = await slowMock({ logs });
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  const onSocket = fetch(`${apiUrl}/pets`).catch(() => 'failed');
  await heldBack(mock);
  const inProcess = mock.fetch(new Request('http://localhost/pets'));
  await mock.close();
  expect((await logs.search()).total).toBe(2);
  expect(await onSocket).toBe('failed');
  expect((await inProcess).status).toBe(200);
  await logs.close();
});

test('what nobody waits for any more is not held back either', async () => {
  await using mock = await slowMock();
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  const sent = http.get(`${apiUrl}/pets`).on('error', () => {});
  await heldBack(mock);
  sent.destroy();
  await expect.poll(() => inFlight(mock), { timeout: 20_000 }).toBe(0);
  expect((await mock.logs.search()).total).toBe(1);
});

test('without a socket, a request that is given up fails at once, as fetch fails', async () => {
  await using mock = await slowMock();
  const controller = new AbortController();
  const answered = mock.fetch(new Request('http://localhost/pets', { signal: controller.signal }));
  controller.abort(new Error('enough'));
  await expect(answered).rejects.toThrow('enough');
  expect((await mock.logs.search()).total).toBe(1);
});
