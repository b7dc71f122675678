import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder, run } from './run-cli.ts';
import { mock } from './running-mock.ts';

const zorro = { name: 'Zorro', traits: { kind: 'cat' } };

async function createPet(apiUrl: string): Promise<string> {
  const created = await fetch(`${apiUrl}/v1/pets`, {
    method: 'POST',
    body: JSON.stringify(zorro),
    headers: { 'content-type': 'application/json' },
  });
  expect(created.status).toBe(201);
  return new URL(created.headers.get('location') ?? '', apiUrl).href;
}

async function nameAt(url: string): Promise<unknown> {
  return ((await (await fetch(url)).json()) as { name?: unknown }).name;
}

test('--stateful: what was posted can be read, until it is deleted', async () => {
  const { apiUrl } = await mock([petstore, '--no-auth', '--stateful']);
  const url = await createPet(apiUrl);
  expect(await nameAt(url)).toBe('Zorro');
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(204);
  expect((await fetch(url)).status).toBe(404);
});

test('without it nothing is kept', async () => {
  const { apiUrl, adminUrl } = await mock([petstore, '--no-auth']);
  expect(await (await fetch(`${adminUrl}/api/server`)).json()).toMatchObject({ stateful: false });
  const created = await fetch(`${apiUrl}/v1/pets`, {
    method: 'POST',
    body: JSON.stringify(zorro),
    headers: { 'content-type': 'application/json' },
  });
  expect(await created.json()).not.toMatchObject({ name: 'Zorro' });
});

test('--persist keeps it over a restart, in the folder of the log or in the file that is named', async () => {
  const cwd = await newFolder();
  for (const flags of [['--persist'], ['--persist', 'kept.jsonl']]) {
    const first = await mock([petstore, '--no-auth', ...flags], { cwd });
    const path = (await createPet(first.apiUrl)).slice(first.apiUrl.length);
    first.process.kill('SIGTERM');
    await first.ended;
    const second = await mock([petstore, '--no-auth', ...flags], { cwd });
    expect(await nameAt(second.apiUrl + path)).toBe('Zorro');
    second.process.kill('SIGTERM');
    await second.ended;
  }
  expect(await readdir(cwd)).toContain('kept.jsonl');
  expect(await readdir(join(cwd, '.mockloop'))).toContainEqual(
    expect.stringMatching(/^storage-petstore-[0-9a-f]{8}\.jsonl$/),
  );
});

test('--storage-seed says what collections begin with; flags come before mockloop.json', async () => {
  const cwd = await newFolder();
  await writeFile(join(cwd, 'seed.json'), JSON.stringify({ pets: [{ ...zorro, name: 'From the file' }] }));
  await writeFile(
    join(cwd, 'mockloop.json'),
    JSON.stringify({ storage: { seed: { pets: [{ ...zorro, name: 'From the configuration' }] } } }),
  );
  const names = async (...flags: readonly string[]): Promise<unknown> => {
    const { apiUrl } = await mock([petstore, '--no-auth', ...flags], { cwd });
    const text = await (await fetch(`${apiUrl}/v1/pets`)).text();
    return [...text.matchAll(/From the \w+/g)].map(([name]) => name);
  };
  expect(await names('--storage-seed', 'seed.json')).toEqual(['From the file']);
  expect(await names()).toEqual(['From the configuration']);
});

test('mockloop.json may switch storage off though it corrects it, and a flag on again', async () => {
  const cwd = await newFolder();
  await writeFile(
    join(cwd, 'mockloop.json'),
    JSON.stringify({ stateful: false, storage: { collections: { pets: { enabled: false } } } }),
  );
  const off = await mock([petstore], { cwd });
  expect(await (await fetch(`${off.adminUrl}/api/server`)).json()).toMatchObject({ stateful: false });
  const on = await mock([petstore, '--stateful'], { cwd });
  const { collections } = (await (await fetch(`${on.adminUrl}/api/storage/collections`)).json()) as {
    collections: { name: string }[];
  };
  expect(collections.map(({ name }) => name)).toEqual(['owners', 'orders']);
});

test('corrections and seeds that cannot be followed are refused with their line and the nearest name', async () => {
  const cwd = await newFolder();
  const refused = async (...flags: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(['mock', petstore, '--port', '0', ...flags], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    return stderr;
  };
  await writeFile(join(cwd, 'seed.json'), '{\n  "pets": [],\n  "petz": []\n}');
  expect(await refused('--storage-seed', 'seed.json')).toMatch(
    /^seed\.json:3:3: error: .*"petz"\. \[STORAGE_INVALID\]\n {2}at \/petz\n {2}.*pets/,
  );
  expect(await refused('--storage-seed', 'missing.json')).toMatch(/missing\.json: error: It cannot be read: ENOENT/);
  await writeFile(join(cwd, 'mockloop.json'), '{ "storage": {\n  "collections": { "pet": { "id": "tag" } }\n} }');
  expect(await refused()).toMatch(
    /^mockloop\.json:2:20: error: .*"pet"\. .*\n {2}at \/storage\/collections\/pet\n {2}.*pets/,
  );
  const shown = await run(['validate', petstore, '--show-storage'], { cwd });
  expect(shown.stderr).toMatch(/mockloop\.json:2:20: error/);
  await writeFile(
    join(cwd, 'mockloop.json'),
    '{ "storage": { "operations": { "createPet": { "action": "creates" } } } }',
  );
  expect(await refused()).toMatch(/"creates" is none of the choices\.[\s\S]*"create", "read"/);
});

test('validate --show-storage prints what is inferred, with the corrections of mockloop.json', async () => {
  const cwd = await newFolder();
  const text = await run(['validate', petstore, '--show-storage'], { cwd });
  expect(text).toMatchObject({ code: 0, stderr: '' });
  expect(text.stdout).toMatch(/^pets\n {2}paths +\/pets, \/pets\/\{petId\}\n {2}id +\/id\n/);
  expect(text.stdout).toMatch(/\n {2}create +POST \/pets\n/);
  expect(text.stdout).toContain('answered from the document');
  await writeFile(
    join(cwd, 'mockloop.json'),
    JSON.stringify({ storage: { collections: { pets: { name: 'animals' } } } }),
  );
  const { stdout } = await run(['validate', petstore, '--show-storage', '--json'], { cwd });
  const { collections, operations } = JSON.parse(stdout) as { collections: { name: string }[]; operations: unknown[] };
  expect(collections.map(({ name }) => name)).toEqual(['animals', 'owners', 'orders']);
  expect(operations).toContainEqual(
    expect.objectContaining({ operation: 'POST /pets', action: 'create', collection: 'animals' }),
  );
});
