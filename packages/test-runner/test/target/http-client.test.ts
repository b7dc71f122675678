import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { TestExchange } from '../../src/model/exchange.ts';
import type { TestRequest } from '../../src/model/test-request.ts';
import { createHttpClient } from '../../src/target/http-client.ts';
import type { Identity } from '../../src/target/identity.ts';
import { serveRaw } from '../support/raw-server.ts';
import { serve } from '../support/serve.ts';

const nobody: Identity = { name: 'anonymous', headers: [], query: [], cookies: [], secrets: [] };

interface Sending extends Partial<TestRequest> {
  readonly as?: Identity;
  readonly timeoutMs?: number;
  readonly maxBodyBytes?: number;
  readonly signal?: AbortSignal;
}

async function send(
  url: string,
  { as = nobody, timeoutMs = 2_000, maxBodyBytes = 1_000, ...rest }: Sending = {},
): Promise<TestExchange> {
  const { signal = new AbortController().signal, ...request } = rest;
  const client = createHttpClient({ url, addresses: ['127.0.0.1'] }, { connections: 2 });
  try {
    return await client.exchange(
      { method: 'GET', target: '/x', headers: [], identity: as.name, ...request },
      { identity: as, timeoutMs, maxBodyBytes, signal },
    );
  } finally {
    await client.close();
  }
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

test('a request goes out byte for byte: names, order and repetition of fields, and what is percent-encoded', async () => {
  await using server = await serveRaw((socket) => socket.write(OK));
  await send(`${server.url}/base`, {
    method: 'PURGE',
    target: '/a%2Fb/../c?q=%20&q=+',
    headers: [
      ['X-Second', '2'],
      ['x-first', '1'],
      ['X-Second', '3'],
      ['Content-Length', '17'],
    ],
  });

  const [line, host, ...fields] = server.received[0]?.split('\r\n') ?? [];
  expect(line).toBe('PURGE /base/a%2Fb/../c?q=%20&q=+ HTTP/1.1');
  expect(host).toBe(`host: ${new URL(server.url).host}`);
  expect(fields.filter((field) => /^x-/i.test(field))).toEqual(['X-Second: 2', 'x-first: 1', 'X-Second: 3']);
  expect(fields.some((field) => /^content-length: 17/i.test(field))).toBe(false);
});

test('whose request it is is added, unless the request says it itself', async () => {
  const a: Identity = {
    ...nobody,
    name: 'a',
    headers: [['Authorization', 'Bearer a']],
    query: [['key', 'k&1']],
    cookies: [['session', 's']],
  };
  await using server = await serveRaw((socket) => socket.write(OK));
  await send(server.url, { as: a, target: '/x?y=1', headers: [['Cookie', 'theme=dark']] });
  await send(server.url, {
    as: a,
    target: '/x?key=mine',
    headers: [
      ['authorization', 'Bearer forged'],
      ['cookie', 'session=other'],
    ],
  });

  const [first = '', second = ''] = server.received;
  expect(first).toContain('GET /x?y=1&key=k%261 ');
  expect(first).toContain('Authorization: Bearer a');
  expect(first).toContain('cookie: theme=dark; session=s');
  expect(second).toContain('GET /x?key=mine ');
  expect(second).toContain('authorization: Bearer forged');
  expect(second).not.toContain('Bearer a\r');
  expect(second).toContain('cookie: session=other');
});

test('an answer keeps its fields as they were sent, and loses its content coding', async () => {
  const packed = gzipSync('{"a":1}');
  await using server = await serve((_, response) => {
    response.writeHead(
      200,
      [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['Content-Encoding', 'gzip'],
      ].flat(),
    );
    response.end(packed);
  });
  const { response } = await send(server.url);

  expect(Buffer.from(response?.body ?? []).toString()).toBe('{"a":1}');
  expect(response?.headers.filter(([name]) => name === 'set-cookie')).toEqual([
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ]);
});

test('a redirect is an answer, and nobody follows it', async () => {
  await using server = await serve((_, response) => response.writeHead(302, { location: 'http://192.0.2.1/' }).end());
  expect((await send(server.url)).response?.status).toBe(302);
  expect(server.received).toEqual(['GET /x']);
});

test.each([
  ['an endless body', 'too_large', (write: Write) => pour(write)],
  [
    'a body that is too long',
    'too_large',
    (write: Write) => write(`HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n${'x'.repeat(2000)}`),
  ],
  ['fields without end', 'too_large', (write: Write) => write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`)],
  ['no HTTP', 'malformed', (write: Write) => write('SSH-2.0-OpenSSH\r\n\r\n')],
  [
    'two different lengths',
    'malformed',
    (write: Write) => write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello'),
  ],
  [
    'a length and chunks',
    'malformed',
    (write: Write) => write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
  ],
  [
    'a coding that it is not in',
    'malformed',
    (write: Write) => write('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello'),
  ],
  [
    'a coding that nobody knows',
    'malformed',
    (write: Write) => write('HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 5\r\n\r\nhello'),
  ],
  ['no end', 'timeout', (write: Write) => write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel')],
  ['no answer', 'timeout', () => {}],
  ['an end before the end', 'reset', (write: Write) => write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel', true)],
  ['an end before the beginning', 'reset', (write: Write) => write('', true)],
] as const)('%s is the failure "%s"', async (_, kind, answer) => {
  await using server = await serveRaw((socket) => {
    answer((text, isEnd) => {
      if (isEnd === true) socket.end(text, 'latin1');
      else socket.write(text, 'latin1');
      return !socket.destroyed;
    });
  });
  const exchange = await send(server.url, { timeoutMs: 300 });

  expect(exchange.failure?.kind).toBe(kind);
  expect(exchange.response).toBeUndefined();
  expect(exchange.failure?.message).not.toBe('');
});

type Write = (text: string, isEnd?: true) => boolean;

function pour(write: Write): void {
  write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
  const more = (): void => {
    if (write(`1000\r\n${'x'.repeat(4096)}\r\n`)) setImmediate(more);
  };
  more();
}

test('what unpacks to more than may be kept is not unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(10_000_000));
  await using server = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
  const { failure } = await send(server.url, { maxBodyBytes: 100_000 });

  expect(bomb.length).toBeLessThan(100_000);
  expect(failure?.kind).toBe('too_large');
});

test('nobody there is the failure "unreachable"', async () => {
  const server = await serve(() => {});
  await server[Symbol.asyncDispose]();
  expect((await send(server.url)).failure?.kind).toBe('unreachable');
});

test('a connection that was kept open and then ended costs no request its answer', async () => {
  let count = 0;
  await using server = await serveRaw((socket) => {
    count += 1;
    if (count === 2) socket.destroy();
    else socket.write(OK);
  });
  const client = createHttpClient({ url: server.url, addresses: ['127.0.0.1'] }, { connections: 1 });
  const request = { method: 'GET', target: '/x', headers: [], identity: 'anonymous' };
  const options = { identity: nobody, timeoutMs: 2_000, maxBodyBytes: 100, signal: new AbortController().signal };
  const statuses = [await client.exchange(request, options), await client.exchange(request, options)].map(
    ({ response }) => response?.status,
  );
  await client.close();

  expect(statuses).toEqual([200, 200]);
  expect(count).toBe(3);
});

test('a request that is cancelled throws the reason, and one that HTTP cannot carry a TypeError', async () => {
  await using server = await serve(() => {});
  const controller = new AbortController();
  const waiting = send(server.url, { signal: controller.signal });
  controller.abort(new Error('enough'));

  await expect(waiting).rejects.toThrow('enough');
  await expect(send(server.url, { headers: [['x', 'a\r\nb: c']] })).rejects.toThrow(TypeError);
});
