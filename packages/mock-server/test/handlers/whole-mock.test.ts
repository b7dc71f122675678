import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createMockServer, type MockServer, type MockServerOptions } from '../../src/index.ts';
import { saveByRename } from './handler-folder.ts';

const petstore = path.join(import.meta.dirname, '../../../../examples/petstore.yaml');

async function mockWith(handler: string, options: Partial<MockServerOptions> = {}): Promise<MockServer> {
  const handlers = await mkdtemp(path.join(os.tmpdir(), 'mockloop-handlers-'));
  await writeFile(path.join(handlers, 'pets.ts'), handler);
  const mock = await createMockServer({ document: petstore, handlers, ...options });
  onTestFinished(async () => {
    await mock.close();
    await rm(handlers, { recursive: true });
  });
  return mock;
}

async function send(mock: MockServer, method: string, target: string, body?: object): Promise<[number, unknown]> {
  const headers = { authorization: 'Bearer anything', 'content-type': 'application/json' };
  const content = body === undefined ? null : JSON.stringify(body);
  const response = await mock.fetch(new Request(`http://localhost${target}`, { method, headers, body: content }));
  return [response.status, await response.json()];
}

const tove = { name: 'Tove', traits: { kind: 'cat' } };

test('a handler changes what storage would have answered', async () => {
  const mock = await mockWith(
    `export const getPet = async ({ respond }) => {
      const { status, body } = await respond();
      return { status, body: { ...body, name: body.name?.toUpperCase() } };
    };`,
    { storage: {} },
  );
  const [, { id }] = (await send(mock, 'POST', '/pets', tove)) as [number, { id: number }];
  expect(await send(mock, 'GET', `/pets/${id}`)).toMatchObject([200, { id, name: 'TOVE' }]);
  const [read, created] = (await mock.logs.search()).entries;
  expect(read?.decision).toMatchObject({ by: 'handler', why: 'getPet of pets.ts' });
  expect(created?.decision).toMatchObject({ by: 'storage', passed: [{ by: 'handler' }] });
});

test('a scenario comes before a handler, and the check of the request before both but the scenario', async () => {
  const mock = await mockWith(`export const createPet = () => ({ status: 201, body: { by: 'handler' } });`);
  expect(await send(mock, 'POST', '/pets', tove)).toEqual([201, { by: 'handler' }]);
  expect((await send(mock, 'POST', '/pets', {}))[0]).toBe(422);
  const rules = [{ match: { operation_id: 'createPet' }, respond: { status: 201, body: { by: 'scenario' } } }];
  mock.scenarios.deploy(mock.worlds.default, { name: 'first', type: 'workflow', rules });
  mock.scenarios.activate(mock.worlds.default, 'first');
  expect(await send(mock, 'POST', '/pets', {})).toEqual([201, { by: 'scenario' }]);
});

test('a handler that never settles is answered for when its time is over', async () => {
  const mock = await mockWith(`export const getPet = () => new Promise(() => {});`, { handlerTimeoutMs: 50 });
  expect(await send(mock, 'GET', '/pets/1')).toMatchObject([504, { type: 'urn:mockloop:problem:HANDLER_TIMEOUT' }]);
  expect((await send(mock, 'GET', '/pets'))[0]).toBe(200);
});

test('who starts a mock is told when its handlers have been loaded again, and not of the first time', async () => {
  const handlers = await mkdtemp(path.join(os.tmpdir(), 'mockloop-handlers-'));
  const loaded = Promise.withResolvers<object>();
  await mockWith('', { handlers, onHandlersLoad: loaded.resolve });
  await saveByRename(path.join(handlers, 'pets.ts'), 'export const getPet = () => undefined;');
  expect(await loaded.promise).toEqual({ files: 1, operations: ['GET /pets/{petId}'] });
  await rm(handlers, { recursive: true });
});

test('a mock that is refused for its settings leaves no watcher behind', async () => {
  const watchers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'FSEventWrap').length;
  const before = watchers();
  const mock = mockWith('export const getPet = () => undefined;', { webhooks: { maxTries: 0 } });
  await expect(mock).rejects.toThrow('webhooks.maxTries');
  // Those of other mocks may still be closing.
  await expect.poll(watchers, { timeout: 20_000 }).toBeLessThanOrEqual(before);
});
