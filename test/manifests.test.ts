import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root, workspaces } from './workspace.ts';

const all = workspaces();
const libraries = all.filter(({ directory }) => directory.startsWith('packages/'));
const apps = all.filter(({ directory }) => directory.startsWith('apps/'));

test.each(all)('$directory says what it is, where it comes from and what it needs', ({ directory, manifest }) => {
  expect(manifest).toMatchObject({
    name: `@mockloop/${path.basename(directory)}`,
    description: expect.stringMatching(/\S/),
    license: 'MIT',
    type: 'module',
    repository: { type: 'git', directory },
    engines: { node: '>=22.18' },
    files: expect.arrayContaining(['dist']),
    scripts: { build: 'tsdown' },
    publishConfig: { access: 'public' },
  });
  const others = manifest.files.filter((file) => file !== 'dist');
  for (const file of ['README.md', ...others]) expect(existsSync(path.join(root, directory, file))).toBe(true);
});

test.each(libraries)('$directory is read as source here and as built code elsewhere', ({ manifest }) => {
  const schemas = manifest.files.filter((file) => file.endsWith('.schema.json'));
  const files = {
    './package.json': './package.json',
    ...Object.fromEntries(schemas.map((file) => [`./${path.basename(file)}`, `./${file}`])),
  };
  const entries = Object.keys(manifest.exports ?? {}).filter((entry) => !(entry in files));
  expect(manifest.sideEffects).toBe(false);
  expect(entries).toContain('.');
  expect(manifest.exports).toEqual({
    ...Object.fromEntries(
      entries.map((entry) => [
        entry,
        { '@mockloop/source': `./src/${sourceOf(entry)}.ts`, default: `./dist/${sourceOf(entry)}.js` },
      ]),
    ),
    ...files,
  });
  expect(manifest.publishConfig?.exports).toEqual({
    ...Object.fromEntries(entries.map((entry) => [entry, `./dist/${sourceOf(entry)}.js`])),
    ...files,
  });
});

function sourceOf(entry: string): string {
  return entry === '.' ? 'index' : entry.slice('./'.length);
}

test.each(apps)('$directory brings all it needs but files and binaries of others', ({ manifest }) => {
  expect(Object.values(manifest.bin ?? {})).toEqual(['./dist/cli.js']);
  expect(Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith('@mockloop/'))).toEqual([]);
});

test('a dependency has one version in the whole repository', () => {
  const versions = new Map<string, Set<string>>();
  for (const { dependencies, devDependencies } of all.map(({ manifest }) => manifest)) {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
  }
  expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
});
