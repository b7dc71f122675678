import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPackLibrary, loadPacksFromFolder } from '../../src/index.ts';
import { aPack, bytesOf } from './support/pack.ts';

let base: string;
let folder: string;
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'packs-'));
  folder = path.join(base, 'packs');
  await mkdir(path.join(folder, 'commerce'), { recursive: true });
});
afterEach(() => rm(base, { recursive: true }));

async function put(name: string, content: unknown): Promise<void> {
  await writeFile(path.join(folder, name), bytesOf(content));
}

test('packs in the folder and in folders of it are loaded, by name, and can then be read and found', async () => {
  await put('z.json', aPack({ uri: 'scenario-pack://commerce/z', name: 'z' }));
  await put('commerce/checkout.json', aPack());
  await put('index.json', { packs: [] });
  await put('pack.schema.json', {});
  await put('.hidden.json', 'no');

  const { packs, problems } = await loadPacksFromFolder(folder);

  expect(problems).toEqual([]);
  expect(packs.map(({ file }) => file)).toEqual([path.join('commerce', 'checkout.json'), 'z.json']);
  const library = createPackLibrary(packs.map(({ pack }) => pack));
  expect(library.list().total_packs).toBe(17);
  expect(library.read('scenario-pack://commerce/checkout')).toEqual(aPack());
  expect(library.search({ text: 'TILL', category: 'commerce' }).packs.map(({ name }) => name)).toEqual([
    'checkout',
    'z',
  ]);
});

test.each([
  ['broken JSON', '{"uri": "x",\n  "name": }', 'SYNTAX_INVALID', /line 2, column 11/],
  ['a comma too many', '{"uri": "x",}', 'SYNTAX_INVALID', /comma/],
  ['an empty file', '', 'SYNTAX_INVALID', /line 1/],
  ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'TOO_DEEP', /60 levels/],
  ['a large file', ' '.repeat(1_048_577), 'TOO_LARGE', /1048576 bytes/],
  ['something that is no object', '[1]', 'VALUE_INVALID', /./],
  ['a member with a wrong name', aPack({ scenarois: [] }), 'MEMBER_UNKNOWN', /scenarois/],
  [
    'a foreign member named __proto__',
    `{"__proto__": {"uri": "x"}, ${JSON.stringify(aPack()).slice(1)}`,
    'MEMBER_UNKNOWN',
    /__proto__/,
  ],
  ['a path as its name', aPack({ name: '../../etc' }), 'VALUE_INVALID', /\/name/],
  ['a URI of another name', aPack({ uri: 'scenario-pack://commerce/other' }), 'URI_MISMATCH', /not that of/],
  [
    'the reserved category',
    aPack({ category: 'discovery', uri: 'scenario-pack://discovery/checkout' }),
    'NAME_RESERVED',
    /discovery/,
  ],
])('%s is reported with its file, and other packs are loaded', async (_, content, code, message) => {
  await put('bad.json', content);
  await put('good.json', aPack());

  const { packs, problems } = await loadPacksFromFolder(folder);

  expect(packs.map(({ file }) => file)).toEqual(['good.json']);
  expect(problems).toContainEqual(expect.objectContaining({ severity: 'error', file: 'bad.json', code }));
  const problem = problems.find((found) => found.code === code);
  expect(problem?.message).toMatch(message);
  expect(problem?.advice).not.toBe('');
});

test('bytes that are no UTF-8 are reported', async () => {
  await writeFile(path.join(folder, 'bad.json'), Buffer.from([0x7b, 0xff, 0x7d]));

  const { problems } = await loadPacksFromFolder(folder);

  expect(problems).toMatchObject([{ code: 'NOT_TEXT', file: 'bad.json' }]);
});

test('a link that leads out of the folder is not opened; one that stays inside is', async () => {
  await writeFile(path.join(base, 'outside.json'), bytesOf(aPack()));
  await symlink(path.join(base, 'outside.json'), path.join(folder, 'bad.json'));
  await put('commerce/checkout.json', aPack());
  await symlink(path.join(folder, 'commerce/checkout.json'), path.join(folder, 'inside.json'));
  await symlink(path.join(folder, 'nowhere.json'), path.join(folder, 'lost.json'));
  await symlink(base, path.join(folder, 'up'));

  const { packs, problems } = await loadPacksFromFolder(folder);

  expect(packs.map(({ file }) => file)).toEqual([path.join('commerce', 'checkout.json'), 'inside.json']);
  expect(problems.map(({ file, code }) => [file, code])).toEqual([
    ['bad.json', 'OUTSIDE_FOLDER'],
    ['lost.json', 'UNREADABLE'],
  ]);
});

test('a pipe is not waited for', async () => {
  execFileSync('/usr/bin/mkfifo', [path.join(folder, 'pipe.json')]);

  const { problems } = await loadPacksFromFolder(folder);

  expect(problems).toMatchObject([{ code: 'UNREADABLE', file: 'pipe.json' }]);
});

test('a folder that is not there is reported', async () => {
  const { packs, problems } = await loadPacksFromFolder(path.join(base, 'none'));

  expect(packs).toEqual([]);
  expect(problems).toMatchObject([{ code: 'FOLDER_UNREADABLE' }]);
});

test('keys such as __proto__ in bodies are data', async () => {
  await put(
    'a.json',
    JSON.stringify(aPack()).replace('"status":503', '"status":503,"body":{"__proto__":{"polluted":true}}'),
  );

  const { packs } = await loadPacksFromFolder(folder);

  expect(packs).toHaveLength(1);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('loading ends when the signal says so', async () => {
  await put('a.json', aPack());

  await expect(loadPacksFromFolder(folder, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});
