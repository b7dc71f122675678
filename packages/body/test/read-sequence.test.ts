import { createSchemas } from '@mockloop/schema';
import { expect, test } from 'vitest';
import { read, write } from './support/body.ts';

const CHUNK = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };

test.each(['application/jsonl', 'application/json-seq', 'text/event-stream'])(
  '%s whose schema describes one item, as before OpenAPI 3.2, gives the first that breaks it',
  async (mediaType) => {
    const described = { mediaType, schema: CHUNK };
    const schema = createSchemas({ source: () => CHUNK }).compile('schema:0', 'response');
    const { body } = write([{ id: 1 }, { id: 'x' }, { id: 'y' }], described);
    expect(await read(body as string, described, { schema })).toEqual({ value: { id: 'x' } });
    const { body: valid } = write([{ id: 1 }, { id: 2 }], described);
    expect(await read(valid as string, described, { schema })).toEqual({ value: { id: 1 } });
  },
);

test('events whose schema has no data are what their data says, marks of the stream left out', async () => {
  const described = { mediaType: 'text/event-stream', schema: { type: 'array', items: CHUNK } };
  expect(await read('data: {"id":1}\n\ndata: oops\n\ndata: [DONE]\n\n', described)).toEqual({
    value: [{ id: 1 }, 'oops'],
  });
});

test.each(['application/jsonl', 'text/event-stream', 'text/csv'])('%s as a text is a text', async (mediaType) => {
  const described = { mediaType, schema: { type: 'string' } };
  expect(await read('data: a\n\n', described)).toEqual({ value: 'data: a\n\n' });
});

test('an object where CSV is said is JSON', async () => {
  const described = { mediaType: 'text/csv', schema: { type: 'object' } };
  expect(write({ errors: [] }, described).body).toBe('{"errors":[]}');
  expect(await read('{"errors":[]}', described)).toEqual({ value: { errors: [] } });
});
