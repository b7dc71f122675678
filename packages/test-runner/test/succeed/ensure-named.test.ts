import { expect, test } from 'vitest';
import type { CaseKind } from '../../src/run/case-kind.ts';
import { runKinds } from '../support/run-case.ts';
import { serve } from '../support/serve.ts';

const pet = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const id = { name: 'pet_id', in: 'path', required: true, schema: { type: 'integer' } };
const gives = (status: number, schema?: object): object => ({
  responses: {
    [status]: { description: 'ok', ...(schema && { content: { 'application/json': { schema } } }) },
  },
});
const body = { requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } };
const document = {
  openapi: '3.1.0',
  info: { title: 'Walks', version: '1' },
  paths: {
    '/pets': { post: { ...body, ...gives(201, pet) } },
    '/pets/{pet_id}': { parameters: [id], get: gives(200, pet) },
    '/walk/companions/{pet_id}': { parameters: [id], put: gives(204), delete: gives(204) },
  },
};
const REMOVE = 'DELETE /walk/companions/{pet_id}';

test('what a path names is put there before it is removed', async () => {
  const pets = new Set<number>();
  const companions = new Set<number>();
  await using server = await serve(({ method, url = '/' }, response) => {
    const own = Number(url.split('/').at(-1));
    if (method === 'POST') {
      pets.add(pets.size + 71);
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id: pets.size + 70 }));
      return;
    }
    if (method === 'PUT' && pets.has(own)) companions.add(own);
    const isFine = method === 'DELETE' ? companions.delete(own) : pets.has(own);
    response.writeHead(isFine ? 204 : 404).end();
  });
  const statuses: (number | undefined)[] = [];
  const kind: CaseKind = {
    kind: 'remove',
    phase: 'examples',
    *propose() {
      yield { operation: REMOVE, title: 'remove twice', input: null };
    },
    async run(_case, probe) {
      for (const _ of [1, 2]) statuses.push((await probe.succeed(REMOVE))?.exchange.response?.status);
      return [];
    },
  };
  await runKinds({ document, serverUrl: server.url, kinds: [kind] });

  expect(statuses).toEqual([204, 204]);
});
