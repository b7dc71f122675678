import path from 'node:path';
import { expect, test } from 'vitest';
import { type Manifest, readJson, readSources, workspaces } from './workspace.ts';

/** Every arrow of the repository: who imports whom. An arrow that is not here is a design decision to be made first. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'packages/analyzer': ['log-store'],
  'packages/body': ['schema', 'spec-parser'],
  'packages/database': [],
  'packages/log-store': ['database'],
  'packages/mock-server': ['analyzer', 'body', 'log-store', 'scenarios', 'schema', 'spec-parser'],
  'packages/scenarios': ['schema', 'spec-parser'],
  'packages/schema': [],
  'packages/spec-parser': [],
  'packages/mock-registry': ['database'],
  'packages/context-store': ['database'],
  'packages/generator': ['spec-parser'],
  'packages/test-runner': ['analyzer', 'body', 'mock-server', 'schema', 'spec-parser'],
  'packages/tools': [
    'analyzer',
    'context-store',
    'generator',
    'mock-registry',
    'mock-server',
    'runtime',
    'scenarios',
    'schema',
    'spec-parser',
    'test-runner',
  ],
  'packages/mcp-server': ['tools'],
  'packages/client': ['mcp-server', 'tools'],
  'apps/runtime': ['log-store', 'mock-server', 'scenarios', 'schema', 'spec-parser'],
  'apps/mcp': ['mcp-server', 'runtime', 'tools'],
  'apps/cli': ['analyzer', 'log-store', 'mcp-server', 'mock-server', 'runtime', 'scenarios', 'spec-parser', 'tools'],
};

/** Which packages may import a library that stands for a whole concern. */
const reserved: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['packages/database'],
  kysely: ['packages/context-store', 'packages/database', 'packages/log-store', 'packages/mock-registry'],
};

const folders = Object.keys(arrows);

test('the packages are those whose arrows are listed', () => {
  expect(workspaces().map(({ directory }) => directory)).toEqual(folders.toSorted());
});

test.each(folders)('%s depends on what is listed and on no other package', (folder) => {
  const manifest = readJson<Manifest>(`${folder}/package.json`);
  const { references } = readJson<{ references: { path: string }[] }>(`${folder}/tsconfig.json`);

  expect(workspaceDependencies(manifest)).toEqual(arrows[folder]);
  expect(references.map((reference) => path.basename(reference.path)).toSorted()).toEqual(arrows[folder]);
});

test.each(folders)('%s imports what is listed and no other package', (folder) => {
  const imported = importsOf(folder)
    .map(({ specifier }) => /^@mockloop\/([^/]+)/.exec(specifier)?.[1])
    .filter((name) => name !== undefined);

  expect(arrows[folder]).toEqual(expect.arrayContaining([...new Set(imported)]));
});

test.each(folders)('%s imports another package by its name, never by a path into it', (folder) => {
  const escaping = importsOf(folder)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ file, specifier }) => path.posix.join(path.posix.dirname(file), specifier))
    .filter((target) => !target.startsWith(`${folder}/`));

  expect(escaping).toEqual([]);
});

test.each(Object.entries(reserved))('%s is imported by %j alone', (library, owners) => {
  const importers = folders.filter((folder) => importsOf(folder).some(({ specifier }) => specifier === library));

  expect(owners).toEqual(expect.arrayContaining(importers));
});

test('only apps read the environment, the arguments and the standard streams of the process', () => {
  const readers = readSources('packages/*/src/**/*.ts')
    .filter(({ text }) => /\bprocess\.(env|argv|exit|stdin|stdout|stderr|on|once)\b/.test(text))
    .map(({ file }) => file);

  expect(readers).toEqual([]);
});

test('there is no package for what has no place', () => {
  const names = workspaces().map(({ directory }) => path.basename(directory));
  expect(names.filter((name) => /^(utils?|common|core|shared|helpers?)$/.test(name))).toEqual([]);
});

function workspaceDependencies(manifest: Manifest): string[] {
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest;
  return Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies, ...optionalDependencies })
    .filter((name) => name.startsWith('@mockloop/'))
    .map((name) => name.slice('@mockloop/'.length))
    .toSorted();
}

function importsOf(folder: string): { file: string; specifier: string }[] {
  return readSources(`${folder}/src/**/*.ts`).flatMap(({ file, text }) =>
    [...text.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map(([, specifier = '']) => ({
      file,
      specifier,
    })),
  );
}
