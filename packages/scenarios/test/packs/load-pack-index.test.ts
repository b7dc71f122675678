import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LoadedPacks, type LoadPackIndexOptions, loadPackIndex } from '../../src/index.ts';
import { aPack, bytesOf } from './support/pack.ts';

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

const answers = new Map<string, Answer>();
const asked: string[] = [];
let server: Server;
let origin: string;
let cacheFolder: string;

beforeEach(async () => {
  answers.clear();
  asked.length = 0;
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status = 200, headers = {}, body = '' } = answers.get(request.url ?? '') ?? { status: 404 };
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cacheFolder = await mkdtemp(path.join(tmpdir(), 'pack-cache-'));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(cacheFolder, { recursive: true });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Serves an index of these packs, each at `packs/<n>.json`. */
function serve(
  packs: readonly { readonly uri?: string; readonly bytes: Uint8Array; readonly digest?: string }[],
): void {
  packs.forEach(({ bytes }, index) => {
    answers.set(`/packs/${index}.json`, { body: bytes });
  });
  const entries = packs.map(({ uri = aPack().uri, bytes, digest = sha256(bytes) }, index) => ({
    uri,
    url: `packs/${index}.json`,
    sha256: digest,
    title: 'For people',
  }));
  answers.set('/index.json', { body: JSON.stringify({ packs: entries }) });
}

function load(options: LoadPackIndexOptions = {}, target: string = `${origin}/index.json`): Promise<LoadedPacks> {
  return loadPackIndex(target, { allowPrivateNetworks: true, cacheFolder, ...options });
}

const checkout = bytesOf(aPack());

test('the packs of an index are fetched relative to it, checked and kept by their digest', async () => {
  serve([{ bytes: checkout }]);

  const { packs, problems } = await load();

  expect(problems).toEqual([]);
  expect(packs).toEqual([{ pack: aPack(), file: `${origin}/packs/0.json`, sha256: sha256(checkout) }]);
  expect(await readdir(cacheFolder)).toContain(`${sha256(checkout)}.json`);
});

test('a pack that is in the cache is not fetched again', async () => {
  serve([{ bytes: checkout }]);
  await load();
  asked.length = 0;

  const { packs } = await load();

  expect(packs).toHaveLength(1);
  expect(asked).toEqual(['/index.json']);
});

test('without a network, what was last read is used, with a warning', async () => {
  serve([{ bytes: checkout }]);
  await load();
  await new Promise((resolve) => server.close(resolve));

  const { packs, problems } = await load();

  expect(packs).toHaveLength(1);
  expect(problems).toMatchObject([{ severity: 'warning', code: 'UNREACHABLE' }]);
  expect(problems[0]?.message).toContain('ECONNREFUSED');
});

test('without a network and without a cache there is a problem and no pack', async () => {
  answers.set('/index.json', { status: 500 });

  const { packs, problems } = await load();

  expect(packs).toEqual([]);
  expect(problems).toMatchObject([{ severity: 'error', code: 'UNREACHABLE', file: `${origin}/index.json` }]);
  expect(problems[0]?.message).toContain('the server answers 500');
});

test('what was changed in the cache is fetched again', async () => {
  serve([{ bytes: checkout }]);
  await load();
  await writeFile(path.join(cacheFolder, `${sha256(checkout)}.json`), 'something else');

  const { packs, problems } = await load();

  expect([packs.length, problems]).toEqual([1, []]);
  expect(asked.filter((url) => url === '/packs/0.json')).toHaveLength(2);
});

test('a pack with another digest is not used or kept, and the others are loaded', async () => {
  serve([{ bytes: checkout, digest: '0'.repeat(64) }, { bytes: checkout }]);

  const { packs, problems } = await load();

  expect(packs.map(({ file }) => file)).toEqual([`${origin}/packs/1.json`]);
  expect(problems).toMatchObject([{ code: 'DIGEST_MISMATCH', file: `${origin}/packs/0.json` }]);
  expect(await readdir(cacheFolder)).not.toContain(`${'0'.repeat(64)}.json`);
});

test('a pack with the right digest and a wrong content is reported with the place in it', async () => {
  serve([{ bytes: bytesOf(aPack({ complexity: 'extreme' })) }]);

  const { packs, problems } = await load();

  expect(packs).toEqual([]);
  expect(problems).toMatchObject([{ file: `${origin}/packs/0.json`, pointer: '/complexity', code: 'VALUE_INVALID' }]);
});

test('a pack that calls itself otherwise than the index does is refused', async () => {
  serve([{ bytes: checkout, uri: 'scenario-pack://commerce/returns' }]);

  const { packs, problems } = await load();

  expect(packs).toEqual([]);
  expect(problems).toMatchObject([{ code: 'URI_MISMATCH', file: `${origin}/packs/0.json` }]);
});

test.each([
  ['no JSON', '<html>', 'SYNTAX_INVALID', ''],
  ['no list', '{"packs": {}}', 'INDEX_INVALID', ''],
  ['only an inherited list', '{"__proto__": {"packs": []}}', 'INDEX_INVALID', ''],
  [
    'an entry without a digest',
    '{"packs": [{"uri": "scenario-pack://a/b", "url": "b.json"}]}',
    'VALUE_INVALID',
    '/packs/0',
  ],
  [
    'a digest that is a path',
    '{"packs": [{"uri": "scenario-pack://a/b", "url": "b.json", "sha256": "../../../../etc/passwd"}]}',
    'VALUE_INVALID',
    '/packs/0/sha256',
  ],
  ['more than a megabyte', ' '.repeat(1_048_577), 'UNREACHABLE', ''],
])('an index that is or has %s is reported with its place', async (_, body, code, pointer) => {
  answers.set('/index.json', { body });

  const { packs, problems } = await load();

  expect(packs).toEqual([]);
  expect(problems).toMatchObject([{ code, pointer, file: `${origin}/index.json` }]);
});

test('a pack of endless length is given up at its limit', async () => {
  const bytes = bytesOf(aPack({ description: 'x'.repeat(2_000_000) }));
  serve([{ bytes }]);

  const { packs, problems } = await load();

  expect(packs).toEqual([]);
  expect(problems).toMatchObject([{ code: 'UNREACHABLE', file: `${origin}/packs/0.json` }]);
  expect(problems[0]?.message).toContain('larger than 1048576 bytes');
});

test.each([
  'http://127.0.0.1/index.json',
  'http://[::1]/',
  'http://10.1.2.3/',
  'http://[::ffff:192.168.0.1]/',
  'http://localhost/',
])('%s is not fetched unless private networks are allowed', async (url) => {
  const { problems } = await loadPackIndex(url, { cacheFolder });

  expect(problems).toMatchObject([{ severity: 'error', code: 'UNREACHABLE' }]);
  expect(problems[0]?.message).toContain('private network');
});

test('what is refused is not taken from the cache either', async () => {
  serve([{ bytes: checkout }]);
  await load();
  asked.length = 0;

  const { packs, problems } = await load({ allowPrivateNetworks: false });

  expect([packs, asked]).toEqual([[], []]);
  expect(problems).toMatchObject([{ severity: 'error', code: 'UNREACHABLE' }]);
});

test.each([
  ['http://169.254.169.254/latest/meta-data', 'link-local'],
  ['http://[fe80::1]/', 'link-local'],
  ['file:///etc/passwd', 'not an HTTP URL'],
  ['data:application/json,{}', 'not an HTTP URL'],
  ['nonsense', 'not a URL'],
])('%s is never fetched', async (url, reason) => {
  const { problems } = await loadPackIndex(url, { cacheFolder, allowPrivateNetworks: true });

  expect(problems).toMatchObject([{ code: 'UNREACHABLE' }]);
  expect(problems[0]?.message).toContain(reason);
});

test('packs and redirects may not lead where the index may not', async () => {
  const urls = ['http://169.254.169.254/pack.json', 'file:///etc/passwd', '/redirect.json'];
  const entries = urls.map((url) => ({ uri: 'scenario-pack://a/b', url, sha256: '0'.repeat(64) }));
  answers.set('/index.json', { body: JSON.stringify({ packs: entries }) });
  answers.set('/redirect.json', { status: 302, headers: { location: 'http://169.254.169.254/' } });

  const { packs, problems } = await load();

  expect(packs).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('link-local'),
    expect.stringContaining('not an HTTP URL'),
    expect.stringContaining('link-local'),
  ]);
});

test('redirects are followed a few times, and URLs are relative to where they end', async () => {
  serve([{ bytes: checkout }]);
  answers.set('/moved.json', { status: 301, headers: { location: '/index.json' } });
  answers.set('/loop.json', { status: 302, headers: { location: '/loop.json' } });

  expect((await load({}, `${origin}/moved.json`)).packs).toHaveLength(1);
  expect((await load({}, `${origin}/loop.json`)).problems[0]?.message).toContain('more than 5 times');
});

test('a cache that cannot be written is a warning', async () => {
  serve([{ bytes: checkout }]);
  const file = path.join(cacheFolder, 'a-file');
  await writeFile(file, '');

  const { packs, problems } = await load({ cacheFolder: file });

  expect(packs).toHaveLength(1);
  expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    'warning CACHE_UNWRITABLE',
    'warning CACHE_UNWRITABLE',
  ]);
});

test('without a cache folder nothing is kept', async () => {
  serve([{ bytes: checkout }]);

  const { packs, problems } = await load({ cacheFolder: undefined });

  expect([packs.length, problems]).toEqual([1, []]);
  expect(await readdir(cacheFolder)).toEqual([]);
});

test('loading ends when the signal says so', async () => {
  serve([{ bytes: checkout }]);

  await expect(load({ signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});
