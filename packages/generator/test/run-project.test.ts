import { exec, execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { generate, newFolder, petstore, uncommentExample } from './support/projects.ts';
import { copyOf, freePort, install, runtime, start, stop } from './support/run-project.ts';

const run = promisify(execFile);
const anyPort = ['--port', '0', '--admin-port', '0'];

test('a copy of a project answers on both ports with nothing but better-sqlite3 installed', async () => {
  const { folder } = await generate(petstore, { runtime });
  const copy = await copyOf(folder);
  const { apiUrl, adminUrl, child } = await start({ args: ['server.ts', ...anyPort], cwd: copy });
  const pets = await fetch(`${apiUrl}/v1/pets`);
  expect(await pets.json()).toMatchObject({ items: expect.any(Array) });
  expect(await (await fetch(`${adminUrl}/health`)).json()).toMatchObject({ status: 'ok', stateful: true });
  const page = await (await fetch(`${apiUrl}/docs`)).text();
  const script = await fetch(new URL(/src="([^"]*bundle[^"]*)"/.exec(page)?.[1] ?? 'none', `${apiUrl}/docs`));
  expect([script.status, (await script.text()).length > 100_000]).toEqual([200, true]);
  expect(await stop(child)).toBe(0);
  expect(await readdir(join(copy, '.mockloop'))).toContain('mockloop.db');
});

test('the example of a handler, uncommented, changes an answer where it is asked to', async () => {
  const { folder } = await generate(petstore, { runtime });
  const copy = await copyOf(folder);
  await uncommentExample(copy);
  const { apiUrl } = await start({ args: ['server.ts', ...anyPort], cwd: copy });
  const [plain, asked] = await Promise.all(
    [{}, { 'x-example': '1' }].map((headers) => fetch(`${apiUrl}/v1/pets/1`, { headers })),
  );
  expect([plain?.headers.get('x-example'), asked?.headers.get('x-example')]).toEqual([null, 'handlers/example.ts']);
  expect(await asked?.json()).toEqual(await plain?.json());
});

test('the example of a handler does not stand in the way of a handler for the operation that it shows', async () => {
  const { folder } = await generate(petstore, { runtime });
  const copy = await copyOf(folder);
  await writeFile(
    join(copy, 'handlers/pets.ts'),
    'export const getPet = () => ({ status: 404, body: { title: "Gone" } });',
  );
  const { apiUrl } = await start({ args: ['server.ts', ...anyPort], cwd: copy });
  expect(await (await fetch(`${apiUrl}/v1/pets/1`)).json()).toEqual({ title: 'Gone' });
});

test('a handler in TypeScript changes one answer, and does so when the project has been generated again', async () => {
  const { folder } = await generate(petstore, { runtime });
  await writeFile(
    join(folder, 'handlers/mine.ts'),
    `import type { Handler } from '../types.d.ts';
     export const listPets: Handler<'listPets'> = async ({ respond }) => {
       const answer = await respond();
       return answer.status === 200 ? { ...answer, body: { items: answer.body.items.slice(0, 1) } } : answer;
     };`,
  );
  const again = await generate(petstore, { folder, runtime, settings: { auth: false } });
  expect(again.isNew).toBe(false);
  const { apiUrl } = await start({ args: ['server.ts', ...anyPort], cwd: await copyOf(folder) });
  expect(await (await fetch(`${apiUrl}/v1/pets`)).json()).toMatchObject({ items: [expect.anything()] });
  expect((await fetch(`${apiUrl}/v1/owners`)).status).toBe(200);
});

test('on a Node that does not run TypeScript, npm start says so in one line before the mock is started', async () => {
  const { prestart } = JSON.parse(await (await generate(petstore)).read('package.json')).scripts;
  const { PATH = '' } = process.env;
  expect(await promisify(exec)(prestart, { env: { PATH } })).toEqual({ stdout: '', stderr: '' });
  const without = promisify(exec)(prestart, { env: { PATH, NODE_OPTIONS: '--no-experimental-strip-types' } });
  await expect(without).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^This mock needs Node 22\.18 or newer, which runs TypeScript; this is Node .*\n$/),
  });
});

test('the steps of its Dockerfile make and start it', async () => {
  const port = await freePort();
  const { folder } = await generate(petstore, { runtime, settings: { port } });
  const image = await buildImage(folder);
  expect(image).toMatchObject({
    user: 'node',
    ports: [`${port}`, `${port + 1}`],
    volumes: [join(image.workdir, '.mockloop')],
  });
  expect(image.env).toEqual({ NODE_ENV: 'production', MOCKLOOP_HOST: '0.0.0.0' });
  expect((await readdir(image.workdir)).toSorted()).toEqual([
    '.mockloop',
    '.mockloop-generated.json',
    'handlers',
    'mockloop.json',
    'node_modules',
    'openapi.json',
    'package.json',
    'runtime',
    'server.ts',
    'tsconfig.json',
    'types.d.ts',
  ]);
  const [program, ...args] = image.command;
  expect(program).toBe('node');
  // Beyond loopback nothing is to listen here; that a token is asked for then does not depend on it.
  const env = { ...image.env, MOCKLOOP_HOST: '127.0.0.1', MOCKLOOP_ADMIN_TOKEN: 'secret' };
  const { child, apiUrl, adminUrl } = await start({ args, cwd: image.workdir, env });
  expect([apiUrl, adminUrl]).toEqual([`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`]);
  const [, ...healthcheck] = image.healthcheck;
  await run(process.execPath, healthcheck);
  expect((await fetch(`${apiUrl}/v1/pets`)).status).toBe(200);
  expect((await fetch(`${adminUrl}/api/server`)).status).toBe(401);
  const withToken = await fetch(`${adminUrl}/api/server`, { headers: { authorization: 'Bearer secret' } });
  expect(withToken.status).toBe(200);
  expect(await stop(child)).toBe(0);
  await expect(run(process.execPath, healthcheck)).rejects.toMatchObject({ code: 1 });
  expect(await readdir(join(image.workdir, '.mockloop'))).toContain('mockloop.db');
});

interface Image {
  /** What stands for the folder of that name in the image. */
  readonly workdir: string;
  user: string;
  ports: string[];
  volumes: string[];
  env: Record<string, string>;
  command: string[];
  healthcheck: string[];
}

/** Does by hand what `docker build` does with the instructions that a Dockerfile of ours has. */
async function buildImage(folder: string): Promise<Image> {
  const workdir = join(await newFolder(), 'app');
  const image: Image = { workdir, user: 'root', ports: [], volumes: [], env: {}, command: [], healthcheck: [] };
  const ignored = (await readFile(join(folder, '.dockerignore'), 'utf8')).split('\n');
  for (const line of (await readFile(join(folder, 'Dockerfile'), 'utf8')).split('\n')) {
    const [, instruction = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    const step = STEPS[instruction];
    if (step === undefined && line !== '' && !line.startsWith('#')) throw new Error(`What does this do? ${line}`);
    await step?.(rest, { image, folder, ignored });
  }
  return image;
}

interface Build {
  readonly image: Image;
  readonly folder: string;
  readonly ignored: readonly string[];
}

const STEPS: Readonly<Record<string, (rest: string, build: Build) => Promise<void> | void>> = {
  FROM: (rest) => expect(rest).toBe('node:24-slim'),
  WORKDIR: async (rest, { image }) => {
    expect(rest).toBe('/app');
    await mkdir(image.workdir);
  },
  COPY: async (rest, { image, folder, ignored }) => {
    const [from = '', to = ''] = rest.split(' ');
    const names = from === '.' ? (await readdir(folder)).filter((name) => !isIgnored(name, ignored)) : [from];
    for (const name of names) await cp(join(folder, name), join(image.workdir, to, name), { recursive: true });
  },
  RUN: async (rest, { image }) => {
    const [first = '', ...others] = rest.split(' && ');
    if (first === 'npm install --omit=dev --no-audit --no-fund') return install(image.workdir);
    // There is no user "node" outside of the image.
    expect(others).toEqual(['chown node:node .mockloop']);
    await run('sh', ['-c', first], { cwd: image.workdir });
  },
  USER: (rest, { image }) => {
    image.user = rest;
  },
  ENV: (rest, { image }) => {
    image.env = Object.fromEntries(rest.split(' ').map((pair) => pair.split('=')));
  },
  EXPOSE: (rest, { image }) => {
    image.ports = rest.split(' ');
  },
  VOLUME: (rest, { image }) => {
    image.volumes = [rest.replace('/app', image.workdir)];
  },
  HEALTHCHECK: (rest, { image }) => {
    image.healthcheck = JSON.parse(rest.slice(rest.indexOf('[')));
  },
  CMD: (rest, { image }) => {
    image.command = JSON.parse(rest);
  },
};

function isIgnored(name: string, ignored: readonly string[]): boolean {
  return ignored.includes(name) || (name.endsWith('.old') && ignored.includes('*.old'));
}
