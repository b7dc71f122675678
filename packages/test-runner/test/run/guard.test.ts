import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { TestRun } from '../../src/model/test-run.ts';
import { ITEMS } from '../support/items-document.ts';
import { itemsServer, json } from '../support/items-server.ts';
import { oneRequest } from '../support/kinds.ts';
import { runKinds } from '../support/run-case.ts';
import { serve } from '../support/serve.ts';

const harmless = Array.from({ length: 30 }, (_, index) => `/ping?${index}`);
const seen503 = (status: number | undefined) =>
  status === 503 ? [{ check: 'server-error', message: 'It answered 503.', signature: '503' }] : [];

function collapses(run: TestRun): unknown[] {
  return [...run.findings, ...run.suspicions]
    .filter(({ family }) => family === 'robustness')
    .map(({ check, operation, confidence }) => ({ check, operation, confidence }));
}

test('a request that ends the server for good is named, and the run keeps what it had', async () => {
  let server: Server | undefined;
  await using served = await startOn(0, (request, response, own) => {
    server = own;
    if (request.url !== '/ping?17') return itemsServer()(request, response);
    request.socket.resetAndDestroy();
    server.closeAllConnections();
    server.close();
  });
  const kind = oneRequest({ targets: harmless, operation: 'GET /ping' });
  const run = await runKinds({
    document: ITEMS,
    serverUrl: served.url,
    kinds: [kind],
    plan: { concurrency: 1 },
    recoveryMs: 100,
  });

  expect(run.status).toBe('incomplete');
  expect(run.reason).toContain('/ping?17');
  expect(collapses(run)).toEqual([{ check: 'server-crashed', operation: 'GET /ping', confidence: 'confirmed' }]);
  expect(run.findings[0]?.message).toContain('GET /ping?17');
});

test('a request that ends a server which comes back is found by repeating it', async () => {
  let port = 0;
  const restarts: Promise<unknown>[] = [];
  const listener: Handler = (request, response, own) => {
    if (request.url !== '/ping?17') return itemsServer()(request, response);
    request.socket.resetAndDestroy();
    own.closeAllConnections();
    // As whatever watches over a server does.
    own.close(() => setTimeout(() => restarts.push(startOn(port, listener).then((next) => servers.push(next))), 150));
  };
  const servers = [await startOn(0, listener)];
  port = Number(new URL(servers[0]?.url ?? '').port);
  const kind = oneRequest({ targets: harmless, operation: 'GET /ping' });
  const run = await runKinds({
    document: ITEMS,
    serverUrl: `http://127.0.0.1:${port}`,
    kinds: [kind],
    recoveryMs: 3_000,
  });
  await Promise.all(restarts);
  for (const one of servers) await one[Symbol.asyncDispose]();

  expect(run.status).toBe('failed');
  expect(collapses(run)).toEqual([{ check: 'server-crashed', operation: 'GET /ping', confidence: 'confirmed' }]);
  expect(run.findings[0]?.message).toContain('After GET /ping?17');
  expect(run.findings[0]?.evidence[0]?.url).toContain('/ping?17');
  expect(run.phases.find(({ phase }) => phase === 'semantics')?.cases).toBe(harmless.length);
});

test('what a server answers once it has been broken is no evidence', async () => {
  let isOff = false;
  await using server = await serve(
    itemsServer(({ request, response }) => {
      if (request.url === '/maintenance') isOff = true;
      else if (isOff) {
        json(response, 503, { error: 'off' });
        return true;
      }
      return false;
    }),
  );
  const run = await runKinds({
    document: ITEMS,
    serverUrl: server.url,
    kinds: [
      oneRequest({ kind: 'before', targets: harmless, operation: 'GET /ping', look: seen503 }),
      oneRequest({ kind: 'switch', method: 'POST', targets: ['/maintenance'], operation: 'POST /maintenance' }),
    ],
    plan: { allow: { environment: true } },
    recoveryMs: 50,
  });

  expect(run.status).toBe('incomplete');
  expect(run.findings.map(({ check, operation }) => [check, operation])).toEqual([
    ['state-collapsed', 'POST /maintenance'],
  ]);
});

test('a server that says it is being worked on is no finding', async () => {
  let count = 0;
  await using server = await serve(
    itemsServer(({ request, response }) => {
      count += 1;
      if (!request.url?.startsWith('/ping?') || count % 10 !== 0) return false;
      response.writeHead(503, { 'retry-after': '0' }).end();
      return true;
    }),
  );
  const run = await runKinds({
    document: ITEMS,
    serverUrl: server.url,
    kinds: [oneRequest({ targets: harmless, operation: 'GET /ping', look: seen503 })],
  });

  expect(run.findings).toEqual([]);
  expect(run.warnings.map(({ code }) => code)).toEqual(['throttled']);
});

test('a request that a live server breaks off or never answers is a finding of its own', async () => {
  await using server = await serve(
    itemsServer(({ request, response }) => {
      if (request.url === '/ping?3') response.socket?.resetAndDestroy();
      return request.url === '/ping?3' || request.url === '/ping?5';
    }),
  );
  const run = await runKinds({
    document: ITEMS,
    serverUrl: server.url,
    kinds: [oneRequest({ targets: harmless, operation: 'GET /ping' })],
    plan: { timeoutMs: 200 },
  });

  expect(collapses(run)).toEqual([
    { check: 'connection-broken', operation: 'GET /ping', confidence: 'confirmed' },
    { check: 'answer-timed-out', operation: 'GET /ping', confidence: 'confirmed' },
  ]);
});

type Handler = (...args: [...Parameters<RequestListener>, Server]) => void;

interface Started extends AsyncDisposable {
  readonly url: string;
}

async function startOn(port: number, handler: Handler): Promise<Started> {
  const server = createServer((request, response) => handler(request, response, server));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}
