import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { checkAnswers } from '../src/index.ts';
import { shop } from './support/shop.ts';

test('an example that breaks its schema and a response that nothing can be are found, with the place of its schema; a dangling reference is not reported again', async () => {
  expect(await checkAnswers(await loadDocument(shop))).toEqual([
    expect.objectContaining({
      code: 'EXAMPLE_INVALID',
      pointer: '/paths/~1items/get/responses/200/content/application~1json/examples/wrong',
    }),
    expect.objectContaining({
      severity: 'warning',
      code: 'SCHEMA_UNSATISFIABLE',
      message: expect.stringMatching(/^GET \/impossible: /),
      pointer: expect.stringMatching(/^\/paths\/~1impossible\/get\/responses\/200\/content\/application~1json\/schema/),
    }),
  ]);
});

test('of a document given as text the line is known too', async () => {
  const document = await loadDocument(JSON.stringify(shop, null, 2));
  expect(await checkAnswers(document)).toMatchObject([{ line: 101 }, { line: 236 }]);
});
