import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMockServer, type MockServer } from '../src/index.ts';
import { shop } from './support/shop.ts';

let mock: MockServer;
let port: number;

beforeAll(async () => {
  mock = await createMockServer({ document: shop, maxBodyBytes: 1_000 });
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  port = Number(new URL(apiUrl).port);
});

afterAll(() => mock.close());

/** Everything that the server says to these bytes until it closes the connection. */
function speak(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

async function stillAnswers(): Promise<void> {
  expect(await speak('GET /items HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /);
}

test.each([
  ['no HTTP', 'nonsense\r\n\r\n', '400'],
  ['a space in the target', 'GET /a b HTTP/1.1\r\nHost: mock\r\n\r\n', '400'],
  ['a header of 100 KB', `GET /items HTTP/1.1\r\nHost: mock\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, '431'],
  [
    'both length and chunks',
    'POST /items HTTP/1.1\r\nHost: mock\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    '400',
  ],
  [
    'a chunk size that is none',
    'POST /items HTTP/1.1\r\nHost: mock\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    '400',
  ],
  ['a host that is none', 'GET /__admin/mappings HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n', '400'],
  ['TRACE of an admin page', 'TRACE /__admin/mappings HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', '400'],
  ['no Host', 'GET /items HTTP/1.1\r\n\r\n', '400'],
])('%s is answered with %s', async (_, text, status) => {
  expect(await speak(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  await stillAnswers();
});

test('a body that is larger than announced limits is refused and its connection closed', async () => {
  const answer = await speak(
    `POST /items HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer x\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n${'x'.repeat(5_000)}`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  await stillAnswers();
});

test('a client that leaves in the middle of its body is forgotten', async () => {
  await new Promise<void>((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.write(
        'POST /items HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer x\r\nContent-Length: 50\r\n\r\n{"na',
        () => socket.destroy(),
      );
    });
    socket.on('close', () => resolve());
  });
  await stillAnswers();
});

test.each([
  ['absolute form', 'GET http://other.example/items HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n'],
  [
    'a query of odd characters',
    'GET /items?%FF=%&&=;[]__proto__[x]=1 HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n',
  ],
])('%s is understood', async (_, text) => {
  expect(await speak(text)).toMatch(/^HTTP\/1.1 200 /);
});

test('requests in one go are answered in order on one connection', async () => {
  const one = 'GET /items/1 HTTP/1.1\r\nHost: mock\r\n\r\n';
  const answer = await speak(`${one}${one}GET /lost HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n`);
  expect([...answer.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '200', '404']);
});

test('path tricks reach no other operation', async () => {
  for (const target of [
    '/items/../../etc/passwd',
    '//items',
    '/items/%2e%2e%2f',
    '/%00',
    '/__proto__',
    '/items/1/constructor',
  ]) {
    expect(await speak(`GET ${target} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 (404|422) /,
    );
  }
});

test('text of the document that no header can carry costs one answer, not the server', async () => {
  const responses = {
    200: { headers: { Trailer: { example: 'x' } }, content: { 'application/用户': { example: 'a' } } },
  };
  const security = [{ key: [] }];
  const securitySchemes = { key: { type: 'apiKey', in: 'header', name: 'constructor' } };
  const paths = { '/odd': { get: { responses } }, '/locked': { get: { security, responses: { 204: {} } } } };
  await using odd = await createMockServer({ document: { ...shop, components: { securitySchemes }, paths } });
  const { apiUrl } = await odd.listen({ port: 0, adminPort: 0 });
  expect((await fetch(`${apiUrl}/odd`)).status).toBe(200);
  expect((await fetch(`${apiUrl}/locked`)).status).toBe(401);
  expect((await fetch(`${apiUrl}/odd`)).status).toBe(200);
});
