import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { MockLoopClient, MockLoopError } from '../src/index.ts';
import { serveTools } from './support/serve-tools.ts';
import { endlessTool, testTools } from './support/test-tools.ts';

test('an error of a remote tool has its code, its problems and its words', async () => {
  await using server = await serveTools({ tools: testTools });
  await using client = await MockLoopClient.connect({ url: server.url });

  const error = await client.callForModel('fail', {}).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(MockLoopError);
  expect(error).toMatchObject({
    code: 'INVALID_SCENARIO',
    problems: [{ pointer: '/rules/0', detail: 'it does nothing.' }],
    message: 'The scenario is wrong.\n- /rules/0: it does nothing.\nGive it a response.',
  });
});

test('arguments are refused in the words of the tool', async () => {
  await using server = await serveTools({ tools: testTools });
  await using client = await MockLoopClient.connect({ url: server.url });

  await expect(client.callForModel('count', { to: 3 })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [{ pointer: '/to', detail: 'there is no such argument.' }],
  });
  await expect(client.callForModel('count', [3])).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS' });
});

test('names that the server does not know are told apart', async () => {
  await using server = await serveTools({ tools: testTools });
  await using client = await MockLoopClient.connect({ url: server.url });

  await expect(client.callForModel('coutn', {})).rejects.toMatchObject({
    code: 'UNKNOWN_TOOL',
    message: 'There is no tool "coutn". Did you mean count?',
  });
  await expect(client.readResource('mockloop://nothing')).rejects.toMatchObject({ code: 'UNKNOWN_RESOURCE' });
  await expect(client.prompt('nothing')).rejects.toMatchObject({ code: 'UNKNOWN_PROMPT' });
});

test('a question of a tool is answered by confirm', async () => {
  await using server = await serveTools({ tools: testTools });
  const asked: string[] = [];
  const confirm = async (question: string): Promise<boolean> => asked.push(question) === 1;
  await using client = await MockLoopClient.connect({ url: server.url }, { confirm });

  expect((await client.callForModel('ask', {})).output).toEqual({ answer: 'true' });
  expect((await client.callForModel('ask', {})).output).toEqual({ answer: 'false' });
  expect(asked).toEqual(['Delete it?', 'Delete it?']);
});

test('a tool knows that there is nobody to ask, and no model', async () => {
  await using server = await serveTools({ tools: testTools });
  await using client = await MockLoopClient.connect({ url: server.url });

  expect((await client.callForModel('ask', {})).output).toEqual({ answer: 'nobody to ask' });
  expect((await client.callForModel('sample', {})).output).toEqual({ answer: 'no model' });
});

test('a tool gets its samples from sample', async () => {
  await using server = await serveTools({ tools: testTools });
  const sample = async (request: object): Promise<string> => `ha ${JSON.stringify(request)}`;
  await using client = await MockLoopClient.connect({ url: server.url }, { sample });

  const { output } = await client.callForModel('sample', {});

  expect(output).toEqual({ answer: 'ha {"system":"Be brief.","prompt":"Say ha.","maxTokens":5}' });
});

test('progress is told while a tool works', async () => {
  await using server = await serveTools({ tools: testTools });
  await using client = await MockLoopClient.connect({ url: server.url });
  const seen: unknown[] = [];

  await client.callForModel('count', {}, { onProgress: (progress) => seen.push(progress) });

  expect(seen[0]).toEqual({ done: 1, total: 3, message: '1 of 3' });
});

test('a signal ends the call here and the work there', async () => {
  const { tool, called, cancelled } = endlessTool();
  await using server = await serveTools({ tools: [tool] });
  await using client = await MockLoopClient.connect({ url: server.url });
  const controller = new AbortController();

  const calling = client.callForModel('endless', {}, { signal: controller.signal });
  await called;
  controller.abort();

  await expect(calling).rejects.toMatchObject({ code: 'CANCELLED' });
  await cancelled;
});

test('a server that wants a token says so, and takes the right one', async () => {
  await using server = await serveTools({ tools: testTools, token: 'secret' });

  await expect(MockLoopClient.connect({ url: server.url })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  await expect(MockLoopClient.connect({ url: server.url, token: 'wrong' })).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
  });
  await using client = await MockLoopClient.connect({ url: server.url, token: 'secret' });
  expect((await client.listTools()).map(({ name }) => name)).toEqual(testTools.map(({ name }) => name));
});

test.each([
  ['nothing listens', { url: 'http://127.0.0.1:1/mcp' }, 'UNREACHABLE', 'Is it running'],
  ['there is no such program', { command: 'no-such-program-of-mockloop' }, 'UNREACHABLE', 'it is not found. Is the'],
  ['a program ends at once', { command: process.execPath, args: ['-e', '0'] }, 'UNREACHABLE', 'it ended before it'],
  ['an address is none', { url: 'ftp://127.0.0.1' }, 'INVALID_ARGUMENTS', 'is no URL of a server'],
])('where %s, connecting fails and says so', async (_, server, code, words) => {
  const error = await MockLoopClient.connect(server).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(MockLoopError);
  expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
});

test('an address without its path is told the path', async () => {
  await using server = await serveTools({ tools: testTools });

  await expect(MockLoopClient.connect({ url: new URL('/', server.url) })).rejects.toMatchObject({
    code: 'UNREACHABLE',
    message: expect.stringContaining(`did you mean ${server.url}?`),
  });
});

test.each([
  ['a password in the URL', { url: 'http://me:s3cret@127.0.0.1:1/mcp' }, 'INVALID_ARGUMENTS'],
  ['a password in a URL of nothing', { url: 'http://127.0.0.1:1/mcp?key=s3cret' }, 'UNREACHABLE'],
  ['a token of several lines', { url: 'http://127.0.0.1:1/mcp', token: 's3cret\nx' }, 'INVALID_ARGUMENTS'],
])('what is secret is not in an error: %s', async (_, server, code) => {
  const error = await MockLoopClient.connect(server).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ code, message: expect.not.stringContaining('s3cret') });
});

test('what answers but is no MCP server is told apart', async () => {
  const foreign = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  const { port } = foreign.address() as AddressInfo;

  await expect(MockLoopClient.connect({ url: `http://127.0.0.1:${port}/mcp` })).rejects.toMatchObject({
    code: 'UNREACHABLE',
  });
  foreign.closeAllConnections();
  foreign.close();
});

test('a call whose server goes away is rejected', async () => {
  const { tool, called } = endlessTool();
  const server = await serveTools({ tools: [tool] });
  await using client = await MockLoopClient.connect({ url: server.url });

  const calling = client.callForModel('endless', {});
  const outcome = expect(calling).rejects.toMatchObject({ code: 'UNREACHABLE' });
  await called;
  await server[Symbol.asyncDispose]();

  await outcome;
});

test('a call that goes on when its client is closed ends there and here', async () => {
  const { tool, called, cancelled } = endlessTool();
  await using server = await serveTools({ tools: [tool] });
  const client = await MockLoopClient.connect({ url: server.url });

  const outcome = expect(client.callForModel('endless', {})).rejects.toMatchObject({ code: 'CLOSED' });
  await called;
  await client.close();

  await outcome;
  await cancelled;
});

test('a client that was closed says so', async () => {
  await using server = await serveTools({ tools: testTools });
  const client = await MockLoopClient.connect({ url: server.url });

  await client.close();
  await client.close();

  await expect(client.callForModel('count', {})).rejects.toMatchObject({ code: 'CLOSED' });
});
