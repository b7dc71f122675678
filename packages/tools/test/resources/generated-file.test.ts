import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readResource, resourceTemplates, type ToolServices } from '../../src/index.ts';
import { openToolbox } from '../support/open-toolbox.ts';

const template = resourceTemplates.find(({ name }) => name === 'generated-file');

test('the files of generated projects are listed, completed and read', async () => {
  const services = await withProject({ 'mockloop.json': '{}', 'server.ts': 'run();', 'handlers/get pet#1.ts': 'ja' });

  expect(await template?.list(services)).toEqual([
    { uri: 'mockloop://generated/petstore/mockloop.json', name: 'petstore/mockloop.json' },
    { uri: 'mockloop://generated/petstore/server.ts', name: 'petstore/server.ts' },
    { uri: 'mockloop://generated/petstore/handlers/get%20pet%231.ts', name: 'petstore/handlers/get pet#1.ts' },
  ]);
  expect(await template?.complete({ variable: 'name', value: 'store', given: {} }, services)).toEqual(['petstore']);
  expect(await template?.complete({ variable: 'file', value: 'pet', given: { name: 'petstore' } }, services)).toEqual([
    'handlers/get pet#1.ts',
  ]);
  expect(await readResource('mockloop://generated/petstore/handlers/get%20pet%231.ts', services)).toEqual({
    mimeType: 'text/plain',
    text: 'ja',
  });
  expect(await readResource('mockloop://generated/petstore/mockloop.json', services)).toEqual({
    mimeType: 'application/json',
    text: '{}',
  });
});

test.each([
  ['a file that is not there', 'petstore/nothing.ts'],
  ['a folder', 'petstore/handlers'],
  ['a project that is not there', 'nothing/mockloop.json'],
  ['a folder that is no project', 'notes/text.md'],
  ['a hidden file', 'petstore/.env'],
  ['a file of an installed package', 'petstore/node_modules/a.js'],
  ['a file of the runtime', 'petstore/runtime/mockloop.js'],
  ['a path out of the project', 'petstore/../notes/text.md'],
  ['an encoded path out of the project', 'petstore/..%2Fnotes%2Ftext.md'],
  ['a project that is a path', '..%2F..%2Fetc/passwd'],
])('%s is nothing to read', async (_, file) => {
  const services = await withProject({
    'mockloop.json': '{}',
    'server.ts': '',
    '.env': 'TOKEN=1',
    'handlers/a.ts': '',
    'node_modules/a.js': '',
    'runtime/mockloop.js': '',
    '../notes/text.md': '# Notes',
  });

  await expect(readResource(`mockloop://generated/${file}`, services)).rejects.toMatchObject({
    code: 'UNKNOWN_RESOURCE',
  });
});

test('a project that is a link out of the workspace has no files to list', async () => {
  const services = await withProject({ 'mockloop.json': '{}', 'server.ts': '' });
  const { services: other } = await openToolbox();
  await mkdir(path.join(other.workspace, 'generated_mocks'));
  await symlink(
    path.join(services.workspace, 'generated_mocks/petstore'),
    path.join(other.workspace, 'generated_mocks/linked'),
  );

  expect(await template?.list(other)).toEqual([]);
  await expect(readResource('mockloop://generated/linked/server.ts', other)).rejects.toMatchObject({
    code: 'OUTSIDE_WORKSPACE',
  });
});

test('a link out of the workspace is not followed', async () => {
  const services = await withProject({ 'mockloop.json': '{}', 'server.ts': '' });
  await symlink('/etc/hostname', path.join(services.workspace, 'generated_mocks/petstore/hosts.txt'));

  await expect(readResource('mockloop://generated/petstore/hosts.txt', services)).rejects.toMatchObject({
    code: 'OUTSIDE_WORKSPACE',
  });
});

test.each([
  ['that is no text', Buffer.from([0xff, 0xfe, 0x00])],
  ['with NUL in it', 'a\0b'],
  ['of more than 1 MiB', 'a'.repeat(1_048_577)],
])('a file %s is refused with the place where it is', async (_, content) => {
  const services = await withProject({ 'mockloop.json': '{}', 'server.ts': '', 'data.db': content });

  await expect(readResource('mockloop://generated/petstore/data.db', services)).rejects.toMatchObject({
    code: 'FILE_ERROR',
    message: expect.stringContaining(path.join(services.workspace, 'generated_mocks/petstore/data.db')),
  });
});

test('a hundred files are listed at most', async () => {
  const files = Array.from({ length: 150 }, (_, index) => [`handlers/${index}.ts`, ''] as const);
  const services = await withProject({ 'mockloop.json': '{}', 'server.ts': '', ...Object.fromEntries(files) });

  expect(await template?.list(services)).toHaveLength(100);
});

/** A workspace with these files in the folder of a project. */
async function withProject(files: Readonly<Record<string, string | Buffer>>): Promise<ToolServices> {
  const { services } = await openToolbox();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(services.workspace, 'generated_mocks/petstore', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return services;
}
