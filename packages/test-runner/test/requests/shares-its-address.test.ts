import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { sharesItsAddress } from '../../src/requests/shares-its-address.ts';

test('operations that only a fragment, a query, or the name of a parameter tells apart share an address', async () => {
  const get = { responses: {} };
  const paths = {
    '/queue#send': { get },
    '/queue#read': { get },
    '/queue?type=push': { get },
    '/pets/{id}': { get, delete: get },
    '/pets/{petId}#link': { get },
    '/pets': { get },
  };
  const document = await loadDocument({ openapi: '3.1.0', info: { title: 'Odd', version: '1' }, paths });
  const alone = document.operations.filter((operation) => !sharesItsAddress(operation, document));
  expect(alone.map(({ key }) => key)).toEqual(['DELETE /pets/{id}', 'GET /pets']);
});
