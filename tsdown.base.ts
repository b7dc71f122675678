import { readdir, readFile, writeFile } from 'node:fs/promises';
import { defineConfig, type Rolldown, type UserConfig } from 'tsdown';
import { thirdPartyLicenses } from './scripts/third-party-licenses.ts';

export type { UserConfig };

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
    hooks: { 'build:done': writeApiReport },
  });
}

/**
 * Writes `api.d.ts`: all declarations, those of `index.ts` first. Digests in the names of files that entries share are left
 * out: they change with every build.
 */
async function writeApiReport(): Promise<void> {
  const files = await readdir('dist', { recursive: true });
  const names = files.filter((name) => name.endsWith('.d.ts') && name !== 'index.d.ts').toSorted();
  const texts = names.map(async (name) => `\n\n// ${name}\n${await readFile(`dist/${name}`, 'utf8')}`);
  const report = [await readFile('dist/index.d.ts', 'utf8'), ...(await Promise.all(texts))].join('');
  await writeFile('api.d.ts', report.replaceAll(/-[\w-]{8}(?=\.(d\.ts|js)\b)/g, ''));
}

/** What load tests run in threads of their own: it lies beside whatever starts it. */
export const LOAD_WORKER = '../../packages/test-runner/src/load/load-worker.ts';

/**
 * How a command is built: everything in one bundle except `external`, what is imported on use in chunks of its own,
 * so that starting costs one small file. Sources of the workspace are read directly: nothing has to be built before.
 *
 * @param entry The command's source, e.g. `src/cli.ts`, and what else it exports.
 * @param external Packages that are its only real dependencies: those that bring files or binaries of their own, and
 * `@mockloop/runtime`, because the mock that runs in the background has to be the one that runs in front.
 */
export function command(entry: string | readonly string[], external: readonly string[]): UserConfig {
  return defineConfig({
    entry: [entry].flat(),
    format: 'esm',
    platform: 'node',
    fixedExtension: false,
    dts: false,
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    deps: {
      // Also what is below a package, e.g. `@mockloop/runtime/input`.
      neverBundle: external.map((name) => new RegExp(`^${name}(/|$)`)),
      alwaysBundle: /./,
      onlyBundle: false,
      onlyImport: [...external],
    },
    inputOptions: { resolve: { conditionNames: ['@mockloop/source', 'import', 'node', 'default'] } },
    plugins: [thirdPartyLicenses()],
    publint: { strict: true },
  });
}

/**
 * The declarations of what a command exports, complete in themselves: whoever imports it needs no package whose code is
 * in the bundle.
 *
 * @param entry Sources by the names of what is written for them.
 */
export function declarations(entry: Readonly<Record<string, string>>, outDir: string): UserConfig {
  const ours = ['@mockloop/', 'commander'];
  return defineConfig({
    ...command([], []),
    entry: { ...entry },
    outDir,
    minify: false,
    dts: { emitDtsOnly: true },
    deps: {
      onlyBundle: false,
      dts: {
        alwaysBundle: ours.map((name) => new RegExp(`^${name}`)),
        neverBundle: [new RegExp(`^(?!${ours.join('|')}|[./])`)],
      },
    },
    plugins: [withoutEmptyImports],
    publint: false,
  });
}

/** What no declaration needs is left over as `import "…"`, which would ask for a package that nobody has. */
const withoutEmptyImports: Rolldown.Plugin = {
  name: 'without-empty-imports',
  generateBundle(_, bundle) {
    for (const output of Object.values(bundle)) {
      if (output.type === 'chunk') output.code = output.code.replaceAll(/^import "[^"]+";\n/gm, '');
    }
  },
};
