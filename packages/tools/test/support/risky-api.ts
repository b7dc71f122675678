const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const ok = (schema: object): object => ({ 200: { description: '', ...json(schema) } });
const text = { type: 'string' };

/** An API in which every risk shows that can show beside the others. */
export const riskyApi: object = {
  openapi: '3.1.0',
  info: { title: 'Risky', version: '1' },
  servers: [{ url: 'http://api.risky.test.org/v1' }],
  security: [{ oauth: [] }],
  paths: {
    '/v1/accounts': {
      get: {
        operationId: 'listAccounts',
        parameters: [
          { name: 'per_page', in: 'query', schema: { type: 'integer' } },
          { name: 'filter', in: 'query', schema: text },
        ],
        responses: ok({
          type: 'array',
          items: { type: 'object', properties: { email: text, passport_number: text, password_hash: text } },
        }),
      },
      post: {
        operationId: 'createAccount',
        security: [{ key: [] }],
        requestBody: json({
          type: 'object',
          properties: { name: text, role: text, webhook_url: text, return_url: text },
        }),
        responses: {
          201: { description: '' },
          500: { description: '', ...json({ type: 'object', properties: { stack_trace: text } }) },
        },
      },
    },
    '/v1/accounts/{accountId}': {
      parameters: [{ name: 'accountId', in: 'path', required: true, schema: { type: 'integer' } }],
      put: {
        operationId: 'replaceAccount',
        security: [{ cookie: [] }],
        requestBody: { content: { 'application/xml': { schema: { type: 'object' } } } },
        responses: { 200: { description: '', content: { 'application/json': {} } }, 404: { description: '' } },
      },
    },
    '/v2/exports': { get: { operationId: 'exports', security: [], responses: ok({ type: 'array', items: text }) } },
    '/v2/admin/cache': {
      get: { operationId: 'deleteCache', deprecated: true, responses: { 204: { description: '' } } },
    },
    '/v2/payments': {
      post: {
        operationId: 'pay',
        security: [{ basic: [] }],
        requestBody: { content: { 'application/octet-stream': {} } },
        responses: { 201: { description: '' }, 429: { description: '' } },
      },
    },
    '/v2/broken': { get: { parameters: [{ $ref: '#/components/parameters/none' }], responses: {} } },
  },
  webhooks: { paid: { post: { responses: { 200: { description: '' } } } } },
  components: {
    securitySchemes: {
      key: { type: 'apiKey', in: 'query', name: 'api_key' },
      cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
      basic: { type: 'http', scheme: 'basic' },
      oauth: {
        type: 'oauth2',
        flows: { implicit: { authorizationUrl: 'https://id.example/authorize', scopes: { read: 'Reads' } } },
      },
    },
  },
};

const problem = { description: '', content: { 'application/problem+json': { schema: { type: 'object' } } } };

/** An API in which no risk shows: it is small. */
export const soundApi: Readonly<Record<string, unknown>> = {
  openapi: '3.1.0',
  info: { title: 'Sound', version: '1' },
  servers: [{ url: 'https://api.sound.example' }],
  security: [{ token: [] }],
  paths: {
    '/colours': {
      get: {
        operationId: 'listColours',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } }],
        responses: {
          ...ok({ type: 'array', maxItems: 100, items: { type: 'string', enum: ['red', 'green'] } }),
          401: problem,
          429: problem,
          default: problem,
        },
      },
    },
  },
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
};
