/**
 * `pnpm --filter @mockloop/mcp bundle [-- <file>]`: builds the MCP server as an MCPB bundle, which Claude Desktop and others install
 * with one click. It runs on every platform that better-sqlite3 has binaries for, and loads nothing more.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type UserConfig } from 'tsdown';
import mcp from '../apps/mcp/tsdown.config.ts';
import { bundle, programs } from '../apps/runtime/tsdown.config.ts';

interface Manifest {
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: { readonly node: string };
  readonly repository: { readonly url: string };
  readonly publishConfig: { readonly exports: unknown };
}

const root = path.join(import.meta.dirname, '..');
const apps = path.join(root, 'apps');
const { version, description, license, engines, repository } = await readManifest('mcp');

// pnpm hands on the `--` that stands before it.
const [file = path.join(root, `dist/mockloop-${version}.mcpb`)] = process.argv.slice(2).filter((arg) => arg !== '--');
const target = path.resolve(file);
const stage = await mkdtemp(path.join(tmpdir(), 'mockloop-mcpb-'));
try {
  await buildServer(path.join(stage, 'server'));
  await writeJson('manifest.json', manifest());
  await cp(path.join(root, 'LICENSE'), path.join(stage, 'LICENSE'));
  await mkdir(path.dirname(target), { recursive: true });
  for (const args of [
    ['validate', path.join(stage, 'manifest.json')],
    ['pack', stage, target],
  ]) {
    execFileSync(path.join(apps, 'mcp/node_modules/.bin/mcpb'), args, { stdio: ['ignore', 'inherit', 'inherit'] });
  }
} finally {
  await rm(stage, { recursive: true, force: true });
}

/** The server, and beside it what its bundle leaves out. */
async function buildServer(folder: string): Promise<void> {
  const modules = path.join(folder, 'node_modules');
  const runtime = path.join(modules, '@mockloop/runtime');
  await buildInto('mcp', [{ ...mcp, outDir: path.join(folder, 'dist') }]);
  await buildInto('runtime', [
    { ...programs, outDir: path.join(runtime, 'dist') },
    ...bundle(path.join(runtime, 'dist/bundle')),
  ]);
  // The programs serve the same pages as the bundle.
  await cp(path.join(runtime, 'dist/bundle/swagger-ui'), path.join(runtime, 'dist/swagger-ui'), { recursive: true });
  await cp(path.join(apps, 'runtime/mockloop.schema.json'), path.join(runtime, 'mockloop.schema.json'));
  const { publishConfig } = await readManifest('runtime');
  await writeJson('server/package.json', { name: '@mockloop/mcp', version, type: 'module' });
  await writeJson('server/node_modules/@mockloop/runtime/package.json', {
    name: '@mockloop/runtime',
    version,
    type: 'module',
    exports: publishConfig.exports,
  });
  const sqlite = path.join(apps, 'mcp/node_modules/better-sqlite3');
  for (const part of ['package.json', 'LICENSE', 'lib', 'prebuilds']) {
    await cp(path.join(sqlite, part), path.join(modules, 'better-sqlite3', part), {
      recursive: true,
      dereference: true,
    });
  }
}

async function buildInto(app: string, configs: readonly UserConfig[]): Promise<void> {
  for (const config of configs) {
    await build({
      ...config,
      cwd: path.join(apps, app),
      config: false,
      clean: false,
      publint: false,
      attw: false,
      logLevel: 'error',
    });
  }
}

/** @see https://github.com/anthropics/mcpb/blob/main/MANIFEST.md */
function manifest(): object {
  return {
    manifest_version: '0.3',
    name: 'mockloop',
    display_name: 'MockLoop',
    version,
    description,
    long_description:
      'Mocks any API from its OpenAPI or Swagger document, and lets agents watch, change and test against the mock. Everything runs on this machine.',
    author: { name: 'MockLoop', url: 'https://github.com/mockloop/mockloop' },
    repository: { type: 'git', url: repository.url },
    license,
    keywords: ['openapi', 'mock', 'testing', 'api'],
    server: {
      type: 'node',
      entry_point: 'server/dist/cli.js',
      mcp_config: {
        command: 'node',
        // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the host puts the values in
        args: [
          '${__dirname}/server/dist/cli.js',
          '--workspace',
          '${user_config.workspace}',
          '--toolsets',
          '${user_config.toolsets}',
        ],
        // biome-ignore-end lint/suspicious/noTemplateCurlyInString: the host puts the values in
        env: {},
      },
    },
    tools_generated: true,
    prompts_generated: true,
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: engines.node } },
    user_config: {
      workspace: {
        type: 'directory',
        title: 'Workspace',
        description: 'The only folder that MockLoop writes to: mock projects, reports, its log.',
        required: true,
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the host puts the value in
        default: '${HOME}/mockloop',
      },
      toolsets: {
        type: 'string',
        title: 'Toolsets',
        description:
          'default, all, or some of core, scenarios, testing, analysis, sessions, context, proxy, security, ai',
        required: false,
        default: 'default',
      },
    },
  };
}

async function readManifest(app: string): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(apps, app, 'package.json'), 'utf8')) as Manifest;
}

async function writeJson(file: string, value: object): Promise<void> {
  await writeFile(path.join(stage, file), `${JSON.stringify(value, null, 2)}\n`);
}
