import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type LoadOptions, loadDocument } from '../src/index.ts';
import { readWholeDocument } from './read-whole-document.ts';

const MINIMAL = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {} };
const TEXT = JSON.stringify(MINIMAL);

async function folderWith(files: Readonly<Record<string, string | object>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'spec-parser-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

function referringTo(reference: string): object {
  const schema = { $ref: reference };
  const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
  return { ...MINIMAL, paths: { '/things': { get: { responses } } } };
}

/** The only schema of a document, or why it cannot be had. */
async function schemaOf(input: string | object, options?: LoadOptions): Promise<unknown> {
  const document = await loadDocument(input, options);
  const [entry] = document.operations;
  const uri = entry && document.readOperation(entry).responses[0]?.content[0]?.schema;
  try {
    return document.schema(uri ?? '');
  } catch (error) {
    return error;
  }
}

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a document is loaded from a path, text, bytes and an object alike', async () => {
  const folder = await folderWith({ 'api.json': MINIMAL });
  const inputs = [join(folder, 'api.json'), TEXT, Buffer.from(TEXT), MINIMAL];
  for (const input of inputs) expect((await loadDocument(input)).source).toEqual(MINIMAL);
  expect((await loadDocument('api.json', { cwd: folder })).file).toBe('api.json');
});

test('a document given as an object is its source itself', async () => {
  expect((await loadDocument(MINIMAL)).source).toBe(MINIMAL);
});

test.each([
  ['3.0.99', '3.0'],
  ['3.1.0', '3.1'],
  ['3.2.0', '3.2'],
  ['3.1.0-rc1', '3.1'],
])('openapi: %s is version %s', async (openapi, version) => {
  expect((await loadDocument({ ...MINIMAL, openapi })).version).toBe(version);
});

test.each([['1.2'], ['3.3.0'], ['4.0.0'], [''], [null]])('openapi: %s is refused', async (openapi) => {
  await expect(loadDocument({ ...MINIMAL, openapi })).rejects.toMatchObject({ code: 'VERSION_UNSUPPORTED' });
});

test.each([
  ['Postman', { info: { name: 'x' }, item: [] }],
  ['HAR', { log: { version: '1.2', entries: [] } }],
  ['AsyncAPI 3.0.0', { asyncapi: '3.0.0' }],
  ['GraphQL', 'type Query {\n  hello: String\n}\n'],
  ['Protocol Buffers', 'syntax = "proto3";\nservice A {}\n'],
  ['RAML', '#%RAML 1.0\ntitle: x\n'],
  ['API Blueprint', 'FORMAT: 1A\n\n# My API\n'],
  ['HTML', '<!DOCTYPE html>\n<html><body>Not found</body></html>\n'],
])('%s is recognised and refused by name', async (format, input) => {
  await expect(loadDocument(input)).rejects.toMatchObject({
    code: 'FORMAT_UNSUPPORTED',
    message: expect.stringContaining(format),
  });
});

test('a flow collection that closes left of its key is read, as the Docker Engine document has it', async () => {
  const document = await loadDocument(`openapi: 3.0.0
info: { title: T, version: "1" }
paths:
  /things:
    get:
      responses:
        200:
          description: ok
          content:
            application/json:
              example:
                {
                  "a": [1]
              }
`);
  const [entry] = document.operations;
  const example = entry && document.readOperation(entry).responses[0]?.content[0]?.examples[0];
  expect(example?.value).toEqual({ a: [1] });
});

test('merge keys are honoured, and never merge into a prototype', async () => {
  const document = await loadDocument(`openapi: 3.0.0
info: { title: T, version: "1" }
x-base: &base { summary: shared, __proto__: { polluted: true } }
paths:
  /things:
    get: { <<: *base, responses: {} }
`);
  expect(document.operations[0]?.summary).toBe('shared');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('several YAML documents in one file are refused', async () => {
  await expect(loadDocument(`openapi: 3.0.0\npaths: {}\n---\nopenapi: 3.0.0\npaths: {}\n`)).rejects.toMatchObject({
    code: 'SYNTAX_INVALID',
    message: expect.stringContaining('several YAML documents'),
  });
});

test.each([
  ['JSON', (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`],
  ['YAML in flow style', (depth: number) => `x: ${'['.repeat(depth)}${']'.repeat(depth)}\n`],
  ['YAML in one line of dashes', (depth: number) => `x:\n${'- '.repeat(depth)}1\n`],
  ['YAML by indentation', (depth: number) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
  [
    'JSON behind a string full of closing brackets',
    (depth: number) => `["${']'.repeat(depth)}",${'['.repeat(depth)}${']'.repeat(depth)}]`,
  ],
])('%s that is nested too deep is refused before it is parsed', async (_name, make) => {
  await expect(loadDocument(make(3000))).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    message: expect.stringContaining('300 levels'),
  });
});

test('an object that holds itself is refused', async () => {
  const paths: Record<string, unknown> = {};
  paths['/self'] = paths;
  await expect(loadDocument({ ...MINIMAL, paths })).rejects.toMatchObject({ code: 'DOCUMENT_INVALID' });
});

test('a file above the byte limit is refused', async () => {
  await expect(loadDocument(TEXT, { limits: { maxBytes: 10 } })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
});

test.each([['missing.yaml'], ['.'], ['file:///missing.yaml']])('%s cannot be read and is named', async (path) => {
  await expect(loadDocument(path)).rejects.toMatchObject({ code: 'UNREADABLE', file: path });
});

test.each([[{ cwd: '/none' }], [{ cwd: '.', root: '/none' }]])(
  'a folder that is not there is named: %j',
  async (options) => {
    await expect(loadDocument(MINIMAL, options)).rejects.toMatchObject({ code: 'UNREADABLE', file: '/none' });
  },
);

test('an aborted signal stops loading', async () => {
  await expect(loadDocument(MINIMAL, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
});

test('references lead to files beside the document and to the project above it', async () => {
  const folder = await folderWith({
    'package.json': {},
    'a/b/api.json': referringTo('../../common/Thing%20Type.yaml#/Thing'),
    'common/Thing Type.yaml': 'Thing: { type: object, properties: { part: { $ref: part.json } } }',
    'common/part.json': { type: 'string', format: 'date' },
  });
  const document = await loadDocument(join(folder, 'a/b/api.json'));
  expect([...readWholeDocument(document).schemas.values()]).toEqual([
    { type: 'object', properties: { part: { $ref: expect.any(String) } } },
    { type: 'string', format: 'date' },
  ]);
});

test('without a project, references may lead to the folder around that of the document', async () => {
  const folder = await folderWith({
    'v1/specs/api.json': referringTo('../common.json'),
    'v1/common.json': { type: 'null' },
  });
  expect(await schemaOf(join(folder, 'v1/specs/api.json'))).toEqual({ type: 'null' });
  expect(await schemaOf(join(folder, 'v1/specs/api.json'), { root: join(folder, 'v1/specs') })).toMatchObject({
    code: 'REFERENCE_UNRESOLVED',
    message: expect.stringContaining('not opened'),
  });
});

test.each([
  ['out of the root', '../../secret.json'],
  ['percent-encoded', '..%2f..%2fsecret.json'],
  ['absolute', '/etc/passwd'],
  ['a file: URL', 'file:///etc/passwd'],
  ['a hidden file', './.secret.json'],
  ['behind a symbolic link', './link.json'],
])('a reference that is %s is refused, and nothing of its file is told', async (_name, reference) => {
  const folder = await folderWith({
    'secret.json': { const: 'SECRET' },
    'project/package.json': {},
    'project/.secret.json': { const: 'SECRET' },
    'project/api/api.json': referringTo(reference),
  });
  await symlink(join(folder, 'secret.json'), join(folder, 'project/api/link.json'));
  const error = await schemaOf(join(folder, 'project/api/api.json'));
  expect(error).toMatchObject({ code: 'REFERENCE_UNRESOLVED', pointer: expect.stringMatching(/schema$/) });
  expect(String(error)).not.toContain('SECRET');
});

test('a file that is broken costs only what refers to it', async () => {
  const folder = await folderWith({ 'api.json': referringTo('broken.yaml'), 'broken.yaml': 'a: [1' });
  const error = await schemaOf(join(folder, 'api.json'));
  expect(error).toMatchObject({ code: 'REFERENCE_UNRESOLVED', message: expect.stringContaining('Not valid YAML') });
});

test('more files than the limit allows are not opened', async () => {
  const folder = await folderWith({ 'api.json': referringTo('a.json'), 'a.json': { $ref: 'b.json' }, 'b.json': {} });
  const error = await schemaOf(join(folder, 'api.json'), { limits: { maxFiles: 1 } });
  expect(error).toMatchObject({ message: expect.stringContaining('more than 1 files') });
});

test('text and objects refer to files only where it is said in which folder they stand', async () => {
  const folder = await folderWith({ 'thing.json': { type: 'boolean' } });
  expect(await schemaOf(referringTo('thing.json'))).toMatchObject({ code: 'REFERENCE_UNRESOLVED' });
  expect(await schemaOf(referringTo('thing.json'), { cwd: folder })).toEqual({ type: 'boolean' });
});

test('a document is fetched from a URL, and its own origin may be referred to', async () => {
  const origin = await serve((request, response) => {
    response.end(
      JSON.stringify(request.url === '/api/openapi.json' ? referringTo('../thing.json') : { type: 'integer' }),
    );
  });
  expect(await schemaOf(`${origin}/api/openapi.json`, { allowPrivateNetworks: true })).toEqual({ type: 'integer' });
});

test('references to other origins are followed only where that is allowed', async () => {
  const origin = await serve((_request, response) => void response.end('{"type":"integer"}'));
  const document = referringTo(`${origin}/thing.json`);
  expect(await schemaOf(document, { allowPrivateNetworks: true })).toMatchObject({
    message: expect.stringContaining('was not fetched'),
  });
  expect(await schemaOf(document, { allowPrivateNetworks: true, remoteReferences: true })).toEqual({ type: 'integer' });
});

test.each([
  ['http://127.0.0.1:1/'],
  ['http://[::1]:1/'],
  ['http://0x7f000001/'],
  ['http://localhost:1/'],
  ['http://10.0.0.1/'],
  ['http://[::ffff:192.168.0.1]/'],
])('%s is private: refused unless allowed', async (url) => {
  await expect(loadDocument(url)).rejects.toMatchObject({
    code: 'ACCESS_REFUSED',
    message: expect.stringContaining('private'),
  });
});

test.each([
  ['http://169.254.169.254/latest/meta-data/'],
  ['http://[::ffff:169.254.169.254]/'],
  ['http://[fe80::1]/'],
  ['http://2852039166/'],
])('%s is refused, whatever is allowed', async (url) => {
  await expect(loadDocument(url, { allowPrivateNetworks: true })).rejects.toMatchObject({
    code: 'ACCESS_REFUSED',
    message: expect.stringContaining('link-local'),
  });
});

test('each redirect is checked again', async () => {
  const origin = await serve((_request, response) => {
    response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end();
  });
  await expect(loadDocument(origin, { allowPrivateNetworks: true })).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
});

test('redirects are followed, but not for ever', async () => {
  const origin = await serve((request, response) => {
    if (request.url === '/end') response.end(TEXT);
    else response.writeHead(301, { location: request.url === '/once' ? '/end' : '/loop' }).end();
  });
  const options = { allowPrivateNetworks: true };
  expect((await loadDocument(`${origin}/once`, options)).info.title).toBe('T');
  await expect(loadDocument(`${origin}/loop`, options)).rejects.toMatchObject({ code: 'UNREADABLE' });
});

test.each([
  ['a failure', { status: 404, body: 'no' }, 'UNREADABLE', /404/],
  ['more bytes than the limit', { status: 200, body: TEXT }, 'LIMIT_EXCEEDED', /20 bytes/],
])('%s is told', async (_name, { status, body }, code, message) => {
  const origin = await serve((_request, response) => void response.writeHead(status).end(body));
  const options = { allowPrivateNetworks: true, limits: { maxBytes: 20 } };
  await expect(loadDocument(origin, options)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test('a server that does not answer is given up on', async () => {
  const origin = await serve(() => {});
  const options = { allowPrivateNetworks: true, limits: { fetchTimeoutMs: 50 } };
  await expect(loadDocument(origin, options)).rejects.toMatchObject({
    code: 'UNREADABLE',
    message: expect.stringContaining('too long'),
  });
});

test('a server that answers with something else is not left waiting for its answer to be read', async () => {
  const closed = Promise.withResolvers<void>();
  const origin = await serve((_request, response) => {
    response.once('close', () => closed.resolve());
    response.writeHead(500).write('An answer that does not end');
  });
  await expect(loadDocument(origin, { allowPrivateNetworks: true })).rejects.toMatchObject({ code: 'UNREADABLE' });
  await closed.promise;
});

test('loading from a server ends when the signal says so, with what it says', async () => {
  const controller = new AbortController();
  const origin = await serve(() => controller.abort(new Error('No longer wanted')));
  const options = { allowPrivateNetworks: true, signal: controller.signal };
  await expect(loadDocument(origin, options)).rejects.toThrow('No longer wanted');
});

test('a fetch of the caller is used, once the address is checked', async () => {
  const asked: string[] = [];
  const fetch = async (url: string | URL | Request): Promise<Response> => {
    asked.push(String(url));
    return new Response(TEXT);
  };
  expect((await loadDocument('http://93.184.215.14/api.json', { fetch })).info.title).toBe('T');
  await expect(loadDocument('http://10.1.1.1/api.json', { fetch })).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
  expect(asked).toEqual(['http://93.184.215.14/api.json']);
});
