import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder, run } from './run-cli.ts';
import { mock } from './running-mock.ts';

async function withHandlers(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = await newFolder();
  await mkdir(join(cwd, 'handlers'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, 'handlers', name), text);
  return cwd;
}

test('--handlers answers operations in TypeScript, in each world for itself, and from the next request on when it changes', async () => {
  const cwd = await withHandlers({
    'pets.ts': `
      import type { Handler } from '@mockloop/mock-server';
      export const listPets: Handler = ({ state }) => {
        const visits = (state.get<number>('visits') ?? 0) + 1;
        state.set('visits', visits);
        return { headers: { 'x-visits': String(visits) }, body: [] };
      };`,
  });
  const { apiUrl, says } = await mock([petstore, '--handlers', 'handlers'], { cwd });
  const visits = async (world: string): Promise<string | null> =>
    (await fetch(`${apiUrl}/v1/pets`, { headers: { 'x-mockloop-world': world } })).headers.get('x-visits');
  expect([await visits('a'), await visits('a'), await visits('b')]).toEqual(['1', '2', '1']);
  await writeFile(join(cwd, 'handlers/pets.ts'), 'export const listPet = () => ({ body: [] });');
  await says(/warning: pets\.ts: "listPet" is no operation of the document\. Did you mean "listPets"\?/);
  expect(await visits('a')).toBe(null);
});

test('mockloop.json may name the folder, which starts where it is', async () => {
  const cwd = await withHandlers({ 'a.js': 'export const listPets = () => ({ body: [{ id: 77 }] });' });
  await writeFile(join(cwd, 'mockloop.json'), JSON.stringify({ document: petstore, handlers: 'handlers' }));
  const { apiUrl } = await mock([], { cwd });
  expect(await (await fetch(`${apiUrl}/v1/pets`)).json()).toEqual([{ id: 77 }]);
});

test('a failing handler answers 500, is in the log with its error, and leaves the mock alone, also when it fails later', async () => {
  const cwd = await withHandlers({
    'a.ts': `
      export const listPets = () => { throw new Error('Out of pets'); };
      export const listOwners = () => {
        setTimeout(() => { throw new Error('Too late'); }, 1);
        void Promise.reject(new Error('Left alone'));
        return { body: [] };
      };`,
  });
  const { apiUrl, says, process, ended } = await mock([petstore, '--no-auth', '--handlers', 'handlers'], { cwd });
  const failed = await fetch(`${apiUrl}/v1/pets`);
  expect(failed.status).toBe(500);
  expect(await failed.json()).toMatchObject({
    type: 'urn:mockloop:problem:HANDLER_FAILED',
    detail: expect.stringMatching(/^The handler "listPets" \(a\.ts:2:\d+\) failed: Error: Out of pets\.$/),
  });
  await says(/warning: The handler "listPets" \(a\.ts:2:\d+\) failed: Error: Out of pets/);
  await fetch(`${apiUrl}/v1/owners`);
  await says(/A handler failed after its answer: Error: Too late \(.*a\.ts:4:\d+\)/);
  await says(/A handler left a promise alone that failed: Error: Left alone \(.*a\.ts:5:\d+\)/);
  expect((await fetch(`${apiUrl}/v1/owners`)).status).toBe(200);
  process.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0 });
  const { stdout } = await run(['logs', '--status', '5xx', '--json'], { cwd });
  expect(stdout).toContain('Out of pets');
});

test('a folder that is not there is refused', async () => {
  const { code, stderr } = await run(['mock', petstore, '--port', '0', '--handlers', 'no-such-folder']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/no-such-folder is no folder: handler files are looked for there/);
});
