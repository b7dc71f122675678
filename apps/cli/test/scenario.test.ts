import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder, run } from './run-cli.ts';
import { control, mock } from './running-mock.ts';

const outage = {
  name: 'outage',
  type: 'error_simulation',
  rules: [{ match: { operation_id: 'listPets' }, respond: { status: 400, body: { down: true } } }],
};
/** The original shape. */
const busy = {
  scenario_name: 'busy',
  scenario_type: 'error_simulation',
  endpoints: [{ path: '/pets', method: 'GET', response_config: { status_code: 429, response_data: { busy: true } } }],
};
const wrong = `{
  "name": "wrong",
  "type": "error_simulation",
  "rules": [
    { "match": { "operation_id": "listPet" }, "respond": { "status": "many" } }
  ]
}`;

async function folderWith(files: Readonly<Record<string, unknown>>): Promise<string> {
  const cwd = await newFolder();
  for (const [name, content] of Object.entries(files))
    await writeFile(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content));
  return cwd;
}

async function statusOf(apiUrl: string, world?: string): Promise<number> {
  const headers = world === undefined ? {} : { 'x-mockloop-world': world };
  return (await fetch(`${apiUrl}/v1/pets`, { headers })).status;
}

test('mock --scenario deploys files of both shapes; the first is in force', async () => {
  const cwd = await folderWith({ 'outage.json': outage, 'busy.json': busy });
  const { apiUrl, adminUrl } = await mock([petstore, '--scenario', 'outage.json', '--scenario', 'busy.json'], { cwd });
  expect(await statusOf(apiUrl)).toBe(400);
  const { stdout } = await run(['scenario', 'list', '--server', apiUrl, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    active: 'outage',
    scenarios: [
      { name: 'outage', active: true, rules: 1 },
      { name: 'busy', active: false, rules: 1 },
    ],
  });
  expect((await control(adminUrl, 'reload-config')).status).toBe(200);
  expect(await statusOf(apiUrl)).toBe(400);
});

test('what is wrong with a scenario stops the start, with its line and the nearest operation', async () => {
  const cwd = await folderWith({ 'wrong.json': wrong });
  const { code, stdout, stderr } = await run(['mock', petstore, '--port', '0', '--scenario', 'wrong.json'], { cwd });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/wrong\.json:5:\d+: error: [\s\S]*at \/rules\/0\/respond\/status/);
});

test('deploy, switch and list work by either port, in one world', async () => {
  const cwd = await folderWith({ 'outage.json': outage, 'busy.json': busy });
  const { apiUrl, adminUrl } = await mock([petstore], { cwd });
  const deployed = await run(
    ['scenario', 'deploy', 'outage.json', 'busy.json', '--server', apiUrl, '--world', 'w', '--activate'],
    { cwd },
  );
  expect(deployed).toMatchObject({
    code: 0,
    stdout: 'Deployed outage: error_simulation, 1 rule. It is in force.\nDeployed busy: error_simulation, 1 rule\n',
  });
  expect([await statusOf(apiUrl), await statusOf(apiUrl, 'w')]).toEqual([200, 400]);
  const switched = await run(['scenario', 'switch', 'busy', '--server', adminUrl, '--world', 'w']);
  expect(switched.stdout).toBe('busy is in force. Before it was outage.\n');
  expect(await statusOf(apiUrl, 'w')).toBe(429);
  const list = await run(['scenario', 'list', '--server', adminUrl, '--world', 'w']);
  expect(list.stdout).toBe('  outage  error_simulation, 1 rule\n* busy  error_simulation, 1 rule\n');
  const off = await run(['scenario', 'switch', '--off', '--server', adminUrl, '--world', 'w', '--json']);
  expect(JSON.parse(off.stdout)).toEqual({ active: null, previous: 'busy' });
  expect(await statusOf(apiUrl, 'w')).toBe(200);
  const again = await run(['scenario', 'switch', '--off', '--server', adminUrl, '--world', 'w']);
  expect(again.stdout).toBe('No scenario is in force.\n');
});

test('deploy refuses a name that is taken, replaces it when asked, and deploys nothing where one is wrong', async () => {
  const cwd = await folderWith({ 'outage.json': outage, 'busy.json': busy, 'wrong.json': wrong });
  const { apiUrl } = await mock([petstore], { cwd });
  const deploy = (...args: readonly string[]) => run(['scenario', 'deploy', ...args, '--server', apiUrl], { cwd });
  expect((await deploy('outage.json')).code).toBe(0);
  expect((await deploy('outage.json')).stderr).toMatch(/There is a scenario "outage" already/);
  expect((await deploy('outage.json', '--replace')).stdout).toMatch(/^Replaced outage/);
  const refused = await deploy('busy.json', 'wrong.json');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/wrong\.json:5:\d+: error/);
  expect((await run(['scenario', 'list', '--server', apiUrl])).stdout).not.toContain('busy');
  const taken = await deploy('busy.json', 'outage.json');
  expect(taken).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('"outage" already') });
  expect((await run(['scenario', 'list', '--server', apiUrl])).stdout).not.toContain('busy');
  const unknown = await run(['scenario', 'switch', 'outag', '--server', apiUrl]);
  expect(unknown).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no scenario "outag". Deployed are outage.'),
  });
});

test('validate finds what is wrong without a server, and with --document which operations there are not', async () => {
  const cwd = await folderWith({
    'outage.json': outage,
    'busy.json': busy,
    'wrong.json': wrong,
    'unknown.json': { ...outage, rules: [{ match: { operation_id: 'listPet' }, respond: { status: 500 } }] },
    'broken.json': '{ "name": }',
  });
  const validate = (...args: readonly string[]) => run(['scenario', 'validate', ...args], { cwd });
  expect(await validate('outage.json', 'busy.json', '--document', petstore)).toMatchObject({
    code: 0,
    stdout: '',
    stderr: '0 errors, 0 warnings\n',
  });
  expect(await validate('unknown.json')).toMatchObject({ code: 0, stdout: '' });
  const unknown = await validate('unknown.json', '--document', petstore);
  expect(unknown.stdout).toMatch(/^unknown\.json:1:\d+: \w+: .*listPet[\s\S]*listPets/);
  const { code, stdout } = await validate('wrong.json', 'broken.json', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    valid: false,
    diagnostics: expect.arrayContaining([
      expect.objectContaining({ file: 'wrong.json', line: 5, pointer: '/rules/0/respond/status' }),
      expect.objectContaining({ file: 'broken.json', line: 1, column: 11, code: 'SYNTAX_INVALID' }),
    ]),
  });
  expect((await validate('missing.json')).stderr).toContain(
    'The scenario missing.json cannot be read: there is no such file.',
  );
});

test('what is no mock, and what is no address, is said to be none', async () => {
  const other = createServer((_, response) => void response.end('hello')).listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const list = (server: string) => run(['scenario', 'list', '--server', server]);
  expect(await list(`http://127.0.0.1:${port}`)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`What answers at http://127.0.0.1:${port} is no MockLoop mock`),
  });
  expect((await list('ftp://localhost:8000')).stderr).toContain('--server: it is no URL of a server.');
});

test('nobody at home says so', async () => {
  const { code, stderr } = await run(['scenario', 'list', '--server', 'http://127.0.0.1:65000']);
  expect(code).toBe(1);
  expect(stderr).toContain('Nothing listens at http://127.0.0.1:65000');
});
