import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runtimeFiles } from '@mockloop/runtime';
import { expect, test } from 'vitest';
import type { Toolbox } from '../../src/index.ts';
import { freePorts, openBackground, until, writeProject } from '../support/background.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { petstore } from '../support/petstore.ts';

const SLOW = { timeout: 120_000 };

/** A toolbox for which `docker` is this shell script, run in the project's folder. */
async function openWithDocker(script: string | undefined): Promise<Toolbox> {
  const bin = path.join((await openToolbox()).services.workspace, 'bin');
  await mkdir(bin);
  if (script !== undefined) {
    await writeFile(path.join(bin, 'docker'), `#!/bin/sh\necho "$@" >> docker-calls\n${script}`);
    await chmod(path.join(bin, 'docker'), 0o755);
  }
  const env = { PATH: script === undefined ? bin : `${bin}:${path.dirname(process.execPath)}:/usr/bin:/bin` };
  return openBackground({ runtime: { ...runtimeFiles(), env } });
}

/** Of a container, the program alone: on this machine, as the project's own Dockerfile starts it. */
function standIn(): string {
  const { program, execArgv } = runtimeFiles();
  return `case "$*" in
    "compose up --build --detach") node ${execArgv.join(' ')} "${program}" --config mockloop.json >container 2>&1 & echo $! >pid;;
    "compose down") kill $(cat pid) && rm pid;;
    *) exit 64;;
  esac`;
}

async function writeComposeProject(toolbox: Toolbox): Promise<{ folder: string; port: number }> {
  const port = await freePorts();
  const folder = await writeProject(toolbox, 'pets', { port, admin_port: port + 1 });
  await writeFile(path.join(folder, 'compose.yaml'), 'services: { mock: { build: . } }\n');
  return { folder, port };
}

const start = { mock_name: 'pets', runtime: 'docker' } as const;

test('a generated mock is built and started in a container, found, and stopped', SLOW, async () => {
  const toolbox = await openWithDocker(standIn());
  const { folder, port } = await writeComposeProject(toolbox);
  const started = await toolbox.call('start_mock_server', start);
  expect(started).toMatchObject({
    name: 'pets',
    already_running: false,
    url: `http://127.0.0.1:${port}`,
    admin_url: `http://127.0.0.1:${port + 1}`,
    runtime: 'docker',
    detached_mode: true,
  });
  expect(started.pid).toBeUndefined();
  expect((await fetch(`${started.url}/v1/pets`)).status).toBe(200);
  expect(await toolbox.call('start_mock_server', start)).toMatchObject({ already_running: true });
  await expect(toolbox.call('start_mock_server', { mock_name: 'pets' })).rejects.toMatchObject({
    code: 'ALREADY_RUNNING',
  });
  const { mocks } = await toolbox.call('discover_mock_servers', { ports: [port + 1] });
  expect(mocks).toMatchObject([
    {
      name: 'pets',
      state: 'running',
      runtime: 'docker',
      folder,
      found_by: ['registry', 'port_scan', 'generated_mocks'],
    },
  ]);
  expect(await toolbox.call('stop_mock_server', { mock_name: 'pets' })).toMatchObject({
    stopped: 'pets',
    runtime: 'docker',
    requests_served: 1,
  });
  await until(() =>
    fetch(started.admin_url).then(
      () => false,
      () => true,
    ),
  );
  expect(await readFile(path.join(folder, 'docker-calls'), 'utf8')).toBe('compose up --build --detach\ncompose down\n');
  const after = await toolbox.call('discover_mock_servers', { ports: [port] });
  expect(after.mocks).toMatchObject([{ name: 'pets', state: 'not_running' }]);
});

test('a container that has ended by itself is not listed, and is started again', SLOW, async () => {
  const toolbox = await openWithDocker(standIn());
  const { folder } = await writeComposeProject(toolbox);
  const { admin_url } = await toolbox.call('start_mock_server', start);
  process.kill(Number(await readFile(path.join(folder, 'pid'), 'utf8')), 'SIGTERM');
  await until(() =>
    fetch(admin_url).then(
      () => false,
      () => true,
    ),
  );
  expect(await (await toolbox.services.registry()).list()).toEqual([]);
  expect(await toolbox.call('start_mock_server', start)).toMatchObject({ already_running: false });
});

test('where docker fails, its words are told, and what it had begun is taken down', async () => {
  const toolbox = await openWithDocker(
    `case "$*" in *up*) echo "Cannot connect to the Docker daemon. Is it running?" >&2; exit 1;; esac`,
  );
  const { folder } = await writeComposeProject(toolbox);
  await expect(toolbox.call('start_mock_server', start)).rejects.toMatchObject({
    code: 'START_FAILED',
    message: expect.stringMatching(
      /"pets" could not start\. docker compose up .*failed: Cannot connect to the Docker daemon/,
    ),
  });
  expect(await readFile(path.join(folder, 'docker-calls'), 'utf8')).toBe('compose up --build --detach\ncompose down\n');
  expect(await (await toolbox.services.registry()).list()).toEqual([]);
});

test('where there is no docker, that is what is said', async () => {
  const toolbox = await openWithDocker(undefined);
  await writeComposeProject(toolbox);
  await expect(toolbox.call('start_mock_server', start)).rejects.toMatchObject({
    code: 'START_FAILED',
    message: expect.stringContaining('There is no docker on this machine. Install it, or start the mock as a process.'),
  });
});

test('what a container cannot be is refused before docker is asked', async () => {
  const toolbox = await openWithDocker('exit 1');
  const { port } = await writeComposeProject(toolbox);
  await writeProject(toolbox, 'no-compose');
  const refused = (args: object): Promise<unknown> =>
    toolbox.callUnchecked('start_mock_server', { ...start, ...args }).catch((error: Error) => error);
  expect(await refused({ mock_name: petstore })).toMatchObject({ problems: [{ pointer: '/runtime' }] });
  expect(await refused({ mock_name: 'no-compose' })).toMatchObject({ problems: [{ pointer: '/runtime' }] });
  expect(await refused({ port: port + 5 })).toMatchObject({ problems: [{ pointer: '/port' }] });
  expect(await refused({ admin_port: port + 5 })).toMatchObject({ problems: [{ pointer: '/admin_port' }] });
  expect(await refused({ detached_mode: false })).toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [{ pointer: '/detached_mode' }],
  });
});
