import { readFileSync } from 'node:fs';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { createSecureServer } from 'node:http2';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runLoadTest } from '../../src/load/index.ts';
import { planOf } from './support/plan-of.ts';
import { listen, serve, serveRaw } from './support/serve.ts';

const fixture = (name: string): string => readFileSync(path.join(import.meta.dirname, 'fixtures', name), 'utf8');
const cert = fixture('localhost.cert.pem');
const requests = [
  { operation: 'GET /', method: 'GET', target: '/' },
  { operation: 'POST /', method: 'POST', target: '/', headers: [['x-key', 'a']], body: { text: 'hello' } },
  { operation: 'GET /wrong', method: 'GET', target: '/wrong' },
] as const;

test.each([
  [false, '1.1'],
  [true, '2.0'],
])('an https server is asked over HTTP/2 only when wanted (%s)', async (http2, version) => {
  const seen = new Set<string>();
  const url = await serveSecure((request, response) => {
    seen.add(request.httpVersion);
    request.resume();
    response.writeHead(request.url === '/wrong' ? 500 : 200).end('{}');
  });
  const result = await runLoadTest(planOf(url, { http2, ca: cert, requests }));
  expect(seen).toEqual(new Set([version]));
  const [get, post, wrong] = result.operations;
  expect(result).toMatchObject({ sent: 20, answered: 20 });
  expect([get?.errors, post?.errors, wrong?.errors]).toEqual([{}, {}, { '5xx': wrong?.sent }]);
  expect(result.service.count).toBe(20);
});

test('a certificate that nobody has signed is an error of TLS, and so is a server that speaks none', async () => {
  const url = await serveSecure((_, response) => response.end());
  expect(await runLoadTest(planOf(url))).toMatchObject({ answered: 0, errors: { tls: 20 } });
  const plain = await serve((_, response) => response.end());
  expect(await runLoadTest(planOf(plain.replace('http:', 'https:')))).toMatchObject({
    answered: 0,
    errors: { tls: 20 },
  });
});

test('an https server that says nothing costs no more than the timeout', async () => {
  const silent = await serveSecure(() => undefined);
  const { answered, errors } = await runLoadTest(planOf(silent, { ca: cert, timeoutMs: 1000 }));
  expect(answered).toBe(0);
  // On a busy machine some connections take longer than that.
  expect((errors.timeout ?? 0) + (errors.connect ?? 0)).toBe(20);
  expect(errors.timeout).toBeGreaterThan(0);
  const mute = await serveRaw(() => undefined);
  const result = await runLoadTest(planOf(mute.replace('http:', 'https:'), { timeoutMs: 200 }));
  expect(result).toMatchObject({ answered: 0, errors: { connect: 20 } });
});

test('an https server that resets connections is told from others', async () => {
  const url = await serveSecure((request) => request.stream?.session?.destroy() ?? request.socket.destroy());
  const result = await runLoadTest(planOf(url, { ca: cert }));
  expect(result).toMatchObject({ sent: 20, answered: 0, errors: { reset: 20 } });
});

async function serveSecure(
  listener: (request: Http2ServerRequest, response: Http2ServerResponse) => void,
): Promise<string> {
  const server = createSecureServer({ allowHTTP1: true, cert, key: fixture('localhost.key.pem') }, listener);
  server.on('sessionError', () => undefined);
  onTestFinished(() => {
    server.close();
  });
  return `https://127.0.0.1:${await listen(server)}`;
}
