import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadDocument, validateStrict } from '../src/index.ts';
import { FIXTURES } from './documents.ts';

test.each([
  '3.1/museum.yaml',
  '3.1/oai-tictactoe.json',
  '3.2/cafe-split/cafe.yaml',
  '2.0/petstore-separate/spec/swagger.json',
])('%s follows its specification', async (file) => {
  expect(await validateStrict(await loadDocument(join(FIXTURES, 'openapi', file)))).toEqual([]);
});

test('what breaks the specification is told with its place', async () => {
  const document = await loadDocument(join(FIXTURES, 'broken', 'operation-is-string.json'));
  expect(await validateStrict(document)).toMatchObject([
    {
      code: 'SPECIFICATION_VIOLATED',
      pointer: '/paths/~1board/get',
      line: 15,
      column: 7,
      message: expect.stringMatching(/object/),
    },
  ]);
});

test('validating changes nothing', async () => {
  const source = { openapi: '3.0.0', info: { title: 'T' }, paths: {} };
  await validateStrict(await loadDocument(source));
  expect(source).toEqual({ openapi: '3.0.0', info: { title: 'T' }, paths: {} });
});
