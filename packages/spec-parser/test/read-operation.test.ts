import { expect, test } from 'vitest';
import { loadDocument, type Operation } from '../src/index.ts';
import { withOperation } from './documents.ts';

async function read(operation: object, document: object = {}): Promise<Operation> {
  const loaded = await withOperation(operation, document);
  const [entry] = loaded.operations;
  if (entry === undefined) throw new Error('The document has no operation.');
  return loaded.readOperation(entry);
}

async function readSwagger(operation: object, document: object = {}): Promise<Operation> {
  const responses = { 200: { description: 'ok' } };
  const loaded = await loadDocument({
    swagger: '2.0',
    info: { title: 'T', version: '1' },
    paths: { '/things': { post: { responses, ...operation } } },
    ...document,
  });
  const [entry] = loaded.operations;
  if (entry === undefined) throw new Error('The document has no operation.');
  return loaded.readOperation(entry);
}

test.each([
  ['path', 'simple', false],
  ['query', 'form', true],
  ['header', 'simple', false],
  ['cookie', 'form', true],
])('a parameter in %s has the style %s and explode %s unless it says otherwise', async (location, style, explode) => {
  const { parameters } = await read({ parameters: [{ name: 'p', in: location, schema: {} }] });
  expect(parameters).toMatchObject([{ name: 'p', in: location, style, explode }]);
});

test('a style that its location does not allow is the default', async () => {
  const { parameters } = await read({ parameters: [{ name: 'p', in: 'query', style: 'matrix' }] });
  expect(parameters[0]?.style).toBe('form');
});

test('parameters of the operation replace those of the path with the same name and place', async () => {
  const document = await loadDocument({
    openapi: '3.0.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/things/{id}': {
        parameters: [
          { name: 'id', in: 'path', required: true, description: 'of the path' },
          { name: 'X-Trace', in: 'header', description: 'of the path' },
          { $ref: '#/components/parameters/Page' },
        ],
        get: {
          parameters: [
            { name: 'id', in: 'path', required: true, description: 'of the operation' },
            { name: 'x-trace', in: 'header', description: 'of the operation' },
          ],
          responses: {},
        },
      },
    },
    components: { parameters: { Page: { name: 'page', in: 'query', description: 'of the components' } } },
  });
  const [entry] = document.operations;
  const parameters = entry && document.readOperation(entry).parameters;
  expect(parameters?.map(({ name, description }) => [name, description])).toEqual([
    ['id', 'of the operation'],
    ['x-trace', 'of the operation'],
    ['page', 'of the components'],
  ]);
});

test('header parameters that other fields describe are ignored', async () => {
  const parameters = ['Accept', 'content-type', 'Authorization', 'X-Kept'].map((name) => ({ name, in: 'header' }));
  expect((await read({ parameters })).parameters.map(({ name }) => name)).toEqual(['X-Kept']);
});

test.each([
  ['/things/{id}', ['id']],
  ['/a.{x}/{y}:verb', ['x', 'y']],
  ['/files/{+path}', ['path']],
  ['/{a}{b}?q={c}', ['a', 'b']],
])('path parameters of %s that nobody declared take any text', async (path, names) => {
  const document = await loadDocument({
    openapi: '3.0.0',
    info: { title: 'T', version: '1' },
    paths: { [path]: { get: { responses: {} } } },
  });
  const [entry] = document.operations;
  const parameters = (entry && document.readOperation(entry).parameters) ?? [];
  expect(parameters.map(({ name }) => name)).toEqual(names);
  expect(parameters[0]).toMatchObject({ in: 'path', required: true });
  expect(document.schema(parameters[0]?.schema ?? '')).toEqual({ type: 'string', minLength: 1 });
});

test('statuses are recognised in either case, and what is none is left out', async () => {
  const responses = Object.fromEntries(
    ['200', '2xx', '4XX', 'default', '999', '20', 'abc', 'x-note'].map((key) => [key, { description: key }]),
  );
  const { responses: read_ } = await read({ responses });
  expect(read_.map(({ status }) => status).toSorted()).toEqual(['200', '2XX', '4XX', 'default']);
});

test('examples are read in all their forms, and those that cannot be resolved are left out', async () => {
  const { responses } = await read(
    {
      responses: {
        200: {
          description: 'ok',
          content: {
            'application/json': { example: { $ref: 'data' } },
            'text/plain': {
              examples: {
                named: { summary: 'S', value: 0 },
                referred: { $ref: '#/components/examples/E' },
                lost: { $ref: '#/components/examples/None' },
                data: { dataValue: { a: 1 }, serializedValue: 'a=1' },
                text: { serializedValue: 'exactly' },
              },
            },
          },
        },
      },
    },
    { openapi: '3.2.0', components: { examples: { E: { value: null } } } },
  );
  expect(responses[0]?.content[0]?.examples).toMatchObject([{ name: '', value: { $ref: 'data' } }]);
  expect(responses[0]?.content[1]?.examples).toMatchObject([
    { name: 'named', summary: 'S', value: 0 },
    { name: 'referred', value: null },
    { name: 'data', value: { a: 1 }, serialized: 'a=1' },
    { name: 'text', serialized: 'exactly' },
  ]);
});

test('headers, links, encodings and item schemas are read', async () => {
  const document = await withOperation(
    {
      responses: {
        200: {
          description: 'ok',
          headers: { 'X-Rate': { schema: { type: 'integer' }, required: true }, 'Content-Type': { schema: {} } },
          content: {
            'text/event-stream': { itemSchema: { type: 'string' } },
            'multipart/form-data': { encoding: { file: { contentType: 'image/png', headers: { 'X-A': {} } } } },
          },
          links: { next: { operationId: 'other', parameters: { id: '$response.body#/id' } } },
        },
      },
    },
    { openapi: '3.2.0' },
  );
  const [entry] = document.operations;
  const response = entry && document.readOperation(entry).responses[0];
  expect(response?.headers).toMatchObject([{ name: 'X-Rate', required: true }]);
  expect(document.schema(response?.content[0]?.itemSchema ?? '')).toEqual({ type: 'string' });
  expect(response?.content[1]?.encoding.get('file')).toMatchObject({
    contentType: 'image/png',
    headers: [{ name: 'X-A' }],
  });
  expect(response?.links).toMatchObject([
    { name: 'next', operationId: 'other', parameters: new Map([['id', '$response.body#/id']]) },
  ]);
});

test('a reference outside schemas that leads nowhere costs its operation, with its place', async () => {
  await expect(read({ responses: { 200: { $ref: '#/components/responses/None' } } })).rejects.toMatchObject({
    code: 'REFERENCE_UNRESOLVED',
    pointer: '/paths/~1things/get/responses/200',
    message: expect.stringContaining('`#/components/responses/None`'),
  });
});

test('references that only lead to each other are a loop', async () => {
  const parameters = { P: { $ref: '#/components/parameters/Q' }, Q: { $ref: '#/components/parameters/P' } };
  await expect(
    read({ parameters: [{ $ref: '#/components/parameters/P' }] }, { components: { parameters } }),
  ).rejects.toMatchObject({ code: 'REFERENCE_LOOP' });
});

test('an operation of a path item that is elsewhere has the pointer by which it is served', async () => {
  const document = await loadDocument({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/things': { $ref: '#/components/pathItems/Things', summary: 'own field' } },
    components: { pathItems: { Things: { get: { operationId: 'list', responses: {} } } } },
  });
  expect(document.operations).toMatchObject([
    { key: 'GET /things', pointer: '/paths/~1things/get', operationId: 'list' },
  ]);
});

test('additional operations and the query method of 3.2 are operations', async () => {
  const document = await loadDocument({
    openapi: '3.2.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/things': {
        query: { responses: {} },
        additionalOperations: { copy: { responses: { 200: { description: 'ok' } } } },
        parameters: [{ name: 'p', in: 'query' }],
      },
    },
  });
  expect(document.operations.map(({ key }) => key)).toEqual(['QUERY /things', 'COPY /things']);
  const copy = document.operations[1];
  expect(copy && document.readOperation(copy).parameters).toMatchObject([{ name: 'p' }]);
});

test('callbacks and webhooks can be read like operations', async () => {
  const posted = {
    post: { requestBody: { content: { 'application/json': { schema: { type: 'object' } } } }, responses: {} },
  };
  const document = await withOperation(
    { callbacks: { onData: { '{$request.body#/url}': { $ref: '#/components/pathItems/Posted' } } } },
    { webhooks: { changed: posted }, components: { pathItems: { Posted: posted } } },
  );
  const [entry] = document.operations;
  const callbacks = (entry && document.readOperation(entry).callbacks) ?? [];
  expect(callbacks).toMatchObject([{ name: 'onData', expression: '{$request.body#/url}', method: 'POST' }]);
  expect(document.webhooks).toMatchObject([{ name: 'changed', method: 'POST' }]);
  for (const webhook of [...callbacks, ...document.webhooks]) {
    expect(document.readOperation(webhook).requestBody?.content[0]?.mediaType).toBe('application/json');
  }
});

test.each([
  [[{ url: 'https://api.example.com/v1/' }], ['/v1']],
  [[{ url: 'https://api.example.com' }], ['']],
  [
    [{ url: '/v2' }, { url: 'https://b.example/v2/' }, { url: 'v3' }],
    ['/v2', '/v3'],
  ],
  [
    [{ url: 'https://{host}/{v}', variables: { host: { default: 'a' }, v: { default: '1', enum: ['1', '2'] } } }],
    ['/1', '/2'],
  ],
  [[{ url: '{base}/x', variables: { base: { default: 'https://a.example/api' } } }], ['/api/x']],
  [[{ url: 'https://{tenant}.example/{unknown}' }], ['']],
  [[{ url: 'https://[bad' }, 'no server', { url: 7 }], ['']],
  [[], ['']],
])('the servers %j are served under %j', async (servers, basePaths) => {
  const [entry] = (await withOperation({}, { servers })).operations;
  expect(entry?.basePaths).toEqual(basePaths);
});

test('the servers nearest to an operation count', async () => {
  const document = await loadDocument({
    openapi: '3.0.0',
    info: { title: 'T', version: '1' },
    servers: [{ url: '/document' }],
    paths: {
      '/a': { get: { responses: {} } },
      '/b': {
        servers: [{ url: '/path' }],
        get: { responses: {} },
        post: { servers: [{ url: '/own' }], responses: {} },
      },
    },
  });
  expect(document.operations.map(({ key, basePaths }) => [key, basePaths[0]])).toEqual([
    ['GET /a', '/document'],
    ['GET /b', '/path'],
    ['POST /b', '/own'],
  ]);
});

test('security schemes of every kind are read, and a requirement that names an unknown one is left out', async () => {
  const { security } = await read(
    { security: [{ key: [], oauth: ['read'] }, { unknown: [] }, {}, { basic: [] }] },
    {
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'cookie', name: 'sid' },
          basic: { type: 'http', scheme: 'Basic' },
          oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/token', scopes: { read: '' } } } },
          bad: { type: 'apiKey' },
        },
      },
    },
  );
  expect(security).toMatchObject([
    {
      schemes: [
        { scheme: { type: 'apiKey', in: 'cookie', parameterName: 'sid' } },
        { scheme: { type: 'oauth2' }, scopes: ['read'] },
      ],
    },
    { schemes: [] },
    { schemes: [{ scheme: { type: 'http', scheme: 'basic' } }] },
  ]);
});

test('in 2.0 a body parameter is a request body of each media type that the operation consumes', async () => {
  const operation = await readSwagger(
    { parameters: [{ name: 'thing', in: 'body', required: true, schema: { type: 'object' } }] },
    { consumes: ['application/json', 'application/xml'] },
  );
  expect(operation.parameters).toEqual([]);
  expect(operation.requestBody).toMatchObject({
    required: true,
    content: [{ mediaType: 'application/json' }, { mediaType: 'application/xml' }],
  });
});

test.each([
  [undefined, 'string', 'application/x-www-form-urlencoded'],
  [undefined, 'file', 'multipart/form-data'],
  [['application/json', 'multipart/form-data'], 'string', 'multipart/form-data'],
])('in 2.0 a form that consumes %j with a %s is sent as %s', async (consumes, type, mediaType) => {
  const { requestBody } = await readSwagger({ consumes, parameters: [{ name: 'f', in: 'formData', type }] });
  expect(requestBody?.content.map((content) => content.mediaType)).toEqual([mediaType]);
});

test('in 2.0 the fields of a form are the properties of one schema', async () => {
  const document = await loadDocument({
    swagger: '2.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/things': {
        post: {
          parameters: [
            {
              name: 'tags',
              in: 'formData',
              type: 'array',
              items: { type: 'string' },
              collectionFormat: 'multi',
              required: true,
            },
            { name: '__proto__', in: 'formData', type: 'file' },
          ],
          responses: {},
        },
      },
    },
  });
  const [entry] = document.operations;
  const form = entry && document.readOperation(entry).requestBody?.content[0];
  const schema = document.schema(form?.schema ?? '') as {
    properties: Record<string, { $ref: string }>;
    required: string[];
  };
  expect(Object.keys(schema.properties)).toEqual(['tags', '__proto__']);
  expect(schema.required).toEqual(['tags']);
  expect(document.schema(schema.properties.tags?.$ref ?? '')).toEqual({ type: 'array', items: { type: 'string' } });
  expect(form?.encoding.get('tags')).toMatchObject({ style: 'form', explode: true });
});

test.each([
  ['csv', 'form', false],
  ['ssv', 'spaceDelimited', false],
  ['tsv', 'tabDelimited', false],
  ['pipes', 'pipeDelimited', false],
  ['multi', 'form', true],
])('in 2.0 collectionFormat %s is the style %s with explode %s', async (collectionFormat, style, explode) => {
  const { parameters } = await readSwagger({
    parameters: [{ name: 'q', in: 'query', type: 'array', collectionFormat }],
  });
  expect(parameters).toMatchObject([{ style, explode }]);
});

test('in 2.0 a response has the media types that are produced, with their examples, and file is binary', async () => {
  const document = await loadDocument({
    swagger: '2.0',
    info: { title: 'T', version: '1' },
    produces: ['application/json', 'application/octet-stream'],
    paths: {
      '/things': {
        get: {
          responses: {
            200: { description: 'ok', schema: { type: 'file' }, examples: { 'application/json': { a: 1 } } },
            204: { description: 'nothing' },
          },
        },
      },
    },
  });
  const [entry] = document.operations;
  const [ok, nothing] = (entry && document.readOperation(entry).responses) ?? [];
  expect(ok?.content).toMatchObject([
    { mediaType: 'application/json', examples: [{ value: { a: 1 } }] },
    { mediaType: 'application/octet-stream', examples: [] },
  ]);
  expect(document.schema(ok?.content[0]?.schema ?? '')).toEqual({ type: 'string', format: 'binary' });
  expect(nothing?.content).toEqual([]);
});

test('in 2.0 servers are made of schemes, host and basePath', async () => {
  const document = await loadDocument({
    swagger: '2.0',
    schemes: ['http', 'https'],
    host: 'a.example',
    basePath: '/v1/',
    paths: { '/x': { get: { responses: {} } } },
  });
  expect(document.servers.map(({ url }) => url)).toEqual(['http://a.example/v1/', 'https://a.example/v1/']);
  expect(document.operations[0]?.basePaths).toEqual(['/v1']);
});

test('in 2.0 security goes by its names of today', async () => {
  const { security } = await readSwagger(
    { security: [{ b: [] }, { o: ['s'] }] },
    {
      securityDefinitions: {
        b: { type: 'basic' },
        o: { type: 'oauth2', flow: 'accessCode', tokenUrl: '/t', scopes: { s: '' } },
      },
    },
  );
  expect(security).toMatchObject([
    { schemes: [{ scheme: { type: 'http', scheme: 'basic' } }] },
    { schemes: [{ scheme: { type: 'oauth2', flows: [{ type: 'authorizationCode', scopes: ['s'] }] }, scopes: ['s'] }] },
  ]);
});

test('an entry of another document is refused', async () => {
  const document = await withOperation({});
  expect(() => document.readOperation({ name: 'x', method: 'GET', pointer: '/paths/~1none/get' })).toThrow(TypeError);
});
