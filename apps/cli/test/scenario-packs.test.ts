import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder, run } from './run-cli.ts';
import { mock, smallDocument } from './running-mock.ts';

const PACK = 'scenario-pack://error-simulation/5xx-server-errors';

interface Pack {
  readonly uri: string;
  readonly scenarios: readonly { readonly name: string }[];
}

async function packs(...args: readonly string[]): Promise<readonly Pack[]> {
  const { stdout } = await run(['scenario', 'packs', '--json', ...args]);
  return (JSON.parse(stdout) as { packs: readonly Pack[] }).packs;
}

test('packs lists all of them, or those that are asked for', async () => {
  const all = await packs();
  expect(all).toHaveLength(15);
  for (const { scenarios } of all) expect(scenarios.length).toBeGreaterThanOrEqual(4);
  const network = await packs('--category', 'error-simulation', '--search', 'timeout');
  expect(network.map(({ uri }) => uri)).toContain('scenario-pack://error-simulation/network-timeouts');
  expect(network.length).toBeLessThan(5);
  const text = await run(['scenario', 'packs', '--search', 'zzz']);
  expect(text).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('No pack is like that.') });
});

test('a pack is made for the document of the mock that it is deployed to; what that has nothing for is said', async () => {
  const { apiUrl } = await mock([petstore]);
  const deployed = await run(['scenario', 'deploy', PACK, '--server', apiUrl, '--activate', '--json']);
  expect(deployed.code).toBe(0);
  const { scenarios, active } = JSON.parse(deployed.stdout) as {
    scenarios: readonly { name: string }[];
    active: string;
  };
  const [pack] = (await packs()).filter(({ uri }) => uri === PACK);
  const names = pack?.scenarios.map(({ name }) => name).filter((name) => name !== 'declared-server-errors');
  expect(scenarios.map(({ name }) => name)).toEqual(names);
  expect(active).toBe(names?.[0]);
  expect(deployed.stderr).toBe(
    'left out of declared-server-errors: In "Petstore", no operation declares a 5XX response.\n',
  );
  expect((await fetch(`${apiUrl}/v1/pets`)).status).toBeGreaterThanOrEqual(500);
});

test('one scenario of a pack may be meant', async () => {
  const { apiUrl } = await mock([petstore, '--scenario', `${PACK}#maintenance`]);
  const { stdout } = await run(['scenario', 'list', '--server', apiUrl, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ active: 'maintenance', scenarios: [{ name: 'maintenance' }] });
  const empty = await run(['scenario', 'deploy', `${PACK}#declared-server-errors`, '--server', apiUrl]);
  expect(empty).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('has nothing for this document: declared-server-errors: In "Petstore"'),
  });
});

test('packs are made by the mock itself: behind a token, on one port, and where the document has an /openapi.json of its own', async () => {
  const cwd = await newFolder();
  await writeFile(join(cwd, 'own.json'), smallDocument('/openapi.json', '/docs', '/pets'));
  const env = { MOCKLOOP_ADMIN_TOKEN: 'a-token-of-the-test' };
  const { apiUrl } = await mock(['own.json', '--single-port'], { cwd, env });
  const deploy = (...args: readonly string[]) => run(['scenario', 'deploy', PACK, '--server', ...args], { cwd });
  expect(await deploy(apiUrl)).toMatchObject({ code: 1, stderr: expect.stringContaining('asks for an admin token') });
  expect(await deploy(`${apiUrl}/admin`, '--admin-token', env.MOCKLOOP_ADMIN_TOKEN)).toMatchObject({ code: 0 });
  const again = await deploy(apiUrl, '--admin-token', env.MOCKLOOP_ADMIN_TOKEN, '--replace', '--activate');
  expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Replaced [\s\S]*It is in force/) });
  expect((await fetch(`${apiUrl}/pets`)).status).toBeGreaterThanOrEqual(500);
});

test('a pack that there is not is refused with the nearest, and so is a scenario of one', async () => {
  const near = await run(['mock', petstore, '--port', '0', '--scenario', `${PACK}s`]);
  expect(near).toMatchObject({ code: 1, stderr: expect.stringContaining(`Did you mean ${PACK}?`) });
  const other = await run(['scenario', 'validate', `${PACK}#nothing`, '--document', petstore]);
  expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('has no scenario "nothing". It has "') });
  const homeless = await run(['scenario', 'validate', PACK]);
  expect(homeless).toMatchObject({ code: 1, stderr: expect.stringContaining('name one with --document') });
});

test.each(['4xx-client-errors', '5xx-server-errors', 'network-timeouts', 'rate-limiting'])(
  'every scenario that the pack %s makes for a document is valid',
  async (name) => {
    const validated = await run([
      'scenario',
      'validate',
      `scenario-pack://error-simulation/${name}`,
      '--document',
      petstore,
    ]);
    expect(validated.code).toBe(0);
    expect(validated.stdout).not.toMatch(/ error: /);
  },
);
