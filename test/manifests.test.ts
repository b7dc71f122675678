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

test.each(all)('$directory is read as source here and as built code elsewhere', ({ directory, manifest }) => {
  const schemas = manifest.files.filter((file) => file.endsWith('.schema.json'));
  const files = {
    './package.json': './package.json',
    ...Object.fromEntries(schemas.map((file) => [`./${path.basename(file)}`, `./${file}`])),
  };
  const names = Object.keys(manifest.exports ?? files).filter((name) => !Object.hasOwn(files, name));
  // What is exported is a module, or a folder of them.
  const isModule = (name: string): boolean => existsSync(path.join(root, directory, 'src', `${name}.ts`));
  const sourceOf = (name: string): string => (isModule(name) ? name.slice('./'.length) : path.join(name, 'index'));
  const modules = names.map((name) => [name, sourceOf(name)]);
  expect(manifest.exports ?? files).toEqual({
    ...Object.fromEntries(
      modules.map(([name, source]) => [
        name,
        { '@mockloop/source': `./src/${source}.ts`, default: `./dist/${source}.js` },
      ]),
    ),
    ...files,
  });
  expect(manifest.publishConfig?.exports ?? files).toEqual({
    ...Object.fromEntries(modules.map(([name, source]) => [name, `./dist/${source}.js`])),
    ...files,
  });
});

test.each(libraries)('$directory can be imported, and does nothing by that alone', ({ manifest }) => {
  expect(manifest.exports).toHaveProperty(['.']);
  expect(manifest.sideEffects).toBe(false);
});

// The mock that the command line, background mocks and generated projects run is the same one: it is not bundled twice.
test.each(apps)('$directory brings all it needs but the runtime, and files and binaries of others', ({ manifest }) => {
  expect(Object.values(manifest.bin ?? {})).toEqual(['./dist/cli.js']);
  const own = Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith('@mockloop/'));
  expect(own).toEqual(manifest.name === '@mockloop/runtime' ? [] : ['@mockloop/runtime']);
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
