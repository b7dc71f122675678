import { expect, test } from 'vitest';
import { ITEMS } from '../support/items-document.ts';
import { itemsServer } from '../support/items-server.ts';
import { runKinds } from '../support/run-case.ts';
import { serve } from '../support/serve.ts';

const codesOf = (run: Awaited<ReturnType<typeof runKinds>>): readonly string[] => run.warnings.map(({ code }) => code);

test.each([
  ['the root alone', '', ['base_path_unanswered']],
  ['the base path of the document', '/v2', []],
])('a server that serves %s (below %j) is told of with %j', async (_, served, expected) => {
  const items = itemsServer();
  await using server = await serve((request, response) => {
    const isHere = request.url?.startsWith(`${served}/`) === true;
    if (isHere) request.url = request.url?.slice(served.length);
    else request.url = '/nothing';
    items(request, response);
  });
  const run = await runKinds({ document: { ...ITEMS, servers: [{ url: '/v2' }] }, serverUrl: server.url, kinds: [] });
  expect(codesOf(run).filter((code) => code === 'base_path_unanswered')).toEqual(expected);
});

test('what the document has on servers of its own is not called, and named', async () => {
  await using server = await serve(itemsServer());
  const get = { responses: { 200: { description: 'ok' } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Items and files', version: '1' },
    paths: {
      '/ping': { get },
      '/items': { get },
      '/files': { get, servers: [{ url: 'https://files.example.com/up' }] },
    },
  };
  const run = await runKinds({ document, serverUrl: server.url, kinds: [] });
  expect(run.warnings).toContainEqual(
    expect.objectContaining({ code: 'served_elsewhere', operations: ['GET /files'] }),
  );
  expect(server.received.filter((line) => line.includes('/files'))).toEqual([]);
});
