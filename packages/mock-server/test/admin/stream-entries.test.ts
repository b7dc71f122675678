import { afterEach, expect, test, vi } from 'vitest';
import { openAdmin } from './open-admin.ts';

afterEach(() => vi.useRealTimers());

/** Reads a stream until it has said `text` so often. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, text: string, times = 1): Promise<string> {
  const decoder = new TextDecoder();
  let seen = '';
  while (seen.split(text).length <= times) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The stream ended after ${seen}`);
    seen += decoder.decode(value);
  }
  return seen;
}

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (response.body === null) throw new Error('There is no stream');
  return response.body.getReader();
}

test('entries are sent as they are stored, with their ids', async () => {
  const { ask, read, call } = await openAdmin();
  const response = await ask('/api/logs/stream');
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = readerOf(response);
  await call(['GET', '/v2/items'], ['GET', '/nowhere']);
  const text = await readUntil(reader, '\ndata: ', 2);
  const { logs } = await read('/api/logs/search');
  expect(text).toContain(`event: log\nid: ${logs[1].id}\ndata: ${JSON.stringify(logs[1])}\n\n`);
  expect(text).toContain(`id: ${logs[0].id}\n`);
  await reader.cancel();
});

test('a filter leaves out the others, and requests to the admin API unless they are asked for', async () => {
  const { ask, call } = await openAdmin();
  const reader = readerOf(await ask('/api/logs/stream?status=4xx,503'));
  await call(['GET', '/v2/items'], ['GET', '/nowhere']);
  const text = await readUntil(reader, '\ndata: ');
  expect(text).toContain('/nowhere');
  expect(text).not.toContain('/v2/items');
  await reader.cancel();
});

test.each([
  ['a', ['/in-a']],
  ['default', ['/nowhere', '/elsewhere']],
])('a stream of the world %s has its entries alone', async (world, expected) => {
  const { ask, call } = await openAdmin();
  const reader = readerOf(await ask(`/api/logs/stream?world=${world}`));
  await call(['GET', '/nowhere'], ['GET', '/_w/a/in-a'], ['GET', '/elsewhere']);
  const text = await readUntil(reader, '\ndata: ', expected.length);
  expect([...text.matchAll(/"path":"([^"]*)"/g)].map(([, path]) => path)).toEqual(expected);
  await reader.cancel();
});

test('whoever comes back with Last-Event-ID is sent what it missed, once', async () => {
  const { ask, read, call } = await openAdmin();
  await call(['GET', '/v2/items'], ['GET', '/one'], ['GET', '/two']);
  const { logs } = await read('/api/logs/search');
  const reader = readerOf(await ask('/api/logs/stream', { headers: { 'last-event-id': logs[2].id } }));
  await call(['GET', '/three']);
  const text = await readUntil(reader, '\ndata: ', 3);
  const paths = [...text.matchAll(/"path":"([^"]*)"/g)].map(([, path]) => path);
  expect(paths).toEqual(['/one', '/two', '/three']);
  await reader.cancel();
});

test('an idle stream is kept alive by comments', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { ask } = await openAdmin();
  const reader = readerOf(await ask('/api/logs/stream'));
  vi.advanceTimersByTime(30_000);
  expect(await readUntil(reader, ': ping\n\n', 2)).toContain(': ping');
  await reader.cancel();
});

test('nothing listens any more once the reader has gone away, by cancelling or by aborting', async () => {
  let listeners = 0;
  const { mock, ask } = await openAdmin();
  const subscribe = mock.logs.subscribe.bind(mock.logs);
  mock.logs.subscribe = (listener) => {
    listeners++;
    const end = subscribe(listener);
    return () => {
      listeners--;
      end();
    };
  };
  const gone = new AbortController();
  const cancelled = await ask('/api/logs/stream');
  await ask('/api/logs/stream', { signal: gone.signal });
  expect(listeners).toBe(2);
  await cancelled.body?.cancel();
  gone.abort();
  expect(listeners).toBe(0);
});

test('HEAD is answered without a stream that nobody would end', async () => {
  const { ask } = await openAdmin();
  const response = await ask('/api/logs/stream', { method: 'HEAD' });
  expect(response.body).toBeNull();
  expect(response.headers.get('content-type')).toBe('text/event-stream');
});

test('what only a search can tell is refused by name', async () => {
  const { read } = await openAdmin();
  expect(await read('/api/logs/stream?q=lamp')).toMatchObject({ status: 400, errors: [{ name: 'q' }] });
});
