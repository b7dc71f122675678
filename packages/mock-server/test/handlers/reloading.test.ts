import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { openFolder, pets, saveByRename } from './handler-folder.ts';

const answering = (body: string): string => `export const listPets = () => ({ body: ${body} });`;

test('changed, new and deleted files count from the next request on', async () => {
  const { answers, change } = await openFolder({ 'a.ts': answering('1') });
  await answers('/pets', '1');
  await change({ 'a.ts': answering('2') });
  await answers('/pets', '2');
  await change({ 'deep/er/b.ts': 'export const label = () => ({ body: "new" });' });
  await answers('/label', 'new');
  await change({ 'a.ts': undefined });
  await answers('/pets', '[{"id":1,"name":"Rex"}]');
  await change({ deep: undefined });
  await answers('/label', 'Rex');
});

test('files that are saved by rename count every time, and whatever is done after them', async () => {
  const { answers, change, after, folder, problems } = await openFolder({ 'a.ts': answering('0'), 'deep/_b.ts': '' });
  for (const body of ['1', '2', '3', '4', '5', '6']) {
    await after(() => saveByRename(join(folder, 'a.ts'), answering(body)));
    await answers('/pets', body);
  }
  await change({ 'a.ts': answering('7') });
  await answers('/pets', '7');
  await change({ 'new/b.ts': 'export const label = () => ({ body: "b" });' });
  await answers('/label', 'b');
  await after(() => saveByRename(join(folder, 'new/b.ts'), 'export const label = () => ({ body: "c" });'));
  await answers('/label', 'c');
  await change({ 'new/b.ts': undefined });
  await answers('/label', 'Rex');
  expect(problems).toEqual([]);
});

test('a folder that takes the place of another is watched in its stead, the handlers folder too', async () => {
  const { answers, change, after, folder, problems } = await openFolder({ 'in/a.ts': answering('1') });
  for (const place of [join(folder, 'in'), folder]) {
    const file = place === folder ? 'a.ts' : 'in/a.ts';
    await after(async () => {
      rmSync(place, { recursive: true });
      mkdirSync(place);
      writeFileSync(join(folder, file), answering('2'));
    });
    await answers('/pets', '2');
    await change({ [file]: answering('3') });
    await answers('/pets', '3');
  }
  await change({ 'in/b.ts': 'export const label = () => ({ body: "in" });' });
  await after(() => rename(join(folder, 'in'), join(folder, 'moved')));
  await change({ 'moved/b.ts': 'export const label = () => ({ body: "moved" });' });
  await answers('/label', 'moved');
  expect(problems).toEqual([]);
});

test('a file elsewhere that a link of the folder names is watched, however it is saved', async () => {
  const { folder: elsewhere } = await openFolder({ 'x.ts': answering('1') }, { watch: false });
  const file = join(elsewhere, 'x.ts');
  const { answers, after, folder } = await openFolder({});
  await after(() => symlink(file, join(folder, 'a.ts')));
  for (const body of ['2', '3']) {
    await after(() => saveByRename(file, answering(body)));
    await answers('/pets', body);
  }
  await after(() => writeFile(file, answering('4')));
  await answers('/pets', '4');
});

test('a folder that is deleted is reported, and its handlers go on answering', async () => {
  const problem = Promise.withResolvers<string>();
  const { ask, folder } = await openFolder({ 'a.ts': answering('1') }, { onProblem: problem.resolve });
  rmSync(folder, { recursive: true });
  expect(await problem.promise).toMatch(/changes are not seen any more .*ENOENT.*Restart the mock\.$/);
  expect((await ask('/pets')).body).toBe('1');
});

test('a changed helper reaches the handlers that import it, through others, as JSON too', async () => {
  const { answers, change } = await openFolder({
    'a.ts': 'import { value } from "./_one.ts";\nexport const listPets = () => ({ body: value });',
    '_one.ts':
      'import { two } from "./lib/_two.mjs";\nimport data from "./_data.json" with { type: "json" };\nexport const value: unknown = [two, data];',
    'lib/_two.mjs': 'export const two = 2;',
    '_data.json': '{"a":1}',
  });
  await answers('/pets', '[2,{"a":1}]');
  await change({ 'lib/_two.mjs': 'export const two = 3;' });
  await answers('/pets', '[3,{"a":1}]');
  await change({ '_data.json': '{"a":2}' });
  await answers('/pets', '[3,{"a":2}]');
});

test('a file that fails to load keeps its version before, until it is mended', async () => {
  const { answers, ask, change, problems } = await openFolder({
    'a.ts': answering('1'),
    'b.ts': 'export const label = () => ({ body: "b1" });',
  });
  await change({ 'a.ts': 'export const listPets = (;', 'b.ts': 'export const label = () => ({ body: "b2" });' });
  await answers('/label', 'b2');
  expect(problems.at(-1)).toMatch(/^a\.ts:1: .*Its version before goes on answering\.$/);
  expect((await ask('/pets')).body).toBe('1');
  await change({ 'a.ts': answering('3') });
  await answers('/pets', '3');
});

test('variables of modules begin anew with every change', async () => {
  const counting = 'let count = 0;\nexport const listPets = () => ({ body: ++count });';
  const { answers, ask, change } = await openFolder({ 'a.js': counting });
  await ask('/pets');
  expect((await ask('/pets')).body).toBe('2');
  await change({ 'b.js': 'export const label = () => ({ body: "b" });' });
  await answers('/label', 'b');
  expect((await ask('/pets')).body).toBe('1');
});

test('two mocks may use files of the same name, each with its own variables', async () => {
  const counting = 'let count = 0;\nexport const listPets = () => ({ body: ++count });';
  const [one, two] = await Promise.all([openFolder({ 'a.js': counting }), openFolder({ 'a.js': counting })]);
  await one.ask('/pets');
  expect((await one.ask('/pets')).body).toBe('2');
  expect((await two.ask('/pets')).body).toBe('1');
});

test('another document finds the handlers of its own operations', async () => {
  const { handlers, problems, ask } = await openFolder({
    'a.js': `${answering('1')}\nexport const label = () => ({ body: "x" });`,
  });
  const { paths, ...others } = pets as { paths: Record<string, unknown> };
  const { '/label': _, ...fewer } = paths;
  handlers.use(await loadDocument({ ...others, paths: fewer }));
  expect(problems).toEqual([expect.stringContaining('"label" is no operation of the document')]);
  expect((await ask('/pets')).body).toBe('1');
});

test('declarations, tests, hidden files and packages are no handler files', async () => {
  const { problems, ask } = await openFolder({
    'types.d.ts': 'export declare const a: number;',
    'pets.test.ts': 'throw new Error("run");',
    '.hidden.ts': 'throw new Error("run");',
    '_private/x.ts': 'throw new Error("run");',
    'node_modules/p/index.js': 'throw new Error("run");',
    'readme.md': '# Handlers',
    'ok.ts': answering('1'),
  });
  expect(problems).toEqual([]);
  expect((await ask('/pets')).body).toBe('1');
});
