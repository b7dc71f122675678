import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDocument } from '../src/read-document.ts';
import { always, httpAnswer, listenRaw } from './support/listen-raw.ts';
import { openToolbox } from './support/open-toolbox.ts';
import { petstore } from './support/petstore.ts';
import { startMock } from './support/start-mock.ts';

const argument = '/openapi_spec';
const text = JSON.stringify(petstore);
const yaml = 'openapi: 3.1.0\ninfo: { title: Pets, version: "1" }\npaths: {}\n';

test('a document may be an object, text in JSON or YAML, a path, a URL, or that of a mock', async () => {
  const { services } = await openToolbox({ allowPrivateNetworks: true });
  const { workspace } = services;
  await mkdir(join(workspace, 'specs'));
  await writeFile(join(workspace, 'specs', 'api.yaml'), yaml);
  const url = await listenRaw(always(httpAnswer('200 OK', text)));
  const { apiUrl } = await startMock();
  for (const input of [petstore, text, `  ${text}`, yaml, 'specs/api.yaml', join(workspace, 'specs/api.yaml'), url]) {
    const document = await readDocument(input, { argument }, services);
    expect(document.info.title).toBe('Pets');
  }
  const { operations } = await readDocument(undefined, { argument, serverUrl: apiUrl }, services);
  expect(operations).toHaveLength(4);
});

test('the document of a mock is the one it serves, whatever it answers at /openapi.json', async () => {
  const { services } = await openToolbox();
  const own = { get: { responses: { 200: { description: 'Mine' } } } };
  const { apiUrl } = await startMock({ document: { ...petstore, paths: { '/openapi.json': own } } });
  const document = await readDocument(undefined, { argument, serverUrl: apiUrl }, services);
  expect(document.operations.map(({ key }) => key)).toEqual(['GET /openapi.json']);
});

test('a document in several files is read with all of them', async () => {
  const { services } = await openToolbox();
  const { workspace } = services;
  await writeFile(join(workspace, 'pet.yaml'), 'type: object\n');
  const schema = { $ref: './pet.yaml' };
  const get = { responses: { 200: { description: 'Pets', content: { 'application/json': { schema } } } } };
  await writeFile(join(workspace, 'api.json'), JSON.stringify({ ...petstore, paths: { '/pets': { get } } }));
  const document = await readDocument('api.json', { argument }, services);
  expect(document.diagnostics).toEqual([]);
  const { apiUrl } = await startMock({ document });
  const served = await readDocument(undefined, { argument, serverUrl: apiUrl }, services);
  expect(JSON.stringify(served.source)).not.toContain('pet.yaml');
});

test('what is given as text or object reads no files', async () => {
  const { services } = await openToolbox();
  await writeFile(join(services.workspace, 'secret.yaml'), 'type: string\n');
  const schema = { $ref: './secret.yaml' };
  const get = { responses: { 200: { description: 'x', content: { 'application/json': { schema } } } } };
  const document = await readDocument({ ...petstore, paths: { '/pets': { get } } }, { argument }, services);
  const [entry] = document.operations;
  if (entry === undefined) throw new Error('There is no operation');
  const uri = document.readOperation(entry).responses[0]?.content[0]?.schema;
  expect(() => (uri === undefined ? undefined : document.schema(uri))).toThrow(/cannot be reached|not opened/);
});

test.each([
  ['text that is broken', '{"openapi": "3.1.0",', /line|JSON|expected/i],
  ['another format', { swagger: '1.2' }, /./],
  ['nothing', '', /./],
  ['a file that is not there', 'no/such.yaml', /there is no such file/],
  ['a name with NUL', 'a\0b', /cannot be read/],
  ['a private address', 'http://127.0.0.1:1/openapi.json', /private network/],
  ['a metadata address', 'http://169.254.169.254/latest', /link-local or metadata/],
])('%s is refused, with what was wrong', async (_, input, why) => {
  const { services } = await openToolbox();
  await expect(readDocument(input, { argument }, services)).rejects.toMatchObject({
    code: 'INVALID_DOCUMENT',
    message: expect.stringMatching(why),
    problems: [{ detail: expect.any(String) }],
  });
});

test('neither document nor mock is a mistake that says what is possible', async () => {
  const { services } = await openToolbox();
  await expect(readDocument(undefined, { argument }, services)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [{ pointer: argument }],
    message: expect.stringContaining('server_url'),
  });
});

test('a link in the workspace is a path as good as any', async () => {
  const { services } = await openToolbox();
  const { workspace } = services;
  await writeFile(join(workspace, 'api.yaml'), yaml);
  await symlink(join(workspace, 'api.yaml'), join(workspace, 'link.yaml'));
  expect((await readDocument('link.yaml', { argument }, services)).info.title).toBe('Pets');
});
