import { PassThrough, Writable } from 'node:stream';
import { mcpServerFactory } from '@mockloop/mcp-server';
import { claimStdout, serveStdio } from '@mockloop/mcp-server/stdio';
import { expect, test } from 'vitest';
import { probeServer } from './support/probe-server.ts';

test('a claimed stream has what its owner writes and nothing of others, who write elsewhere', () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];

  const claimed = claimStdout(stdout, stderr);
  stdout.write('noise');
  claimed.write('word');
  stdout.write(Buffer.from('!'));

  expect(String(stdout.read())).toBe('word');
  expect(String(stderr.read())).toBe('noise!');
});

test('a claimed stream that nobody reads any more fails for its owner alone', async () => {
  const gone = new Writable({ write: (_chunk, _encoding, callback) => callback(new Error('EPIPE')) });
  const claimed = claimStdout(gone, new PassThrough());

  const { promise, resolve } = Promise.withResolvers<Error>();
  claimed.on('error', resolve);
  claimed.write('word');

  expect((await promise).message).toBe('EPIPE');
});

test.each<[string, (streams: { stdin: PassThrough; stdout: PassThrough }) => void]>([
  ['its input ends', ({ stdin }) => void stdin.end()],
  ['its input is cut off', ({ stdin }) => void stdin.destroy()],
  ['its output fails', ({ stdout }) => void stdout.destroy(new Error('EPIPE'))],
])('a connection is closed when %s, and what runs is cancelled', async (_, leave) => {
  const probe = await probeServer();
  const streams = { stdin: new PassThrough(), stdout: new PassThrough() };
  const connection = await serveStdio(mcpServerFactory(probe), streams);
  const clientInfo = { name: 'test', version: '1' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  send(streams.stdin, { id: 1, method: 'initialize', params });
  send(streams.stdin, { id: 2, method: 'tools/call', params: { name: 'steps', arguments: { count: 1, wait: true } } });
  await expect.poll(() => probe.logged).toContain('waiting');

  leave(streams);

  await connection.closed;
  await expect.poll(() => probe.logged).toContain('cancelled');
});

test('a connection closes when it is told to', async () => {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough() };
  const connection = await serveStdio(mcpServerFactory(await probeServer()), streams);

  await connection.close();

  await connection.closed;
});

test('what is no message is told to the log, and the connection goes on', async () => {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough() };
  const errors: string[] = [];
  const onError = ({ message }: Error): void => void errors.push(message);
  await serveStdio(mcpServerFactory(await probeServer()), { ...streams, onError });

  streams.stdin.write('hello\n{"jsonrpc":"2.0","id":{},"method":7}\n');
  send(streams.stdin, { id: 1, method: 'ping' });

  await expect.poll(() => String(streams.stdout.read() ?? '')).toContain('"id":1');
  expect(errors.length).toBeGreaterThan(0);
});

function send(stdin: PassThrough, message: object): void {
  stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}
