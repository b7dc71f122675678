import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder, run, start } from './run-cli.ts';
import { control, mock, smallDocument } from './running-mock.ts';

async function folderWith(files: Readonly<Record<string, unknown>>): Promise<string> {
  const cwd = await newFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(cwd, name, '..'), { recursive: true });
    await writeFile(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return cwd;
}

async function settingsOf(adminUrl: string): Promise<unknown> {
  return ((await (await fetch(`${adminUrl}/api/server`)).json()) as { settings: unknown }).settings;
}

test('mockloop.json of the working directory says what to mock and how; flags come before it', async () => {
  const cwd = await folderWith({
    'mockloop.json': { document: 'api.json', seed: 'a', validate: 'warn', auth: 'off', cors: false, errors: true },
    'api.json': smallDocument('/one'),
  });
  const { apiUrl, adminUrl } = await mock(['--seed', 'b', '--cors'], { cwd });
  expect((await fetch(`${apiUrl}/one`)).status).toBe(200);
  expect(await settingsOf(adminUrl)).toMatchObject({
    seed: 'b',
    cors: true,
    validate: 'warn',
    auth: 'off',
    errors: true,
    dynamic: false,
  });
});

test('--config names another file; its paths start at its folder', async () => {
  const cwd = await folderWith({
    'ci/mockloop.json': { document: '../apis/api.json', db: 'log.db' },
    'apis/api.json': smallDocument('/one'),
    'mockloop.json': { seed: 'not this one' },
  });
  const { apiUrl, adminUrl, stdout } = await mock(['--config', 'ci/mockloop.json'], { cwd });
  expect((await fetch(`${apiUrl}/one`)).status).toBe(200);
  expect(await settingsOf(adminUrl)).toMatchObject({ seed: '' });
  expect(stdout()).toMatch(/Log +ci[\\/]log\.db/);
});

test('mockloop.config.ts is run by Node as it is', async () => {
  const cwd = await folderWith({
    'mockloop.config.ts': `const seed: string = 'from code';\nexport default { document: ${JSON.stringify(petstore)}, seed };`,
  });
  const { adminUrl } = await mock([], { cwd });
  expect(await settingsOf(adminUrl)).toMatchObject({ seed: 'from code' });
});

test('the environment comes before the file', async () => {
  const cwd = await folderWith({ 'mockloop.json': { document: petstore, db: 'file.db', admin_token: 'of the file' } });
  const { stdout, adminUrl } = await mock([], {
    cwd,
    env: { MOCKLOOP_DATABASE_URL: 'variable.db', MOCKLOOP_ADMIN_TOKEN: 'variable' },
  });
  expect(stdout()).toMatch(/Log +variable\.db/);
  const status = async (token: string): Promise<number> =>
    (await fetch(`${adminUrl}/api/server`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect([await status('of the file'), await status('variable')]).toEqual([401, 200]);
});

test.each([
  [
    '{ "prot": 1 }',
    /mockloop\.json:1:3: error: "prot" is no field\. \[CONFIGURATION_INVALID\]\n {2}at \/prot\n {2}Did you mean "port"\?/,
  ],
  ['{\n  "admin-port": 1\n}', /mockloop\.json:2:3: .*"admin-port" is no field[\s\S]*Did you mean "admin_port"\?/],
  [
    '{ "constructor": 1, "__proto__": 2, "xyzzy": 3 }',
    /"constructor" is no field[\s\S]*"__proto__" is no field[\s\S]*"xyzzy" is no field[\s\S]*Known are/,
  ],
  ['{ "port": "8000" }', /"8000" is a text, not a whole number\.[\s\S]*Expected port of the API, 0 to 65535\./],
  ['{ "port": 70000 }', /70000 is more than 65535/],
  ['{ "port": 80.5 }', /80\.5 is a number, not a whole number/],
  [
    '{ "validate": "maybe" }',
    /"maybe" is none of the choices\.[\s\S]*Expected "strict", "warn", "off": how requests are checked\./,
  ],
  ['{ "document": "" }', /"" is too short/],
  ['{ "cors": null }', /null is null, not true or false/],
  ['{ "scenarios": ["a", 1] }', /mockloop\.json:1:22: error: 1 is a whole number, not a text[\s\S]*at \/scenarios\/1/],
  ['{ "latency": "soon" }', /"soon" is no latency\.[\s\S]*Expected 200, uniform:100,300/],
  ['{ "latency": true }', /true is of the wrong type\.[\s\S]*Expected how long every answer is held back/],
  [
    '{ "latency": { "type": "slow" } }',
    /"slow" is no type that it may have[\s\S]*Expected "fixed", "uniform", "normal", "lognormal"/,
  ],
  ['{ "latency": { "type": "normal", "mean_ms": -1 } }', /"deviation_ms" is missing[\s\S]*-1 is less than 0/],
  ['[1]', /It is a list, not an object\.[\s\S]*Expected an object with what/],
  ['{ "port": 1,\n }', /mockloop\.json:1:12: error: There is a comma behind the last item/],
  ['{ "port": // one\n 1 }', /mockloop\.json:1:11: error: There is a comment; JSON has none/],
  ['', /mockloop\.json:1:1: error: The text ends where a value should follow/],
])('%s is refused with its place and the remedy', async (text, message) => {
  const cwd = await folderWith({ 'mockloop.json': text });
  const { code, stdout, stderr } = await run(['mock', petstore], { cwd });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(message);
});

test('what is wrong in mockloop.config.ts has its pointer; what cannot be run says why', async () => {
  const wrong = await folderWith({ 'mockloop.config.ts': 'export default { port: "x" };' });
  expect((await run(['mock', petstore], { cwd: wrong })).stderr).toMatch(
    /^mockloop\.config\.ts: error: "x" is a text, not a whole number\..*\n {2}at \/port/,
  );
  const broken = await folderWith({ 'mockloop.config.ts': 'export default {' });
  expect((await run(['mock', petstore], { cwd: broken })).stderr).toMatch(
    /mockloop\.config\.ts cannot be loaded: SyntaxError/,
  );
  const nothing = await folderWith({ 'mockloop.config.ts': 'export const port = 1;' });
  expect((await run(['mock', petstore], { cwd: nothing })).stderr).toMatch(/undefined is undefined, not an object/);
});

test('two configurations in one folder, and a named one that is not there, are refused', async () => {
  const cwd = await folderWith({ 'mockloop.json': {}, 'mockloop.config.ts': 'export default {};' });
  expect((await run(['mock', petstore], { cwd })).stderr).toContain('say which one counts with --config');
  expect((await run(['mock', petstore, '--config', 'no.json'], { cwd })).stderr).toMatch(
    /no\.json cannot be read: There is no such file/,
  );
});

test('reload-config reads the configuration and the document again, and says what has to wait for a restart', async () => {
  const cwd = await folderWith({
    'mockloop.json': { document: 'one.json' },
    'one.json': smallDocument('/one'),
    'two.json': smallDocument('/two'),
  });
  const { apiUrl, adminUrl, says, process, ended } = await mock([], { cwd });
  await writeFile(join(cwd, 'mockloop.json'), '{ "document": "two.json", "seed": "later" }');
  expect((await control(adminUrl, 'reload-config')).status).toBe(200);
  expect((await fetch(`${apiUrl}/two`)).status).toBe(200);
  await says(/These count after a restart: seed\./);
  await writeFile(join(cwd, 'mockloop.json'), '{ "seed": 1 }');
  for (const action of ['reload-config', 'restart']) {
    const refused = await control(adminUrl, action);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('1 is a whole number, not a text.') });
  }
  expect((await fetch(`${apiUrl}/two`)).status).toBe(200);
  await writeFile(join(cwd, 'mockloop.json'), '{ "document": "two.json", "seed": "later" }');
  expect((await control(adminUrl, 'restart')).status).toBe(202);
  await says(/listening[\s\S]*mockloop logs[\s\S]*listening[\s\S]*mockloop logs/);
  expect(await settingsOf(adminUrl)).toMatchObject({ seed: 'later' });
  process.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0 });
});

test.each(['reload-config', 'restart'])(
  '%s with a document or a scenario that is wrong changes nothing',
  async (action) => {
    const cwd = await folderWith({
      'mockloop.json': { document: 'one.json' },
      'one.json': smallDocument('/one'),
      'two.json': smallDocument('/two'),
      'broken.json': '{',
      'right.json': { name: 'right', type: 'chaos', rules: [{ match: { path: '/one' }, respond: { status: 503 } }] },
      'wrong.json': { name: 'wrong', type: 'chaos', rules: [{ match: { path: '/two' }, respond: { status: 7 } }] },
    });
    const { apiUrl, adminUrl } = await mock([], { cwd });
    const refused = async (configuration: object): Promise<unknown> => {
      await writeFile(join(cwd, 'mockloop.json'), JSON.stringify(configuration));
      const answer = await control(adminUrl, action);
      expect(answer.status).toBe(409);
      return answer.json();
    };

    expect(await refused({ document: 'broken.json' })).toMatchObject({ detail: expect.stringContaining('Not valid') });
    expect(await refused({ document: 'two.json', scenarios: ['right.json', 'wrong.json'] })).toMatchObject({
      detail: expect.stringContaining('status'),
    });

    expect((await fetch(`${apiUrl}/one`)).status).toBe(200);
    expect((await fetch(`${apiUrl}/two`)).status).toBe(404);
    expect(JSON.parse((await run(['scenario', 'list', '--server', apiUrl, '--json'])).stdout)).toMatchObject({
      scenarios: [],
    });
  },
);

test('without a document there is nothing to mock', async () => {
  const cwd = await folderWith({ 'mockloop.json': {} });
  const { code, stderr } = await (await start(['mock'], { cwd })).ended;
  expect(code).toBe(1);
  expect(stderr).toContain('name it as "document" in mockloop.json');
});

test('webhooks and the start page of the admin port can be switched off, and on again by a restart', async () => {
  const cwd = await folderWith({
    'mockloop.json': { document: 'one.json', webhooks: false, admin_ui: false },
    'one.json': smallDocument('/one'),
  });
  const { apiUrl, adminUrl, says } = await mock([], { cwd });
  const statuses = async (): Promise<number[]> =>
    Promise.all(
      [`${apiUrl}/one`, `${adminUrl}/api/server`, `${adminUrl}/api/webhooks`, `${adminUrl}/`].map(
        async (url) => (await fetch(url)).status,
      ),
    );
  expect(await statuses()).toEqual([200, 200, 409, 404]);

  await writeFile(join(cwd, 'mockloop.json'), '{ "document": "one.json" }');
  expect((await control(adminUrl, 'reload-config')).status).toBe(200);
  await says(/These count after a restart: admin_ui, webhooks\./);
  expect(await statuses()).toEqual([200, 200, 409, 404]);
  expect((await control(adminUrl, 'restart')).ok).toBe(true);
  await vi.waitFor(async () => expect(await statuses()).toEqual([200, 200, 200, 200]), { timeout: 20_000 });
});

test('who says on the command line where webhooks may go has them, whatever the configuration says', async () => {
  const cwd = await folderWith({ 'mockloop.json': { webhooks: false } });
  const { adminUrl } = await mock([petstore, '--webhook-allow', 'hooks.example.com'], { cwd });
  expect((await fetch(`${adminUrl}/api/webhooks`)).status).toBe(200);
});

test.each([
  [{ webhooks: 'no' }, '"no" is of the wrong type', 'false: none is ever sent'],
  [{ webhooks: { alow: [] } }, '"alow" is no field', 'Did you mean "allow"?'],
  [{ admin_ui: 'off' }, '"off" is a text, not true or false', 'whether the admin port has a start page'],
])('%j is refused with what may stand there', async (configuration, message, advice) => {
  const cwd = await folderWith({ 'mockloop.json': configuration });
  const { code, stderr } = await run(['mock', petstore], { cwd });
  expect(code).toBe(1);
  expect(stderr).toContain(message);
  expect(stderr).toContain(advice);
});
