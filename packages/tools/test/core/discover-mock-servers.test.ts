import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { DiscoveredMock } from '../../src/index.ts';
import { openBackground, writeProject } from '../support/background.ts';
import { httpAnswer, listenRaw } from '../support/listen-raw.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { startMock } from '../support/start-mock.ts';

const SLOW = { timeout: 120_000 };

const portOf = (url: string): number => Number(new URL(url).port);

test('each mock is listed once, with where it was found: started, found on a port, generated', SLOW, async () => {
  const toolbox = await openBackground();
  const folder = await writeProject(toolbox, 'pets');
  await writeProject(toolbox, 'idle');
  const started = await toolbox.call('start_mock_server', { mock_name: 'pets' });
  const byHand = await startMock();
  const single = await startMock({}, { singlePort: true });
  const ports = [started.url, started.admin_url, byHand.apiUrl, byHand.adminUrl, single.apiUrl].map(portOf);
  const { mocks, ...totals } = await toolbox.call('discover_mock_servers', { ports });
  expect(totals).toEqual({ status: 'success', total_running: 3, total_generated: 2, ports_scanned: 5 });
  const at = (url: string): DiscoveredMock | undefined => mocks.find((mock) => mock.url === url);
  expect(mocks).toHaveLength(4);
  expect(at(started.url)).toEqual({
    name: 'pets',
    state: 'running',
    url: started.url,
    admin_url: started.admin_url,
    architecture: 'dual_port',
    pid: started.pid,
    runtime: 'process',
    detached_mode: true,
    started_at: expect.stringMatching(/^20.*Z$/),
    version: expect.any(String),
    api_title: 'Pets',
    api_version: '1.2.3',
    operations: 4,
    stateful: false,
    active_scenario: null,
    requests_served: 0,
    response_time_ms: expect.any(Number),
    document: path.join(folder, 'openapi.json'),
    folder,
    log_file: started.log_file,
    found_by: ['registry', 'port_scan', 'generated_mocks'],
  });
  expect(at(byHand.apiUrl)).toMatchObject({ state: 'running', pid: process.pid, found_by: ['port_scan'] });
  expect(at(single.apiUrl)).toMatchObject({ architecture: 'single_port', admin_url: `${single.apiUrl}/admin` });
  expect(mocks.find(({ name }) => name === 'idle')).toEqual({
    name: 'idle',
    state: 'not_running',
    folder: path.join(toolbox.services.workspace, 'generated_mocks', 'idle'),
    found_by: ['generated_mocks'],
  });

  const least = await toolbox.call('discover_mock_servers', {
    ports: [1],
    check_health: false,
    include_generated: false,
  });
  expect(least).toMatchObject({
    total_running: 1,
    mocks: [{ name: 'pets', state: 'running', found_by: ['registry'] }],
  });
  expect(least.total_generated).toBeUndefined();
});

test('a generated mock that was started by hand is known by its document', async () => {
  const toolbox = await openToolbox();
  const folder = await writeProject(toolbox, 'pets');
  const { apiUrl, adminUrl } = await startMock({ document: path.join(folder, 'openapi.json') });
  const { mocks } = await toolbox.call('discover_mock_servers', { ports: [portOf(adminUrl)] });
  expect(mocks).toMatchObject([{ name: 'pets', url: apiUrl, folder, found_by: ['port_scan', 'generated_mocks'] }]);
});

test('other servers are no mocks, whatever they say, and get no token', async () => {
  const heard: string[] = [];
  const identity = { name: 'MockLoop', pid: 1, started_at: '2026-01-01T00:00:00Z', version: '1', api: { title: 'X' } };
  const answering = (body: (port: number) => unknown): Promise<string> =>
    listenRaw((socket) =>
      socket.once('data', (data) => {
        heard.push(String(data));
        socket.end(
          httpAnswer('200 OK', JSON.stringify(body(socket.localPort ?? 0)), ['content-type: application/json']),
        );
      }),
    );
  const { adminUrl } = await startMock();
  const urls = [
    await answering(() => ({ hello: 'world' })),
    await answering(() => ({ ...identity, admin_url: adminUrl })),
    await listenRaw((socket) => socket.destroy()),
    await listenRaw((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')),
  ];
  const impostor = await answering((port) => ({ ...identity, admin_url: `http://evil.example:${port}` }));
  const toolbox = await openToolbox({ adminToken: 'a-token-of-ours' });
  const { mocks } = await toolbox.call('discover_mock_servers', { ports: [...urls, impostor].map(portOf) });
  expect(mocks).toMatchObject([
    { state: 'not_responding', admin_url: impostor, problem: expect.stringContaining('no mock of this version') },
  ]);
  expect(heard.length).toBeGreaterThanOrEqual(3);
  expect(heard.join('\n')).not.toContain('a-token-of-ours');
});

test('a mock whose process runs but does not answer is said not to respond', async () => {
  const toolbox = await openBackground();
  const { workspace, registry } = toolbox.services;
  const url = await listenRaw((socket) => socket.destroy());
  const program = path.join(workspace, 'mock.mjs');
  const message = { type: 'listening', api_url: url, admin_url: url };
  await writeFile(program, `process.send(${JSON.stringify(message)}); setInterval(() => {}, 1e6);`);
  await (await registry()).start({ name: 'held', document: 'pets.yaml', program, args: [], cwd: workspace });
  const { mocks } = await toolbox.call('discover_mock_servers', { ports: [portOf(url)] });
  expect(mocks).toMatchObject([
    { name: 'held', state: 'not_responding', url, problem: expect.stringContaining('without an answer') },
  ]);
  expect(await toolbox.call('stop_mock_server', { server_url: url })).toMatchObject({ stopped: 'held' });
});

test('a mock that wants another token is running, and says why it tells no more', async () => {
  const toolbox = await openToolbox();
  const { apiUrl } = await startMock({ adminToken: 'secret' });
  const { mocks } = await toolbox.call('discover_mock_servers', { ports: [portOf(apiUrl)] });
  expect(mocks).toMatchObject([
    { state: 'running', url: apiUrl, api_title: 'Pets', problem: expect.stringContaining('token') },
  ]);
});

test('the usual ports are scanned where none are named, and at most a thousand', SLOW, async () => {
  const toolbox = await openToolbox();
  expect((await toolbox.call('discover_mock_servers', {})).ports_scanned).toBe(32);
  const thousand = Array.from({ length: 1_000 }, (_, index) => 20_000 + index);
  expect((await toolbox.call('discover_mock_servers', { ports: thousand })).ports_scanned).toBe(1_000);
  for (const ports of [[...thousand, 1], [], [0], [65_536], [80.5], ['eighty']]) {
    await expect(toolbox.callUnchecked('discover_mock_servers', { ports })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENTS',
    });
  }
});
