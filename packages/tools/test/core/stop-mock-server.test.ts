import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runtimeFiles } from '@mockloop/runtime';
import { expect, onTestFinished, test } from 'vitest';
import type { Toolbox } from '../../src/index.ts';
import { freePorts, isAlive, openBackground, until, writeProject } from '../support/background.ts';
import { always, httpAnswer, listenRaw } from '../support/listen-raw.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { petstore } from '../support/petstore.ts';
import { startMock } from '../support/start-mock.ts';

const SLOW = { timeout: 120_000 };

/** A mock that somebody has started at a shell; gives the URL of its API. */
async function startByHand(
  { services }: Toolbox,
  args: readonly string[],
): Promise<{ url: string; pid: number | undefined }> {
  const { program, execArgv } = runtimeFiles();
  const child = spawn(process.execPath, [...execArgv, program, ...args, '--json'], {
    cwd: services.workspace,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  return { url: JSON.parse(String(said)).api_url, pid: child.pid };
}

test('a mock is stopped by its name, and every request it served is in its log', SLOW, async () => {
  const toolbox = await openBackground();
  await writeProject(toolbox, 'pets');
  const { url, pid, admin_url, database_url, log_file } = await toolbox.call('start_mock_server', {
    mock_name: 'pets',
  });
  for (let count = 0; count < 30; count++) await (await fetch(`${url}/v1/pets`)).text();
  const stopped = await toolbox.call('stop_mock_server', { mock_name: 'pets' });
  expect(stopped).toEqual({
    status: 'success',
    stopped: 'pets',
    url,
    admin_url,
    pid,
    runtime: 'process',
    requests_served: 30,
    database_url,
    log_file,
    duration_ms: expect.any(Number),
  });
  await until(() => !isAlive(pid));
  const again = await toolbox.call('start_mock_server', { mock_name: 'pets' });
  expect(again.already_running).toBe(false);
  expect((await toolbox.call('query_mock_logs', { server_url: again.url })).total_count).toBe(30);
});

test('a URL in place of a name is taken as the address', SLOW, async () => {
  const toolbox = await openBackground();
  const { url, pid } = await toolbox.call('start_mock_server', { mock_name: petstore, port: 0 });
  expect(await toolbox.call('stop_mock_server', { mock_name: url })).toMatchObject({ status: 'success', pid });
});

test('a mock is stopped by the address of either port', SLOW, async () => {
  const toolbox = await openBackground();
  for (const port of ['url', 'admin_url'] as const) {
    const started = await toolbox.call('start_mock_server', { mock_name: petstore, port: 0 });
    const server_url = started[port].replace('127.0.0.1', 'localhost');
    expect(await toolbox.call('stop_mock_server', { server_url })).toMatchObject({ stopped: 'pets', pid: started.pid });
    await until(() => !isAlive(started.pid));
  }
});

test('by its address the mock is stopped that is there now, not one that was there before', SLOW, async () => {
  const toolbox = await openBackground();
  const { registry, runtime } = toolbox.services;
  const port = await freePorts();
  // In the list of mocks it comes first. Its ports come from its settings alone, as where a project names none.
  const folder = await writeProject(toolbox, 'a-first', { port, admin_port: port + 1 });
  const first = await (await registry()).start({
    ...(await runtime()),
    name: 'a-first',
    document: path.join(folder, 'openapi.json'),
    folder,
    args: ['--config', path.join(folder, 'mockloop.json')],
    cwd: folder,
  });
  const moved = await freePorts();
  await writeProject(toolbox, 'a-first', { port: moved, admin_port: moved + 1 });
  await fetch(`${first.adminUrl}/api/server/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action: 'restart' }),
  });
  await until(() =>
    fetch(`http://127.0.0.1:${moved}/v1/pets`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  await writeProject(toolbox, 'later', { port, admin_port: 0 });
  const later = await toolbox.call('start_mock_server', { mock_name: 'later' });
  expect(later.url).toBe(first.url);
  expect(await toolbox.call('stop_mock_server', { server_url: first.url })).toMatchObject({
    stopped: 'later',
    pid: later.pid,
  });
  expect(isAlive(first.pid)).toBe(true);
});

test('a mock that was started by hand is stopped by its address, or by the name of its project', SLOW, async () => {
  const toolbox = await openBackground();
  await writeFile(path.join(toolbox.services.workspace, 'pets.json'), JSON.stringify(petstore));
  const byHand = await startByHand(toolbox, ['pets.json', '--port', '0', '--admin-port', '0']);
  expect(await toolbox.call('stop_mock_server', { server_url: byHand.url })).toMatchObject({
    stopped: 'Pets',
    url: byHand.url,
    pid: byHand.pid,
    requests_served: 0,
  });
  await until(() => !isAlive(byHand.pid));
  await expect(toolbox.call('stop_mock_server', { server_url: byHand.url })).rejects.toMatchObject({
    code: 'UNREACHABLE',
  });

  // It takes the first of the usual ports that is free.
  const folder = await writeProject(toolbox, 'by-hand', { port: undefined, admin_port: undefined });
  const project = await startByHand(toolbox, ['--config', path.join(folder, 'mockloop.json')]);
  expect(await toolbox.call('stop_mock_server', { mock_name: 'by-hand' })).toMatchObject({ pid: project.pid });
  await until(() => !isAlive(project.pid));
});

test('a mock in a program that does not let itself be stopped is left alone', async () => {
  const toolbox = await openToolbox();
  const { apiUrl } = await startMock();
  await expect(toolbox.call('stop_mock_server', { server_url: apiUrl })).rejects.toMatchObject({ code: 'REFUSED' });
  expect((await fetch(`${apiUrl}/v1/pets`)).status).toBe(200);
});

test('what is no mock, or not there, is told apart', async () => {
  const toolbox = await openToolbox();
  await writeProject(toolbox, 'pets');
  const foreign = await listenRaw(always(httpAnswer('200 OK', 'hello')));
  const refused = (args: object): Promise<unknown> =>
    toolbox.callUnchecked('stop_mock_server', args).catch((reason: Error) => reason);
  expect(await refused({ server_url: foreign })).toMatchObject({ code: 'NOT_A_MOCK' });
  expect(await refused({ server_url: 'nonsense://' })).toMatchObject({ code: 'INVALID_ARGUMENTS' });
  expect(await refused({})).toMatchObject({ code: 'INVALID_ARGUMENTS' });
  expect(await refused({ mock_name: 'pets', server_url: foreign })).toMatchObject({ code: 'INVALID_ARGUMENTS' });
  expect(await refused({ mock_name: 'pets' })).toMatchObject({
    code: 'UNKNOWN_MOCK',
    message: expect.stringContaining('The generated mock "pets" does not run.'),
  });
  expect(await refused({ mock_name: 'x'.repeat(1_000) })).toMatchObject({ code: 'UNKNOWN_MOCK' });
});
