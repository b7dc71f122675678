/**
 * `pnpm packages`: packs every package as it would be published, installs all of them into an empty folder outside of the
 * workspace, and uses them there: the commands, an import of every entry, its types under two versions of TypeScript.
 * Needs a build before and the npm registry.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Manifest, root, type Workspace, workspaces } from '../test/workspace.ts';

const run = promisify(execFile);
const TYPESCRIPTS = ['5.9.3', '7.0.2'];

/** What a user's first program may be. */
const USE = `import { MockLoopClient } from '@mockloop/client';

await using client = new MockLoopClient();
const mock = await client.startMockServer({ mock_name: 'petstore.yaml', detached_mode: false });
const response = await fetch(new URL('/pets/1', mock.url));
const logged = await client.queryMockLogs({ server_url: mock.url });
console.log(\`GET /pets/1: \${response.status}, \${logged.total_count} in the log\`);
`;

const folder = await mkdtemp(path.join(os.tmpdir(), 'mockloop-packages-'));
try {
  const packages = workspaces();
  const tarballs = await packAll(packages, folder);
  await install(tarballs, folder);
  await runCommands(packages, folder);
  await importAll(packages, folder);
  for (const version of TYPESCRIPTS) await checkTypes(version, folder);
  await useClient(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @returns The file of each package's tarball, by the package's name. */
async function packAll(packages: readonly Workspace[], into: string): Promise<Map<string, string>> {
  const tarballs = new Map<string, string>();
  for (const { directory, manifest } of packages) {
    const { stdout } = await run('pnpm', ['pack', '--json', '--pack-destination', into], {
      cwd: path.join(root, directory),
    });
    const { filename } = JSON.parse(stdout) as { filename: string };
    tarballs.set(manifest.name, filename);
  }
  console.log(`packed ${tarballs.size} packages`);
  return tarballs;
}

/** The packages among each other come from the tarballs, everything else from the registry. */
async function install(tarballs: ReadonlyMap<string, string>, into: string): Promise<void> {
  const dependencies = Object.fromEntries([...tarballs].map(([name, file]) => [name, `file:${file}`]));
  const manifest = { private: true, type: 'module', dependencies, overrides: dependencies };
  await writeFile(path.join(into, 'package.json'), JSON.stringify(manifest));
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=optional'], { cwd: into });
  console.log('installed them');
}

async function runCommands(packages: readonly Workspace[], cwd: string): Promise<void> {
  for (const { manifest } of packages) {
    for (const bin of Object.keys(manifest.bin ?? {})) {
      const { stdout } = await run('npx', ['--no-install', bin, '--version'], { cwd });
      if (stdout.trim() !== manifest.version) throw new Error(`${bin}: ${stdout}`);
      console.log(`npx ${bin} --version: ${stdout.trim()}`);
    }
  }
}

/** Entries whose peers are optional and not installed are left to the tests of the packages. */
async function importAll(packages: readonly Workspace[], cwd: string): Promise<void> {
  const entries = packages.flatMap(({ manifest }) => entriesOf(manifest));
  const lines = entries.map((entry, index) => `import * as entry${index} from '${entry}';`);
  const uses = entries.map((entry, index) => `console.log('${entry}', Object.keys(entry${index}).length);`);
  await writeFile(path.join(cwd, 'entries.ts'), `${[...lines, ...uses].join('\n')}\n`);
  const { stdout } = await run(process.execPath, ['entries.ts'], { cwd });
  console.log(stdout.trim());
}

function entriesOf({ name, exports = {} }: Manifest): string[] {
  return Object.keys(exports)
    .filter((entry) => !entry.endsWith('.json') && !['./cli', './langchain', './ai-sdk', './sdk-v1'].includes(entry))
    .map((entry) => name + entry.slice(1));
}

async function checkTypes(version: string, cwd: string): Promise<void> {
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2024',
    lib: ['es2024', 'esnext.disposable'],
    types: ['node'],
    strict: true,
    noEmit: true,
  };
  await writeFile(
    path.join(cwd, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['entries.ts', 'use.ts'] }),
  );
  await writeFile(path.join(cwd, 'use.ts'), USE);
  const typescript = path.join(cwd, `typescript-${version}`);
  await mkdir(typescript);
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefix', typescript, `typescript@${version}`], { cwd });
  await run('npm', ['install', '--no-audit', '--no-fund', '--no-save', '@types/node@24'], { cwd });
  const tsc = path.join(typescript, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, '-p', cwd], { cwd }).catch((error: { stdout?: string }) => {
    throw new Error(`TypeScript ${version}:\n${error.stdout}`);
  });
  console.log(`type-checks under TypeScript ${version}`);
}

/** Mocks a document through the client, from the installed packages alone. */
async function useClient(cwd: string): Promise<void> {
  await writeFile(path.join(cwd, 'petstore.yaml'), await readFile(path.join(root, 'examples/petstore.yaml')));
  const { stdout } = await run(process.execPath, ['use.ts'], { cwd });
  console.log(stdout.trim());
}
