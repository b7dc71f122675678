import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { composeRequest } from '../../src/requests/compose-request.ts';
import type { RequestParts } from '../../src/requests/request-parts.ts';

const document = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things/{id}': {
      put: {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'tags', in: 'query', explode: false, schema: { type: 'array', items: { type: 'string' } } },
          { name: 'Host', in: 'header', schema: { type: 'string' } },
          { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
          { name: 'seen', in: 'cookie', schema: { type: 'string' } },
        ],
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: { 200: { description: 'ok', content: { 'application/json': {} } } },
      },
    },
  },
});
const [entry] = document.operations;
if (entry === undefined) throw new TypeError('The document has no operation.');
const operation = document.readOperation(entry);

function compose(parts: RequestParts) {
  return composeRequest(operation, parts, { document, identity: 'a' });
}

const ACCEPT = ['Accept', 'application/json, */*;q=0.1'];

test('values are written as their styles say, the body as its media type says', () => {
  const values = [{ value: 'a/b' }, { value: ['x', 'y z'] }, undefined, { value: 't' }, { value: 'yes' }];
  expect(compose({ values, body: { mediaType: 'application/json', value: { a: 'ä' } } })).toEqual({
    method: 'PUT',
    target: '/things/a%2Fb?tags=x,y%20z',
    headers: [ACCEPT, ['Content-Type', 'application/json'], ['X-Trace', 't'], ['Cookie', 'seen=yes']],
    body: { text: '{"a":"ä"}' },
    identity: 'a',
  });
});

test('raw texts stand as they are', () => {
  const values = [{ raw: '..%2f' }, { raw: '%27' }, undefined, { raw: '$&' }, { raw: 'a b' }];
  const request = compose({ values, body: { mediaType: 'text/plain', raw: '{' } });
  expect(request.target).toBe('/things/..%2f?tags=%27');
  expect(request.headers).toEqual([ACCEPT, ['Content-Type', 'text/plain'], ['X-Trace', '$&'], ['Cookie', 'seen=a b']]);
  expect(request.body).toEqual({ text: '{' });
});

test('parts that were stored as JSON and come back are the same request', () => {
  const parts = { values: [{ value: 'a' }, undefined, undefined, undefined, undefined] };
  expect(compose(JSON.parse(JSON.stringify(parts)))).toEqual(compose(parts));
});

test('the transport frames messages', () => {
  const values = [{ value: 'a' }, undefined, { value: 'elsewhere' }, undefined, undefined];
  expect(compose({ values }).headers).toEqual([ACCEPT]);
});

test('fields and query parameters can be added, and take the place of others', () => {
  const values = [{ value: 'a' }, undefined, undefined, { value: 't' }, undefined];
  const request = compose({
    values,
    headers: [
      ['accept', 'text/csv'],
      ['x-trace', 'u'],
    ],
    query: [['a b', '&']],
  });
  expect(request.headers).toEqual([
    ['accept', 'text/csv'],
    ['x-trace', 'u'],
  ]);
  expect(request.target).toBe('/things/a?a%20b=%26');
});

test('bytes that are no text are kept as they are', () => {
  const values = [{ value: 'a' }, undefined, undefined, undefined, undefined];
  expect(compose({ values, body: { mediaType: 'application/octet-stream', value: '\u00ff\u0000' } }).body).toEqual({
    base64: '/wA=',
  });
});
