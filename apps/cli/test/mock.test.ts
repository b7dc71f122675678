import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import net from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder, run, start } from './run-cli.ts';
import { control, mock, smallDocument } from './running-mock.ts';

test('it says where it listens, what to try, and that works', async () => {
  const { stdout, apiUrl, adminUrl } = await mock([petstore]);
  expect(stdout()).toContain('Petstore 1.0.0');
  expect(stdout()).toContain(`${apiUrl}/docs`);
  expect((await fetch(`${adminUrl}/health`)).status).toBe(200);
  const attempts = [...stdout().matchAll(/curl (?:-H '(?<field>[^']*)' )*'(?<url>[^']*)'/g)].map(
    ({ groups }) => groups,
  );
  expect(attempts).toHaveLength(3);
  for (const attempt of attempts) {
    const [name, value] = attempt?.field?.split(': ') ?? [];
    const headers = name === undefined || value === undefined ? {} : { [name]: value };
    expect((await fetch(attempt?.url ?? '', { headers })).status).toBe(200);
  }
});

test('SIGTERM stops it cleanly, and no request is missing from the log', async () => {
  const cwd = await newFolder();
  const { apiUrl, process, ended } = await mock([petstore], { cwd });
  for (let count = 0; count < 20; count++) await fetch(`${apiUrl}/v1/pets`);
  process.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0 });
  const logs = await run(['logs', '--json'], { cwd });
  expect(JSON.parse(logs.stdout)).toMatchObject({ total_count: 20 });
});

test('a second signal ends it at once', async () => {
  const { apiUrl, process, ended } = await mock([petstore]);
  const socket = net.connect(Number(new URL(apiUrl).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST /v1/pets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{');
  await fetch(`${apiUrl}/health`);
  process.kill('SIGTERM');
  await fetch(`${apiUrl}/health`).catch(() => {});
  process.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 143 });
  socket.destroy();
});

test('--json says the same for programs', async () => {
  const { says, stdout } = await start(['mock', petstore, '--port', '0', '--admin-port', '0', '--json']);
  await says(/\n}\n/);
  expect(JSON.parse(stdout())).toMatchObject({
    api_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    admin_url: expect.any(String),
    document: { title: 'Petstore', openapi: '3.1' },
    credentials: expect.any(Array),
  });
});

test('a port that was asked for and is taken is an error with its remedy', async () => {
  const { apiUrl } = await mock([petstore]);
  const { code, stdout, stderr } = await run(['mock', petstore, '--port', new URL(apiUrl).port]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^error: Port \d+ on 127\.0\.0\.1 is taken/);
});

test('bound to other than loopback it makes up a token, which the admin API then wants', async () => {
  const { says, adminUrl } = await mock([petstore], { env: { MOCKLOOP_HOST: '0.0.0.0' } });
  const [, token = ''] = await says(/Admin token +(\S+)/);
  expect((await fetch(`${adminUrl}/api/server`)).status).toBe(401);
  expect((await fetch(`${adminUrl}/api/server`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
});

test('a token that was given is used and not shown', async () => {
  const { adminUrl, stdout } = await mock([petstore], { env: { MOCKLOOP_ADMIN_TOKEN: 'given' } });
  expect((await fetch(`${adminUrl}/api/server`)).status).toBe(401);
  expect((await fetch(`${adminUrl}/api/server`, { headers: { authorization: 'Bearer given' } })).status).toBe(200);
  expect(stdout()).not.toContain('given');
});

test('--single-port serves the admin API under /admin', async () => {
  const { adminUrl, apiUrl } = await mock([petstore, '--single-port']);
  expect(adminUrl).toBe(`${apiUrl}/admin`);
  expect((await fetch(`${adminUrl}/api/server`)).status).toBe(200);
});

test.each([
  [['--no-auth'], { auth: 'off' }],
  [['--auth', 'strict'], { auth: 'strict' }],
  [
    ['-d', '--errors', '--seed', 'abc', '--no-cors', '--validate', 'warn'],
    { dynamic: true, errors: true, seed: 'abc', cors: false, validate: 'warn' },
  ],
])('%j reaches the mock', async (flags, settings) => {
  const { adminUrl } = await mock([petstore, ...flags]);
  expect(await (await fetch(`${adminUrl}/api/server`)).json()).toMatchObject({ settings });
});

test('--no-auth shows no credentials, and requests to try that need none', async () => {
  const { stdout, apiUrl } = await mock([petstore, '--no-auth']);
  expect(stdout()).not.toMatch(/Credentials|-H /);
  expect(stdout()).toContain(`curl '${apiUrl}/v1/`);
});

test('a document on this machine names the flag that lets it be loaded', async () => {
  const { stderr } = await run(['mock', 'http://127.0.0.1:1/openapi.json']);
  expect(stderr).toContain('--allow-private-networks');
});

test('--latency holds every answer back', async () => {
  const { apiUrl } = await mock([petstore, '--latency', '150']);
  const start = performance.now();
  await fetch(`${apiUrl}/v1/pets`);
  expect(performance.now() - start).toBeGreaterThan(149);
});

test('--watch serves a changed document on the same port; an invalid one is reported and changes nothing', async () => {
  const cwd = await newFolder();
  const file = join(cwd, 'api.json');
  await writeFile(file, smallDocument('/one'));
  const { apiUrl, says, stderr } = await mock(['api.json', '--watch'], { cwd });
  // At once, so that it is not read half written.
  writeFileSync(file, smallDocument('/one', '/two'));
  await says(/again: 2 operations/);
  expect((await fetch(`${apiUrl}/two`)).status).toBe(200);
  writeFileSync(file, '{"openapi": "3.1.0",');
  await says(/The version before goes on being served/);
  expect(stderr()).toMatch(/api\.json:1:\d+: error: /);
  expect((await fetch(`${apiUrl}/two`)).status).toBe(200);
});

test('--watch refuses what it cannot watch', async () => {
  const { apiUrl } = await mock([petstore]);
  const { code, stderr } = await run([
    'mock',
    `${apiUrl}/openapi.json`,
    '--watch',
    '--allow-private-networks',
    '--port',
    '0',
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain('--watch needs a file');
});

test('the admin API restarts it on the same ports, and shuts it down', async () => {
  const { adminUrl, apiUrl, stdout, says, ended } = await mock([petstore]);
  expect((await control(adminUrl, 'reload-config')).status).toBe(200);
  expect((await control(adminUrl, 'restart')).status).toBe(202);
  await says(/listening[\s\S]*mockloop logs[\s\S]*listening[\s\S]*mockloop logs/);
  expect(stdout().split(apiUrl).length).toBeGreaterThan(4);
  expect((await fetch(`${apiUrl}/v1/pets`)).status).toBe(200);
  expect((await control(adminUrl, 'shutdown')).status).toBe(202);
  expect(await ended).toMatchObject({ code: 0 });
});

test('what of the document cannot be served is said once it listens: ten findings, and where the others are', async () => {
  const cwd = await newFolder();
  const response = (name: string): object => ({ $ref: `#/components/responses/${name}` });
  const paths = Object.fromEntries(
    Array.from({ length: 14 }, (_, index) => [
      `/p${index}`,
      { get: { responses: { 200: response(`Missing${index}`) } } },
    ]),
  );
  const gaps = { openapi: '3.1.0', info: { title: 'Gaps', version: '1' }, paths, components: { responses: {} } };
  await writeFile(join(cwd, 'api.json'), JSON.stringify(gaps, null, 2));
  const { says, stderr } = await mock(['api.json'], { cwd });
  await says(/… 4 more: mockloop validate api\.json/);
  expect(stderr().match(/^api\.json:\d+:\d+: warning: /gm)).toHaveLength(10);
});

test.each([
  ['missing.yaml', /missing\.yaml/],
  ['not-json.json', /not-json\.json:1:\d+/],
])('%s cannot be mocked: one message with place and remedy, no stack trace', async (name, place) => {
  const cwd = await newFolder();
  await writeFile(join(cwd, 'not-json.json'), '{"openapi": }');
  const { code, stdout, stderr } = await run(['mock', name, '--port', '0'], { cwd });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(place);
  expect(stderr).not.toMatch(/\n {4}at /);
});

test('MOCKLOOP_DEBUG=1 shows where an error was thrown', async () => {
  const { stderr } = await run(['mock', 'missing.yaml'], { env: { MOCKLOOP_DEBUG: '1' } });
  expect(stderr).toMatch(/\n {4}at /);
});
