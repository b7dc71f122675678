import http from 'node:http';
import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMockServer, type MockServer } from '../../src/index.ts';
import { inFlight } from '../support/in-flight.ts';

const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        responses: {
          200: {
            description: 'All',
            content: { 'application/json': { example: [{ name: 'Miso' }, { name: 'Rex' }] } },
          },
        },
      },
      delete: { responses: { 204: { description: 'Gone' } } },
    },
  },
};
const body = JSON.stringify([{ name: 'Miso' }, { name: 'Rex' }]);

let mock: MockServer;
let port: number;

beforeAll(async () => {
  mock = await createMockServer({ document });
  port = Number(new URL((await mock.listen({ port: 0, adminPort: 0 })).apiUrl).port);
});

afterAll(() => mock.close());

/** Puts a fault in force for all requests of a new world. */
function worldWith(fault: unknown): string {
  const id = `world-${mock.worlds.list().length}`;
  const world = mock.worlds.named(id);
  mock.scenarios.deploy(world, { name: 'faulty', type: 'chaos', rules: [{ fault }] });
  mock.scenarios.activate(world, 'faulty');
  return id;
}

/** What comes back on a bare connection until it ends. */
function raw(world: string): Promise<{ text: string; error?: string | undefined }> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    let text = '';
    let error: string | undefined;
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', (failure: NodeJS.ErrnoException) => {
      error = failure.code;
    });
    socket.on('close', () => resolve({ text, error }));
    socket.write(`GET /pets HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nx-mockloop-world: ${world}\r\n\r\n`);
  });
}

function failureOf(world: string): Promise<string | undefined> {
  return fetchPets(world).then(
    () => 'no failure',
    (error: unknown) => codeOf(error),
  );
}

async function fetchPets(world: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/pets`, { headers: { 'x-mockloop-world': world } });
  return response.text();
}

/** Of the innermost cause. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return codeOf(error.cause) ?? ('code' in error ? String(error.code) : undefined);
}

test('a reset connection ends with RST, before a byte of an answer', async () => {
  const world = worldWith('connection_reset');
  expect(await raw(world)).toEqual({ text: '', error: 'ECONNRESET' });
  expect(await failureOf(world)).toBe('ECONNRESET');
});

test('an empty reply ends in good order, without a byte', async () => {
  const world = worldWith('empty_reply');
  expect(await raw(world)).toEqual({ text: '', error: undefined });
  expect(await failureOf(world)).toBe('UND_ERR_SOCKET');
});

test('a malformed body has the headers of the answer, and bytes that are no JSON', async () => {
  const world = worldWith('malformed_body');
  const response = await fetch(`http://127.0.0.1:${port}/pets`, { headers: { 'x-mockloop-world': world } });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  await expect(response.json()).rejects.toThrow(SyntaxError);
});

test('a truncated chunk is announced longer than what comes of it', async () => {
  const world = worldWith('truncated_chunk');
  const { text } = await raw(world);
  const [head = '', rest = ''] = text.split('\r\n\r\n');
  expect(head.toLowerCase()).toContain('transfer-encoding: chunked');
  const [size = '', chunk = ''] = rest.split('\r\n');
  expect(Number.parseInt(size, 16)).toBeGreaterThan(chunk.length);
  expect(body.startsWith(chunk)).toBe(true);
  expect(await failureOf(world)).toBe('UND_ERR_SOCKET');
});

test('slow bytes are all there in the end, and take their time', async () => {
  const world = worldWith({ type: 'slow_bytes', bytes_per_second: 200 });
  const begun = performance.now();
  expect(await fetchPets(world)).toBe(body);
  expect(performance.now() - begun).toBeGreaterThan((body.length / 200) * 1_000 - 100);
});

test('a request that times out gets nothing for as long as its client waits', async () => {
  const world = worldWith('timeout');
  const sent = http.get({ port, path: '/pets', headers: { 'x-mockloop-world': world }, timeout: 150 });
  const event = await new Promise<string>((resolve) => {
    sent.on('timeout', () => resolve('timeout'));
    sent.on('response', () => resolve('response'));
    sent.on('error', () => resolve('error'));
  });
  sent.destroy();
  sent.on('error', () => {});
  expect(event).toBe('timeout');
});

test.each([
  ['connection_reset', 'ECONNRESET'],
  ['empty_reply', 'UND_ERR_SOCKET'],
  ['truncated_chunk', 'UND_ERR_SOCKET'],
])('without a socket, %s fails as fetch fails', async (fault, code) => {
  const request = new Request('http://localhost/pets', { headers: { 'x-mockloop-world': worldWith(fault) } });
  const failure = await mock
    .fetch(request)
    .then((response) => response.text())
    .catch(codeOf);
  expect(failure).toBe(code);
});

test('without a socket, a timeout lasts until its caller gives up', async () => {
  const controller = new AbortController();
  const request = new Request('http://localhost/pets', {
    headers: { 'x-mockloop-world': worldWith('timeout') },
    signal: controller.signal,
  });
  const answered = mock.fetch(request);
  controller.abort(new Error('enough'));
  await expect(answered).rejects.toThrow('enough');
});

test('without a socket, malformed and slow bodies come through', async () => {
  const ask = (fault: unknown): Promise<Response> =>
    mock.fetch(new Request('http://localhost/pets', { headers: { 'x-mockloop-world': worldWith(fault) } }));
  await expect((await ask('malformed_body')).json()).rejects.toThrow(SyntaxError);
  expect(await (await ask({ type: 'slow_bytes', bytes_per_second: 5_000 })).text()).toBe(body);
});

/** Holds back the answers of a world. */
function delayBy(delay: number, id: string): void {
  const world = mock.worlds.named(id);
  mock.scenarios.deploy(world, { name: 'slow', type: 'performance_testing', rules: [{ delay }] });
  mock.scenarios.activate(world, 'slow');
}

test('a delay holds the answer back', async () => {
  delayBy(300, 'slow');
  const begun = performance.now();
  await fetchPets('slow');
  expect(performance.now() - begun).toBeGreaterThanOrEqual(295);
  const [entry] = (await mock.logs.search({ world: 'slow' })).entries;
  expect(entry?.durationMs).toBeGreaterThanOrEqual(295);
});

test('a client of another world does not wait for a delayed answer', async () => {
  delayBy(600_000, 'slowest');
  const sent = http.get({ port, path: '/pets', headers: { 'x-mockloop-world': 'slowest' } }).on('error', () => {});
  await expect.poll(() => inFlight(mock), { timeout: 20_000 }).toBe(1);
  expect(await fetchPets('quick')).toBe(body);
  sent.destroy();
});

test('a mock that closes does not wait for clients that get no answer', async () => {
  const other = await createMockServer({ document });
  const { apiUrl } = await other.listen({ port: 0, adminPort: 0 });
  other.scenarios.deploy(other.worlds.default, { name: 'x', type: 'chaos', rules: [{ fault: 'timeout' }] });
  other.scenarios.activate(other.worlds.default, 'x');
  const failed = fetch(`${apiUrl}/pets`).catch(() => 'failed');
  await expect.poll(async () => (await other.logs.search()).total, { timeout: 20_000 }).toBe(1);
  await other.close();
  expect(await failed).toBe('failed');
});

/** What comes back for several requests that are sent at once, until the connection ends. */
function pipelined(...requests: readonly (readonly [method: string, world: string])[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
    const lines = requests.map(([method, world], index) => {
      const isLast = index === requests.length - 1;
      return `${method} /pets HTTP/1.1\r\nhost: x\r\nx-mockloop-world: ${world}\r\n${isLast ? 'connection: close\r\n' : ''}\r\n`;
    });
    socket.write(lines.join(''));
  });
}

test.each(['connection_reset', 'empty_reply', 'truncated_chunk', 'malformed_body'])(
  '%s waits for its turn behind the answer to an earlier request of the connection',
  async (fault) => {
    const slow = worldWith('malformed_body');
    mock.scenarios.deploy(mock.worlds.named(slow), {
      name: 'faulty',
      type: 'chaos',
      rules: [{ delay: 60, respond: { body: 'first' } }],
    });
    const text = await pipelined(['GET', slow], ['GET', worldWith(fault)]);
    expect(text).toContain('"first"');
    expect(text.split('HTTP/1.1 ').length - 1).toBe(['connection_reset', 'empty_reply'].includes(fault) ? 1 : 2);
  },
);

test.each(['malformed_body', 'truncated_chunk', 'slow_bytes'])(
  'where there is no body, %s breaks nothing of the connection',
  async (fault) => {
    const text = await pipelined(['HEAD', worldWith(fault)], ['DELETE', worldWith(fault)], ['GET', 'plain']);
    const [head = '', deleted = '', got = '', ...rest] = text.split('\r\n\r\n');
    expect(head).toContain(`content-length: ${body.length}`);
    expect(deleted).toMatch(/^HTTP\/1\.1 204 No Content\r\n/);
    expect(deleted).not.toMatch(/content-length|transfer-encoding/i);
    expect(got).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(rest).toEqual([body]);
    const inProcess = await mock.fetch(
      new Request('http://localhost/pets', { method: 'DELETE', headers: { 'x-mockloop-world': worldWith(fault) } }),
    );
    expect([inProcess.status, await inProcess.text()]).toEqual([204, '']);
  },
);

test('the log says which fault an answer had', async () => {
  const world = worldWith('connection_reset');
  await raw(world);
  const [entry] = (await mock.logs.search({ world })).entries;
  expect(entry?.decision?.why).toBe('rule 0 of "faulty", with the fault connection_reset');
});
