import { thirdPartyLicenses } from '../../scripts/third-party-licenses.ts';
import { command, declarations } from '../../tsdown.base.ts';

const SWAGGER_UI = 'node_modules/swagger-ui-dist';
const SWAGGER_UI_FILES = [
  'swagger-ui-bundle.js',
  'swagger-ui-bundle.js.LICENSE.txt',
  'swagger-ui.css',
  'favicon-32x32.png',
];

const programs = {
  ...command(['src/index.ts', 'src/input.ts', 'src/cli.ts'], ['better-sqlite3', 'swagger-ui-dist']),
  attw: { profile: 'esm-only' },
};

/** What generated projects carry: one file that is a mock, and what it serves. */
export const bundle = {
  ...command([], ['better-sqlite3']),
  entry: { mockloop: 'src/bundle.ts' },
  outDir: 'dist/bundle',
  minify: true,
  outputOptions: { codeSplitting: false },
  plugins: [thirdPartyLicenses([SWAGGER_UI])],
  copy: [
    ...SWAGGER_UI_FILES.map((name) => ({ from: `${SWAGGER_UI}/${name}`, to: 'dist/bundle/swagger-ui' })),
    { from: ['mockloop.schema.json', '../../LICENSE'], to: 'dist/bundle' },
  ],
  publint: false,
};

export default [
  programs,
  declarations({ index: 'src/index.ts', input: 'src/input.ts' }),
  bundle,
  declarations({ mockloop: 'src/bundle.ts' }, 'dist/bundle'),
];
