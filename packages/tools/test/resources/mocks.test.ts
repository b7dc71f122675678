import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { MockRecord } from '@mockloop/mock-registry';
import { expect, test, vi } from 'vitest';
import { type ResourceTemplate, readResource, resourceTemplates, type Toolbox } from '../../src/index.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { petstore } from '../support/petstore.ts';
import { startMock } from '../support/start-mock.ts';

const entries = templateOf('mock-log-entry');
const output = templateOf('mock-output');

test('a logged exchange is read whole, by the address of either port', async () => {
  const { services } = await openToolbox();
  const mock = await startMock();
  await mock.call('GET', '/v1/pets?limit=2');
  const id = await firstId(mock.adminUrl);

  for (const url of [mock.apiUrl, mock.adminUrl]) {
    const { mimeType, text } = await readResource(`mockloop://mocks/${new URL(url).host}/logs/${id}`, services);

    expect(mimeType).toBe('application/json');
    expect(JSON.parse(text)).toMatchObject({ id, method: 'GET', path: '/v1/pets', query: 'limit=2', status: 200 });
  }
});

test('an encoded address means the same', async () => {
  const { services } = await openToolbox();
  const mock = await startMock();
  await mock.call('GET', '/v1/pets');
  const id = await firstId(mock.adminUrl);

  const host = encodeURIComponent(new URL(mock.apiUrl).host);
  expect(JSON.parse((await readResource(`mockloop://mocks/${host}/logs/${id}`, services)).text)).toMatchObject({ id });
});

test.each([
  ['an entry that is not there', (host: string) => `mockloop://mocks/${host}/logs/nothing`, 'UNKNOWN_RESOURCE'],
  ['a mock that nobody knows', () => 'mockloop://mocks/petstore/logs/1', 'UNKNOWN_MOCK'],
  ['the output of a mock that nobody knows', () => 'mockloop://mocks/petstore/log', 'UNKNOWN_RESOURCE'],
  ['a name with slashes in it', () => 'mockloop://mocks/..%2F..%2Fetc/log', 'UNKNOWN_RESOURCE'],
  ['half a character', (host: string) => `mockloop://mocks/${host}/logs/\ud800`, 'UNKNOWN_RESOURCE'],
  ['a very long name', () => `mockloop://mocks/${'x'.repeat(100_000)}/logs/1`, 'UNKNOWN_MOCK'],
  ['a broken escape', () => 'mockloop://mocks/%E0%A4%A/log', 'UNKNOWN_RESOURCE'],
])('%s is refused', async (_, uri, code) => {
  const { services } = await openToolbox();
  const mock = await startMock();

  await expect(readResource(uri(new URL(mock.apiUrl).host), services)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(/^.{1,2000}$/),
  });
});

test('a mock that runs in the background is read by its name: its entries, and what it printed', async () => {
  const toolbox = await openToolbox();
  const { services } = toolbox;
  const { url } = await startInBackground(toolbox, 'petstore');
  await fetch(`${url}/v1/pets`);
  const listed = await vi.waitUntil(
    async () => {
      const found = await entries.list(services);
      return found.length > 0 ? found : undefined;
    },
    { timeout: 20_000 },
  );
  const [id = ''] = await entries.complete({ variable: 'id', value: '', given: { mock: 'petstore' } }, services);

  expect(listed).toEqual([{ uri: `mockloop://mocks/petstore/logs/${id}`, name: 'petstore: GET /v1/pets 200' }]);
  expect(JSON.parse((await readResource(listed[0]?.uri ?? '', services)).text)).toMatchObject({ id });
  expect(await output.list(services)).toEqual([{ uri: 'mockloop://mocks/petstore/log', name: 'petstore: output' }]);
  expect((await readResource('mockloop://mocks/petstore/log', services)).text).toContain(url);
  expect(await output.complete({ variable: 'mock', value: 'store', given: {} }, services)).toEqual(['petstore']);
  expect(await entries.complete({ variable: 'mock', value: 'cart', given: {} }, services)).toEqual([]);
});

test('of what a mock printed, the end is read', async () => {
  const toolbox = await openToolbox();
  const { logFile } = await startInBackground(toolbox, 'petstore');
  await writeFile(logFile, Array.from({ length: 20_000 }, (_, line) => `line ${line}\n`).join(''));

  const { text } = await readResource('mockloop://mocks/petstore/log', toolbox.services);

  expect(text.length).toBeLessThan(66_000);
  expect(text).toMatch(/^… \d+ bytes before\nline \d+\n/);
  expect(text).toMatch(/line 19999\n$/);
});

function templateOf(name: string): ResourceTemplate {
  const template = resourceTemplates.find((one) => one.name === name);
  if (template === undefined) throw new Error(`There is no template ${name}.`);
  return template;
}

async function firstId(adminUrl: string): Promise<string> {
  return vi.waitUntil(
    async () => {
      const { logs } = (await (await fetch(`${adminUrl}/api/logs/search`)).json()) as { logs: { id: string }[] };
      return logs[0]?.id;
    },
    { timeout: 20_000 },
  );
}

/** A mock of the pet shop that ends with the toolbox. */
async function startInBackground({ services }: Toolbox, name: string): Promise<MockRecord> {
  const document = path.join(services.workspace, 'openapi.json');
  await writeFile(document, JSON.stringify(petstore));
  const [registry, { program, execArgv }] = await Promise.all([services.registry(), services.runtime()]);
  return registry.start({
    name,
    document,
    program,
    execArgv,
    args: [document, '--port', '0', '--admin-port', '0'],
    cwd: services.workspace,
    env: { PATH: process.env.PATH ?? '' },
    isAttached: true,
  });
}
