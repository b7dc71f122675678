import path from 'node:path';
import { thirdPartyLicenses } from '../../scripts/third-party-licenses.ts';
import { command, declarations, type UserConfig } from '../../tsdown.base.ts';

/** Absolute: whoever builds this may stand elsewhere. */
const SWAGGER_UI = path.join(import.meta.dirname, 'node_modules/swagger-ui-dist');
const SWAGGER_UI_FILES = [
  'swagger-ui-bundle.js',
  'swagger-ui-bundle.js.LICENSE.txt',
  'swagger-ui.css',
  'favicon-32x32.png',
];

export const programs: UserConfig = {
  ...command(['src/index.ts', 'src/input.ts', 'src/cli.ts'], ['better-sqlite3', 'swagger-ui-dist']),
  attw: { profile: 'esm-only' },
};

/**
 * What generated projects carry: one file that is a mock, its types, and what it serves.
 *
 * @param outDir From this folder, or absolute.
 */
export function bundle(outDir: string): UserConfig[] {
  const mock: UserConfig = {
    ...command([], ['better-sqlite3']),
    entry: { mockloop: 'src/bundle.ts' },
    outDir,
    minify: true,
    outputOptions: { codeSplitting: false },
    plugins: [thirdPartyLicenses([SWAGGER_UI])],
    copy: [
      ...SWAGGER_UI_FILES.map((name) => ({ from: `${SWAGGER_UI}/${name}`, to: `${outDir}/swagger-ui` })),
      { from: ['mockloop.schema.json', '../../LICENSE'], to: outDir },
    ],
    publint: false,
  };
  return [mock, declarations({ mockloop: 'src/bundle.ts' }, outDir)];
}

export default [
  programs,
  declarations({ index: 'src/index.ts', input: 'src/input.ts' }, 'dist'),
  ...bundle('dist/bundle'),
];
