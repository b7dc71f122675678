import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type MockMessage, runtimeFiles } from '@mockloop/runtime';
import { bundleDocument, loadDocument } from '@mockloop/spec-parser';
import { expect, onTestFinished, test } from 'vitest';
import { newFolder, petstore } from './child.ts';

const dependency = path.join(import.meta.dirname, '../node_modules/better-sqlite3');

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module" }',
  'mockloop.json': JSON.stringify({ document: 'openapi.json', handlers: 'handlers' }),
  'server.ts': `import { run } from './runtime/mockloop.js';

process.exitCode = await run(['--config', \`\${import.meta.dirname}/mockloop.json\`, ...process.argv.slice(2)]);
`,
  'handlers/pets.ts': `import { type Handler, run } from '../runtime/mockloop.js';

export const getPet: Handler = ({ request }) => ({ body: { id: request.params.petId, name: typeof run } });
`,
};

/** A project outside of the repository: what a generated one carries, and better-sqlite3. */
async function newProject(): Promise<string> {
  const folder = await newFolder('my project ');
  const { bundle } = runtimeFiles();
  if (bundle === undefined) throw new Error('The runtime is not built.');
  await cp(bundle, path.join(folder, 'runtime'), { recursive: true });
  await mkdir(path.join(folder, 'node_modules'));
  await symlink(await realpath(dependency), path.join(folder, 'node_modules/better-sqlite3'));
  await mkdir(path.join(folder, 'handlers'));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  const document = bundleDocument(await loadDocument(petstore));
  await writeFile(path.join(folder, 'openapi.json'), JSON.stringify(document));
  return folder;
}

async function startProject(folder: string): Promise<Extract<MockMessage, { type: 'listening' }>> {
  const child = fork(path.join(folder, 'server.ts'), ['--port', '0', '--admin-port', '0'], {
    cwd: await newFolder(),
    execArgv: [],
    env: { PATH: process.env.PATH, NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [message] = (await once(child, 'message')) as [MockMessage];
  if (message.type !== 'listening') throw new Error(message.message);
  return message;
}

test('a project with the runtime in one file answers on both ports, from any working directory', async () => {
  const folder = await newProject();
  const { api_url: api, admin_url: admin } = await startProject(folder);
  const get = async (url: string): Promise<{ status: number; text: string }> => {
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text() };
  };

  expect(await get(`${api}/pets`)).toMatchObject({ status: 200 });
  expect(JSON.parse((await get(`${api}/pets/7`)).text)).toEqual({ id: 7, name: 'function' });
  expect(await get(`${api}/docs/`)).toMatchObject({ status: 200, text: expect.stringContaining('swagger-ui') });
  for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css', 'favicon.png'])
    expect(await get(`${api}/docs/${file}`)).toMatchObject({ status: 200 });
  expect(await get(`${admin}/`)).toMatchObject({ status: 200, text: expect.stringContaining('Petstore') });
  const search = JSON.parse((await get(`${admin}/api/logs/search?operation_id=getPet`)).text);
  expect(search).toMatchObject({ total_count: 1 });
  const scenarios = await get(`${admin}/api/mock-data/scenarios`);
  expect(scenarios.status).toBe(200);
  expect(JSON.parse((await get(`${api}/health`)).text)).toMatchObject({ version: runtimeFiles().version });
});

test('server.ts and handlers of a project have types', async () => {
  const folder = await newProject();
  const options = {
    module: 'nodenext',
    target: 'es2024',
    lib: ['es2024', 'dom'],
    types: [],
    strict: true,
    noEmit: true,
  };
  const compilerOptions = { ...options, rewriteRelativeImportExtensions: true };
  await writeFile(path.join(folder, 'globals.d.ts'), projectGlobals);
  const include = ['*.ts', 'handlers'];
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
  const tsc = path.join(import.meta.dirname, '../../../node_modules/.bin/tsc');
  const check = async (): Promise<string> =>
    promisify(execFile)(tsc, ['-p', folder]).then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    );

  expect(await check()).toBe('');
  const wrong = "import type { Handler } from '../runtime/mockloop.js';\nexport const a: Handler = () => 7;\n";
  await writeFile(path.join(folder, 'handlers/wrong.ts'), wrong);
  expect(await check()).toContain('wrong.ts(2,');
});

/** What of Node a project's own files use, for a project without `@types/node`. */
const projectGlobals = `declare const process: { exitCode: number; readonly argv: string[] };
interface ImportMeta { readonly dirname: string }
`;

test('what a project carries says under which licences', async () => {
  const { bundle = '' } = runtimeFiles();
  const licences = await readFile(path.join(bundle, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const name of ['commander', 'hono', 'zod', 'kysely', 'swagger-ui-dist'])
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  expect(await readFile(path.join(bundle, 'LICENSE'), 'utf8')).toContain('MIT License');
});
