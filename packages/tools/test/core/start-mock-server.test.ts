import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePorts, isAlive, openBackground, until, writeProject } from '../support/background.ts';
import { listenRaw } from '../support/listen-raw.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { petstore } from '../support/petstore.ts';
import { startMock } from '../support/start-mock.ts';

const SLOW = { timeout: 120_000 };

test('a generated mock is started by its name, answers on both ports, and is started once', SLOW, async () => {
  const toolbox = await openBackground();
  const folder = await writeProject(toolbox, 'pets');
  const started = await toolbox.call('start_mock_server', { mock_name: 'pets' });
  expect(started).toEqual({
    status: 'success',
    name: 'pets',
    already_running: false,
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    admin_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    docs_url: `${started.url}/docs`,
    pid: expect.any(Number),
    runtime: 'process',
    detached_mode: true,
    document: path.join(folder, 'openapi.json'),
    folder,
    log_file: path.join(toolbox.services.home, 'mocks', 'pets.log'),
    database_url: path.join(folder, '.mockloop', 'mockloop.db'),
    started_at: expect.stringMatching(/^20.*Z$/),
    startup_ms: expect.any(Number),
    next_steps: expect.arrayContaining([expect.stringContaining('query_mock_logs')]),
  });
  expect((await fetch(`${started.url}/v1/pets`)).status).toBe(200);
  expect((await fetch(`${started.admin_url}/health`)).status).toBe(200);
  expect(await readFile(started.log_file, 'utf8')).toContain(started.url);

  const { startup_ms: _, ...same } = started;
  for (const mock_name of ['pets', 'generated_mocks/pets', folder]) {
    const again = await toolbox.call('start_mock_server', { mock_name });
    expect(again).toEqual({ ...same, already_running: true });
  }
  await expect(toolbox.call('start_mock_server', { mock_name: 'pets', port: 1 })).rejects.toMatchObject({
    code: 'ALREADY_RUNNING',
    message: expect.stringMatching(/API http.*stop_mock_server with mock_name "pets"/),
  });
});

test('of several that start the same mock at once one does, and all get it', SLOW, async () => {
  const toolbox = await openBackground();
  await writeProject(toolbox, 'pets');
  const other = await openToolbox({ workspace: toolbox.services.workspace });
  const starts = await Promise.all(
    [toolbox, other, toolbox, other].map((one) => one.call('start_mock_server', { mock_name: 'pets' })),
  );
  expect(new Set(starts.map(({ pid }) => pid)).size).toBe(1);
  expect(starts.filter(({ already_running }) => !already_running)).toHaveLength(1);
});

test('a document is mocked as it is, given as a path, text or object', SLOW, async () => {
  const toolbox = await openBackground();
  const { workspace, home } = toolbox.services;
  await mkdir(path.join(workspace, 'apis'));
  await writeFile(path.join(workspace, 'apis', 'openapi.json'), JSON.stringify(petstore));
  // What is in the workspace is meant for other mocks.
  await writeFile(path.join(workspace, 'mockloop.json'), '{ "port": 1, "nonsense": true }');
  const byPath = await toolbox.call('start_mock_server', { mock_name: 'apis/openapi.json', port: 0 });
  expect(byPath).toMatchObject({ name: 'apis', document: path.join(workspace, 'apis', 'openapi.json') });
  expect(byPath.database_url).toBe(path.join(home, 'mockloop.db'));
  const yaml =
    "openapi: 3.1.0\ninfo: { title: 'Äpis!', version: '1' }\npaths: { /a: { get: { responses: { 200: { description: A } } } } }\n";
  const byText = await toolbox.call('start_mock_server', { mock_name: yaml, port: 0 });
  expect(byText.name).toBe('apis-2');
  expect((await fetch(`${byText.url}/a`)).status).toBe(200);
  const byObject = await toolbox.call('start_mock_server', { mock_name: petstore, port: 0 });
  expect(byObject).toMatchObject({
    name: 'pets',
    document: expect.stringContaining(path.join(home, 'documents', 'pets-')),
  });
  const again = await toolbox.call('start_mock_server', { mock_name: petstore });
  expect(again).toMatchObject({ name: 'pets', already_running: true, pid: byObject.pid });
  expect(await readdir(path.join(home, 'documents'))).toHaveLength(2);
});

test('a folder of state that cannot be made is named', async () => {
  const toolbox = await openToolbox();
  const { workspace } = toolbox.services;
  await writeFile(path.join(workspace, 'pets.json'), JSON.stringify(petstore));
  const other = await openToolbox({ workspace, home: 'pets.json/state' });
  await expect(other.call('start_mock_server', { mock_name: 'pets.json' })).rejects.toMatchObject({
    code: 'FILE_ERROR',
    message: expect.stringContaining(path.join(workspace, 'pets.json/state')),
  });
});

test('a mock that is not detached ends with its toolbox', SLOW, async () => {
  const toolbox = await openBackground();
  const inner = await openToolbox({ workspace: toolbox.services.workspace });
  const args = { mock_name: petstore, port: 0, detached_mode: false };
  const { pid, detached_mode } = await inner.call('start_mock_server', args);
  expect([isAlive(pid), detached_mode]).toEqual([true, false]);
  await inner.close();
  await until(() => !isAlive(pid));
  expect(await (await toolbox.services.registry()).list()).toEqual([]);
});

test('a port that is taken is named, with whose it is and one that is free', SLOW, async () => {
  const toolbox = await openBackground();
  const { apiUrl } = await startMock();
  const taken = Number(new URL(apiUrl).port);
  await writeProject(toolbox, 'pets', { port: taken, admin_port: taken + 1 });
  for (const args of [{ mock_name: petstore, port: taken }, { mock_name: 'pets' }]) {
    const error = await toolbox.callUnchecked('start_mock_server', args).catch((reason: Error) => reason);
    expect(error).toMatchObject({
      code: 'PORT_IN_USE',
      problems: [{ pointer: '/port', detail: expect.stringMatching(/^\d+ is free\.$/) }],
      message: expect.stringMatching(`^Port ${taken} is taken by a mock of "Pets" \\(process ${process.pid}\\)\\.`),
    });
  }
  const raw = Number(new URL(await listenRaw((socket) => socket.destroy())).port);
  await expect(
    toolbox.call('start_mock_server', { mock_name: petstore, port: 0, admin_port: raw }),
  ).rejects.toMatchObject({
    code: 'PORT_IN_USE',
    problems: [{ pointer: '/admin_port' }],
  });
  const port = await freePorts();
  const started = await toolbox.call('start_mock_server', { mock_name: 'pets', port });
  expect(started).toMatchObject({ url: `http://127.0.0.1:${port}`, admin_url: `http://127.0.0.1:${port + 1}` });
  await expect(
    toolbox.call('start_mock_server', { mock_name: petstore, port: 4_000, admin_port: 4_000 }),
  ).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS', problems: [{ pointer: '/admin_port' }] });
});

test('what cannot start says why, and leaves nothing running', SLOW, async () => {
  const toolbox = await openBackground();
  const { workspace } = toolbox.services;
  await writeFile(path.join(workspace, 'broken.yaml'), 'openapi: 3.1.0\ninfo:\n  title: [\n');
  await writeFile(path.join(workspace, 'other.json'), '{ "hello": "world" }');
  await writeProject(toolbox, 'misspelled', { prot: 4_010 });
  const refused = (mock_name: unknown): Promise<unknown> =>
    toolbox.callUnchecked('start_mock_server', { mock_name, port: 0 }).catch((reason: Error) => reason);
  expect(await refused('broken.yaml')).toMatchObject({
    code: 'INVALID_DOCUMENT',
    problems: [{ file: path.join(workspace, 'broken.yaml'), line: expect.any(Number) }],
  });
  expect(await refused('other.json')).toMatchObject({ code: 'INVALID_DOCUMENT' });
  expect(await refused({ openapi: '3.1.0' })).toMatchObject({ code: 'INVALID_DOCUMENT' });
  expect(await refused('misspelled')).toMatchObject({
    code: 'START_FAILED',
    message: expect.stringMatching(/mockloop\.json.*prot/s),
  });
  expect(await (await toolbox.services.registry()).list()).toEqual([]);
});

test('what is there under no name is refused with what there is', async () => {
  const toolbox = await openToolbox();
  const { workspace } = toolbox.services;
  await writeProject(toolbox, 'petstore');
  await mkdir(path.join(workspace, 'empty'));
  const outside = await openToolbox();
  const elsewhere = await writeProject(outside, 'elsewhere');
  await symlink(elsewhere, path.join(workspace, 'generated_mocks', 'link'));
  const refused = (mock_name: string): Promise<unknown> =>
    toolbox.call('start_mock_server', { mock_name }).catch((reason: Error) => reason);
  expect(await refused('petstor')).toMatchObject({
    code: 'UNKNOWN_MOCK',
    problems: [{ pointer: '/mock_name', detail: 'did you mean petstore?' }],
    message: expect.stringContaining('generate_mock_api'),
  });
  for (const name of ['empty', '.', 'gone.yaml', 'a\0b', 'x'.repeat(100_000), 'C:\\mocks', '__proto__']) {
    expect(await refused(name)).toMatchObject({ code: 'UNKNOWN_MOCK' });
  }
  for (const name of ['link', 'generated_mocks/link', elsewhere, path.relative(workspace, elsewhere), '..', '//']) {
    expect(await refused(name)).toMatchObject({ code: 'OUTSIDE_WORKSPACE' });
  }
});

test('a mock gets of the environment what it goes by, and no secrets', SLOW, async () => {
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
    .stubEnv('NODE_AUTH_TOKEN', 'secret')
    .stubEnv('MOCKLOOP_FOR_HANDLERS', 'kept');
  onTestFinished(() => void vi.unstubAllEnvs());
  const toolbox = await openBackground();
  const folder = await writeProject(toolbox, 'pets', { handlers: 'handlers' });
  await mkdir(path.join(folder, 'handlers'));
  await writeFile(
    path.join(folder, 'handlers', 'environment.ts'),
    'export const listPets = () => ({ status: 200, body: process.env });',
  );
  const { url } = await toolbox.call('start_mock_server', { mock_name: 'pets' });
  const environment: unknown = await (await fetch(`${url}/v1/pets`)).json();
  expect(environment).toMatchObject({ MOCKLOOP_FOR_HANDLERS: 'kept', PATH: process.env.PATH });
  expect(JSON.stringify(environment)).not.toContain('secret');
});

test('a start that is cancelled leaves nothing running', SLOW, async () => {
  const toolbox = await openBackground();
  const controller = new AbortController();
  const starting = toolbox.call('start_mock_server', { mock_name: petstore, port: 0 }, { signal: controller.signal });
  starting.catch(() => undefined);
  const registry = await toolbox.services.registry();
  let pid: number | undefined;
  await until(async () => {
    pid = (await registry.list())[0]?.pid;
    return pid !== undefined;
  });
  controller.abort();
  await expect(starting).rejects.toMatchObject({ code: 'CANCELLED' });
  await until(() => !isAlive(pid));
  expect(await registry.list()).toEqual([]);
});

test('a state folder that cannot be used says so', async () => {
  const toolbox = await openToolbox();
  const { workspace } = toolbox.services;
  await writeFile(path.join(workspace, '.mockloop'), 'no folder');
  await writeProject(toolbox, 'pets');
  for (const mock_name of ['pets', petstore]) {
    await expect(toolbox.call('start_mock_server', { mock_name })).rejects.toMatchObject({ code: 'FILE_ERROR' });
  }
});
