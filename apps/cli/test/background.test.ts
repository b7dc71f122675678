import { cp, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder, run, start } from './run-cli.ts';

/** A folder with the Petstore's document in it, in which no mock is left when the test has ended. */
async function workspace(): Promise<string> {
  const cwd = await newFolder();
  await cp(petstore, join(cwd, 'petstore.yaml'));
  onTestFinished(async () => {
    const { stdout } = await run(['list', '--json'], { cwd });
    for (const { name, state } of JSON.parse(stdout).mocks)
      if (name !== undefined && state === 'running') await run(['stop', name, '--force'], { cwd });
  });
  return cwd;
}

// Nine processes, one after the other.
const SLOW = { timeout: 120_000 };

test('a mock is generated, started, called, read, told what to do and stopped, each by a command', SLOW, async () => {
  const cwd = await workspace();

  const generated = await run(['generate', 'petstore.yaml', '--no-auth'], { cwd });
  expect(generated).toMatchObject({ code: 0, stderr: '' });
  expect(generated.stdout).toContain('Wrote generated_mocks/petstore');
  const settings = JSON.parse(await readFile(join(cwd, 'generated_mocks/petstore/mockloop.json'), 'utf8'));
  expect(settings).toMatchObject({ auth: 'off', port: 8000 });

  const started = await run(['start', 'petstore', '--port', '0', '--admin-port', '0', '--json'], { cwd });
  expect(started.code).toBe(0);
  const { url, admin_url } = JSON.parse(started.stdout);
  const pet = await fetch(`${url}/pets/1`);
  expect(pet.status).toBe(200);

  const listed = await run(['list'], { cwd });
  expect(listed.stdout).toMatch(new RegExp(`petstore +running +${url} +${admin_url} +Petstore`));

  const logged = await run(['call', 'query_mock_logs', '--server_url', url, '--limit', '1'], { cwd });
  expect(logged.stdout).toContain('GET /pets/1 200');
  const figures = await run(['call', 'query_mock_logs', '--json', JSON.stringify({ server_url: admin_url })], { cwd });
  expect(JSON.parse(figures.stdout)).toMatchObject({ status: 'success', total_count: 1 });

  const changed = await run(
    [
      ...['call', 'manage_mock_data', '--server_url', url, '--operation', 'update_response'],
      ...['--endpoint-path', '/pets/{petId}', '--method', 'GET', '--status-code', '418'],
    ],
    { cwd },
  );
  expect(changed.code).toBe(0);
  expect((await fetch(`${url}/pets/1`)).status).toBe(418);

  const stopped = await run(['stop', 'petstore'], { cwd });
  expect(stopped.stdout).toMatch(/^Stopped petstore after 2 requests\./);
  await expect(fetch(url)).rejects.toThrow();
  const again = await run(['stop', 'petstore'], { cwd });
  expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('petstore') });
});

test('an attached mock ends with the command', async () => {
  const cwd = await workspace();
  const running = await start(['start', 'petstore.yaml', '--attached', '--port', '0', '--admin-port', '0'], { cwd });
  const [, url = ''] = await running.says(/listening on (http:\S+)\n.*Stop/s);
  expect((await fetch(`${url}/pets/1`)).status).toBe(200);

  running.process.kill('SIGTERM');
  expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
  await expect(fetch(url)).rejects.toThrow();
});

test('a project can be written wherever one says, and is brought up to date there', async () => {
  const cwd = await workspace();
  const out = join(await newFolder(), 'deep', 'shop');
  expect(await run(['generate', 'petstore.yaml', '--out', out], { cwd })).toMatchObject({ code: 0 });
  const again = await run(['generate', 'petstore.yaml', '--out', out, '--port', '4010', '--json'], { cwd });
  const { created, business_port, path } = JSON.parse(again.stdout);
  expect({ created, business_port, path }).toEqual({ created: false, business_port: 4010, path: out });
});

test('a folder that is worked in can become the project', async () => {
  const [cwd, other] = [await workspace(), await newFolder()];
  const { ino } = await stat(other);
  expect(await run(['generate', join(cwd, 'petstore.yaml'), '--out', '.'], { cwd: other })).toMatchObject({ code: 0 });
  expect((await stat(other)).ino).toBe(ino);
});

test('where nothing is generated no folder is made', async () => {
  const cwd = await workspace();
  expect(await run(['generate', 'nothing.yaml', '--out', 'deep/shop'], { cwd })).toMatchObject({ code: 1 });
  expect(await readdir(cwd)).toEqual(['petstore.yaml']);
});

test.each([
  [['generate', 'nothing.yaml'], 'nothing.yaml'],
  [['generate', 'petstore.yaml', '--out', 'full'], 'full'],
  [['start', 'no-such-mock'], 'no-such-mock'],
  [['start', 'petstore.yaml', '--port', 'high'], 'Expected a whole number'],
  [['stop', 'http://127.0.0.1:1'], '127.0.0.1:1'],
  [['list', '--ports', '9-1'], '8000-8010,9000'],
])('mockloop %j is refused with %j', async (args, message) => {
  const cwd = await workspace();
  await cp(petstore, join(cwd, 'full', 'mine.yaml'));
  const { code, stdout, stderr } = await run(args, { cwd });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(message);
});
