import { copyFile } from 'node:fs/promises';
import { defineConfig, type UserConfig } from 'tsdown';
import { thirdPartyLicenses } from './scripts/third-party-licenses.ts';

/**
 * How every library of this repository is built: ESM, one declaration file an entry, the packed result checked.
 *
 * @param entry The sources that are exported, the main one first.
 */
export function library(entry: readonly string[] = ['src/index.ts']): UserConfig {
  return defineConfig({
    entry: [...entry],
    format: 'esm',
    platform: 'node',
    fixedExtension: false,
    dts: true,
    publint: { strict: true },
    attw: { profile: 'esm-only' },
    hooks: { 'build:done': () => copyFile('dist/index.d.ts', 'api.d.ts') },
  });
}

/**
 * How a command is built: everything in one bundle except `external`, what is imported on use in chunks of its own,
 * so that starting costs one small file. Sources of the workspace are read directly: nothing has to be built before.
 *
 * @param entry The command's source, e.g. `src/cli.ts`.
 * @param external Packages that bring files or binaries of their own. They are the command's only real dependencies.
 */
export function command(entry: string, external: readonly string[]): UserConfig {
  return defineConfig({
    entry: [entry],
    format: 'esm',
    platform: 'node',
    fixedExtension: false,
    dts: false,
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    deps: { neverBundle: [...external], alwaysBundle: /./, onlyBundle: false, onlyImport: [...external] },
    inputOptions: { resolve: { conditionNames: ['@mockloop/source', 'import', 'node', 'default'] } },
    plugins: [thirdPartyLicenses()],
    publint: { strict: true },
  });
}
