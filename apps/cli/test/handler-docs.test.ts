import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder } from './run-cli.ts';
import { mock } from './running-mock.ts';

const docs = join(import.meta.dirname, '../../../docs/handlers.md');

/** The files that the document shows, by the path in their first line. */
async function writeExamples(folder: string): Promise<void> {
  const text = await readFile(docs, 'utf8');
  for (const [block, path = ''] of text.matchAll(/(?<=^```ts\n)\/\/ (\S+)\n.*?(?=^```$)/gms)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), block);
  }
}

test('the handlers that are shown do what is said of them', async () => {
  const cwd = await newFolder();
  await writeExamples(cwd);
  const { apiUrl, stderr } = await mock([petstore, '--no-auth', '--handlers', 'handlers'], { cwd });
  expect((await fetch(`${apiUrl}/v1/pets/404`)).status).toBe(404);
  expect((await fetch(`${apiUrl}/v1/pets/1`)).status).toBe(200);
  const order = {
    method: 'POST',
    body: JSON.stringify({ owner_id: 'own_7f3k2m9q', items: [{ sku: 'FOD-0042', quantity: 2 }] }),
    headers: { 'content-type': 'application/json', 'idempotency-key': '0c5d6bb6-3a5e-4c8e-9a56-3c1c3e0a9f01' },
  };
  const first = await fetch(`${apiUrl}/v1/orders`, order);
  const second = await fetch(`${apiUrl}/v1/orders`, order);
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(await second.json()).toEqual(await first.json());
  expect((await fetch(`${apiUrl}/v1/orders/0c5d6bb6-3a5e-4c8e-9a56-3c1c3e0a9f01`)).status).toBe(404);
  expect(stderr()).not.toContain('warning');
});
