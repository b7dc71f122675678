import { expect, test } from 'vitest';
import { PAGES_KIND } from '../../src/cases/stateful/pages-kind.ts';
import { runKinds } from '../support/run-case.ts';
import { type Served, serve } from '../support/serve.ts';

const pet = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const json = (schema: object): object => ({
  responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
});
const size = { in: 'query', schema: { type: 'integer', minimum: 0 } };
const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        parameters: [
          { name: 'limit', ...size },
          { name: 'offset', ...size },
        ],
        ...json({ type: 'array', items: pet }),
      },
    },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: json(pet),
    },
  },
};

/** More items than any walk of small pages comes to the end of. */
const PETS = Array.from({ length: 400 }, (_, index) => ({ id: index + 1 }));

function servePets(page: (offset: number, limit: number) => readonly object[]): Promise<Served> {
  return serve((request, response) => {
    const { searchParams: query } = new URL(request.url ?? '/', 'http://pets.invalid');
    const items = page(Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 60));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(items));
  });
}

test('what is between two pages is missed though the walk does not end', async () => {
  await using server = await servePets((offset, limit) => {
    const start = offset + Math.min(offset, 1);
    return PETS.slice(start, start + limit);
  });
  const { findings } = await runKinds({ document, serverUrl: server.url, kinds: [PAGES_KIND] });

  expect(findings.map(({ check, observed }) => [check, observed])).toEqual([['page-loses', '1 on none']]);
});

test('nothing is missed where the walk does not end, or each list has an order of its own', async () => {
  await using sound = await servePets((offset, limit) => PETS.slice(offset, offset + limit));
  await using turned = await servePets((offset, limit) =>
    (limit === 60 ? PETS : PETS.toReversed()).slice(offset, offset + limit),
  );
  for (const { url } of [sound, turned])
    expect((await runKinds({ document, serverUrl: url, kinds: [PAGES_KIND] })).findings).toEqual([]);
});
