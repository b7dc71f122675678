import { expect, test } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder, type Running, type RunOptions, run, start } from './run-cli.ts';

interface Mock {
  readonly cwd: string;
  readonly apiUrl: string;
  readonly adminUrl: string;
  stop(): Promise<void>;
}

async function mock(options: RunOptions = {}): Promise<Mock> {
  const cwd = await newFolder();
  const running = await start(['mock', petstore, '--port', '0', '--admin-port', '0', '--json'], { cwd, ...options });
  await running.says(/\n}\n/);
  const { api_url: apiUrl, admin_url: adminUrl } = JSON.parse(running.stdout());
  return { cwd, apiUrl, adminUrl, stop: () => stop(running) };
}

async function stop({ process, ended }: Running): Promise<void> {
  process.kill('SIGTERM');
  await ended;
}

test('logs shows what a mock answered, oldest first, while it runs and after', async () => {
  const { cwd, apiUrl, stop } = await mock();
  await fetch(`${apiUrl}/v1/pets?limit=2`);
  await fetch(`${apiUrl}/nowhere`);
  await stop();
  const { code, stdout } = await run(['logs'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^ID +TIME.*\n\d+ {2}\S+Z {2}200 .*GET +\/v1\/pets\?limit=2\n\d+ {2}\S+Z {2}404 .*GET +\/nowhere\n$/,
  );
});

test.each([
  ['--status', '4xx'],
  ['--path-regex', '^/now'],
  ['--q', 'nowhere'],
])('logs %s %s leaves out the others', async (...filter) => {
  const { cwd, apiUrl, stop } = await mock();
  await fetch(`${apiUrl}/v1/pets`);
  await fetch(`${apiUrl}/nowhere`);
  await stop();
  const { stdout } = await run(['logs', '--json', ...filter], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({ total_count: 1, logs: [{ path: '/nowhere' }] });
});

test('logs and analyze ask a running mock at either of its ports', async () => {
  const { apiUrl, adminUrl } = await mock();
  await fetch(`${apiUrl}/v1/pets`);
  for (const url of [apiUrl, `${adminUrl}/`]) {
    const { stdout } = await run(['logs', '--server', url, '--path-regex', '^/v1', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ total_count: 1 });
    const analysis = await run(['analyze', '--server', url, '--path-regex', '^/v1', '--json']);
    expect(JSON.parse(analysis.stdout)).toMatchObject({ total_requests: 1, groups: [{ key: 'GET /pets' }] });
  }
});

test('a token is sent where one is given, and asked for where it is missing', async () => {
  const { adminUrl } = await mock({ env: { MOCKLOOP_ADMIN_TOKEN: 'secret' } });
  const refused = await run(['logs', '--server', adminUrl]);
  expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('token') });
  expect(await run(['logs', '--server', adminUrl, '--admin-token', 'secret'])).toMatchObject({ code: 0 });
  expect(await run(['logs', '--server', adminUrl], { env: { MOCKLOOP_ADMIN_TOKEN: 'secret' } })).toMatchObject({
    code: 0,
  });
});

test('--follow shows requests as they come in, from a database and from a mock', async () => {
  const { cwd, apiUrl, adminUrl } = await mock();
  await fetch(`${apiUrl}/v1/pets?before`);
  const followers = [
    await start(['logs', '--follow', '--json'], { cwd }),
    await start(['logs', '--follow', '--json', '--server', adminUrl], { cwd }),
  ];
  for (const follower of followers) await follower.says(/"query":"before"/);
  await fetch(`${apiUrl}/v1/pets?after`);
  for (const follower of followers) {
    await follower.says(/"query":"after"/);
    follower.process.kill('SIGINT');
    const { code, stdout } = await follower.ended;
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).query),
    ).toEqual(['before', 'after']);
  }
});

test('analyze prints a row for each endpoint, with percentiles', async () => {
  const { cwd, apiUrl, stop } = await mock();
  for (const path of ['/v1/pets', '/v1/pets', '/nowhere']) await fetch(apiUrl + path);
  await stop();
  const { code, stdout } = await run(['analyze'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /REQUESTS +ERRORS +MEAN +P50 +P90 +P95 +P99 +MAX ms {2}ENDPOINT\n +2 +0\.0 %( +\d+\.\d\d){6} {2}GET \/pets\n +1 +100\.0 %/,
  );
});

test('one of the APIs that share a database is named by its title', async () => {
  const { cwd, apiUrl, stop } = await mock();
  await fetch(`${apiUrl}/v1/pets`);
  await stop();
  const count = async (...args: readonly string[]): Promise<number> =>
    JSON.parse((await run(['logs', '--json', ...args], { cwd })).stdout).total_count;
  expect([await count(), await count('--api', 'Petstore'), await count('--api', 'Other')]).toEqual([1, 1, 0]);
});

test.each([
  [['logs'], /There is no log at .*mockloop\.db.*mockloop mock/],
  [['logs', '--db', 'postgres://user:password@host/db'], /postgres/],
  [['logs', '--server', 'nonsense'], /There is no host "nonsense"/],
  [['logs', '--server', 'http://127.0.0.1:65000'], /Nothing listens at http:\/\/127\.0\.0\.1:65000.*mockloop list/],
])('%j fails with a remedy', async (args, message) => {
  const { code, stdout, stderr } = await run(args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain('password@');
  expect(stderr).not.toMatch(/\n {4}at /);
});

test('a filter that makes no sense is refused by name', async () => {
  const { cwd, apiUrl, stop } = await mock();
  await fetch(`${apiUrl}/v1/pets`);
  await stop();
  const { code, stderr } = await run(['logs', '--status', 'abc'], { cwd });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: status: Expected a status such as 404/);
});

test('a database that is none is an error, not an empty log', async () => {
  const { code, stderr } = await run(['logs', '--db', petstore]);
  expect(code).toBe(1);
  expect(stderr).toContain('cannot be read');
});

test('an output that is closed early is no failure', async () => {
  const { cwd, apiUrl, stop } = await mock();
  await fetch(`${apiUrl}/v1/pets`);
  await stop();
  const running = await start(['logs', '--json'], { cwd });
  running.process.stdout?.destroy();
  expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
});
