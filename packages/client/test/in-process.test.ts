import { copyFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { MockLoopClient, MockLoopError } from '../src/index.ts';
import { openWorkspace } from './support/open-workspace.ts';

vi.setConfig({ testTimeout: 120_000 });

const own = { mock_name: 'petstore.yaml', port: 0, admin_port: 0, detached_mode: false } as const;

test('a mock is started, called, watched, changed and stopped with nothing else running', async () => {
  const workspace = await openWorkspace();
  await using client = new MockLoopClient({ workspace });
  const { name, url: server_url } = await client.startMockServer(own);

  expect(await statusOf(`${server_url}/pets`)).toBe(200);
  const { logs, total_count } = await client.queryMockLogs({ server_url, method: 'GET' });
  expect([total_count, logs[0]?.path]).toEqual([1, '/pets']);
  await client.manageMockData({ server_url, operation: 'update_response', endpoint_path: '/pets', status_code: 503 });
  expect(await statusOf(`${server_url}/pets`)).toBe(503);
  await client.stopMockServer({ mock_name: name });
  await expect(fetch(`${server_url}/pets`)).rejects.toThrow();
});

test('an error has its code, its problems and what to do next', async () => {
  await using client = new MockLoopClient({ workspace: await openWorkspace() });

  // @ts-expect-error One argument is missing, one is none.
  const error = await client.queryMockLogs({ limt: 5 }).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(MockLoopError);
  expect(error).toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [{ pointer: '/server_url' }, { pointer: '/limt', detail: expect.stringContaining('limit') }],
  });
});

test('a mock that is attached ends with its client, one in the background goes on', async () => {
  const workspace = await openWorkspace();
  const home = path.join(workspace, 'state');
  await copyFile(path.join(workspace, 'petstore.yaml'), path.join(workspace, 'shop.yaml'));
  const first = new MockLoopClient({ workspace, home });
  const attached = await first.startMockServer(own);
  const detached = await first.startMockServer({ ...own, mock_name: 'shop.yaml', detached_mode: true });
  await first.close();

  await expect(fetch(attached.url)).rejects.toThrow();
  expect(await statusOf(`${detached.url}/pets`)).toBe(200);
  await using second = new MockLoopClient({ workspace, home });
  expect(await second.stopMockServer({ mock_name: detached.name })).toMatchObject({ pid: detached.pid });
  expect(await readdir(workspace)).toEqual(['petstore.yaml', 'shop.yaml', 'state']);
});

test('a mock that is being started when its client is closed ends with it', async () => {
  const workspace = await openWorkspace();
  await using other = new MockLoopClient({ workspace });
  const statesSeen = async (): Promise<readonly string[]> =>
    (await other.discoverMockServers({ ports: [1] })).mocks.map(({ state }) => state);
  const client = new MockLoopClient({ workspace });

  const outcome = expect(client.startMockServer(own)).rejects.toMatchObject({ code: 'CLOSED' });
  await vi.waitFor(async () => expect(await statesSeen()).toEqual(['starting']), { timeout: 20_000, interval: 1 });
  await client.close();

  await outcome;
  expect(await statesSeen()).toEqual([]);
});

test('a question that nobody answers keeps no call going', async () => {
  const workspace = await openWorkspace();
  let asked = Promise.withResolvers<void>();
  const confirm = (): Promise<boolean> => {
    asked.resolve();
    return new Promise(() => undefined);
  };
  await using silent = new MockLoopClient({ workspace });
  const { url: server_url } = await silent.startMockServer(own);
  const asking = new MockLoopClient({ workspace, confirm });
  const controller = new AbortController();

  const cancelled = asking.manageMockData({ server_url, operation: 'reset' }, { signal: controller.signal });
  const outcome = expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
  await asked.promise;
  controller.abort();
  await outcome;
  asked = Promise.withResolvers<void>();
  const left = expect(asking.manageMockData({ server_url, operation: 'reset' })).rejects.toMatchObject({
    code: 'CLOSED',
  });
  await asked.promise;
  await asking.close();
  await left;
});

test('a signal ends a call', async () => {
  await using client = new MockLoopClient({ workspace: await openWorkspace() });

  await expect(client.discoverMockServers({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'CANCELLED',
  });
  const controller = new AbortController();
  const starting = client.startMockServer(own, { signal: controller.signal });
  controller.abort();
  await expect(starting).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('what cannot be undone is asked for: by confirm where there is one, else by an argument', async () => {
  const workspace = await openWorkspace();
  const questions: string[] = [];
  await using silent = new MockLoopClient({ workspace });
  await using asking = new MockLoopClient({
    workspace,
    confirm: async (question) => questions.push(question) > 1,
  });
  const { url: server_url } = await silent.startMockServer(own);

  await expect(silent.manageMockData({ server_url, operation: 'reset' })).rejects.toMatchObject({
    code: 'CONFIRMATION_REQUIRED',
    message: expect.stringMatching(/call again with confirm: true\. Or give the client `confirm`/),
  });
  await silent.manageMockData({ server_url, operation: 'reset', confirm: true });
  await expect(asking.manageMockData({ server_url, operation: 'reset' })).rejects.toMatchObject({ code: 'DECLINED' });
  await asking.manageMockData({ server_url, operation: 'reset' });
  expect(questions).toHaveLength(2);
});

test('the scenario packs are there, whole', async () => {
  await using client = new MockLoopClient({ workspace: await openWorkspace() });

  const packs = await client.scenarioPacks();

  expect(packs).toHaveLength(15);
  expect(packs.every(({ scenarios }) => scenarios.length > 0 && scenarios[0]?.rules !== undefined)).toBe(true);
});

test('names that there are not are told apart', async () => {
  await using client = new MockLoopClient({ workspace: await openWorkspace() });

  await expect(client.callForModel('query_mok_logs', {})).rejects.toMatchObject({ code: 'UNKNOWN_TOOL' });
  await expect(client.readResource('mockloop://nothing')).rejects.toMatchObject({ code: 'UNKNOWN_RESOURCE' });
  await expect(client.prompt('nothing')).rejects.toMatchObject({ code: 'UNKNOWN_PROMPT' });
});

async function statusOf(url: string): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status;
}
