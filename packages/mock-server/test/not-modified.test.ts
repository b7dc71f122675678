import { expect, test } from 'vitest';
import { createMockServer } from '../src/index.ts';

const document = {
  openapi: '3.1.0',
  info: { title: 'Tagged', version: '1' },
  paths: {
    '/thing': {
      get: {
        responses: {
          200: {
            description: 'A thing',
            headers: {
              ETag: { schema: { type: 'string' }, example: '"v1"' },
              'Content-Language': { example: 'en', schema: { type: 'string' } },
            },
            content: { 'application/json': { schema: { type: 'object' }, example: {} } },
          },
        },
      },
      post: {
        responses: { 200: { description: 'Done', headers: { ETag: { schema: { type: 'string' }, example: '"v1"' } } } },
      },
    },
  },
};

async function ask(condition: string, method = 'GET'): Promise<Response> {
  await using mock = await createMockServer({ document });
  return await mock.fetch(new Request('http://mock/thing', { method, headers: { 'if-none-match': condition } }));
}

test.each([['"v1"'], ['W/"v1"'], ['"v0", "v1"'], ['*']])(
  'If-None-Match: %s says that the client has it',
  async (condition) => {
    const response = await ask(condition);
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
    expect(Object.fromEntries(response.headers)).toMatchObject({ etag: '"v1"' });
    expect(response.headers.has('content-type')).toBe(false);
    expect(response.headers.has('content-language')).toBe(false);
  },
);

test.each([['"v2"'], ['"v1x"'], ['']])('If-None-Match: %s does not', async (condition) => {
  expect((await ask(condition)).status).toBe(200);
});

test('what is not read is done whatever the client has', async () => {
  expect((await ask('"v1"', 'POST')).status).toBe(200);
});
