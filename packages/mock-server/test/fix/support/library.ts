const json = (schema: object): object => ({ 'application/json': { schema } });
const ok = { 200: { content: json({ type: 'object' }) } };

/** An API with one of everything that fixes treat in a way of its own. */
export const library: object = {
  openapi: '3.1.0',
  info: { title: 'Library', version: '1' },
  servers: [{ url: 'https://library.example/v1' }],
  components: {
    securitySchemes: {
      basic: { type: 'http', scheme: 'basic' },
      key: { type: 'apiKey', in: 'query', name: 'api_key' },
      session: { type: 'apiKey', in: 'cookie', name: 'sid' },
      token: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://library.example/token', scopes: { write: '' } } },
      },
    },
    schemas: {
      Book: {
        type: 'object',
        required: ['id', 'title'],
        properties: {
          id: { type: 'integer', readOnly: true },
          title: { type: 'string', minLength: 1 },
          pages: { type: 'integer', minimum: 1, maximum: 5000 },
          genre: { enum: ['novel', 'poetry', 'essay'] },
          authors: {
            type: 'array',
            items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
          },
        },
        additionalProperties: false,
      },
      Event: {
        oneOf: [{ $ref: '#/components/schemas/Loan' }, { $ref: '#/components/schemas/Fine' }],
        discriminator: { propertyName: 'kind' },
      },
      Loan: {
        type: 'object',
        required: ['kind', 'days'],
        properties: { kind: { const: 'Loan' }, days: { type: 'integer' } },
      },
      Fine: {
        type: 'object',
        required: ['kind', 'amount'],
        properties: { kind: { const: 'Fine' }, amount: { type: 'number', minimum: 0 } },
      },
    },
  },
  paths: {
    '/books': {
      get: {
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
          {
            name: 'genre',
            in: 'query',
            schema: { type: 'array', items: { enum: ['novel', 'poetry'] } },
            explode: false,
          },
          { name: 'X-Tenant', in: 'header', required: true, example: 'north', schema: { type: 'string' } },
        ],
        responses: { 200: { content: { ...json({ type: 'array' }), 'text/csv': {} } } },
      },
      post: {
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/Book' }) },
        responses: { 201: { description: 'Kept' } },
      },
    },
    '/books/{bookId}': {
      parameters: [{ name: 'bookId', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
      get: { responses: ok },
      delete: { security: [{ token: ['write'] }], responses: { 204: { description: 'Gone' } } },
    },
    '/books/{bookId}/reviews/{reviewId}': {
      get: {
        parameters: [
          { name: 'bookId', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'reviewId', in: 'path', required: true, schema: { type: 'string', pattern: '^r[0-9]+$' } },
        ],
        responses: ok,
      },
    },
    '/events': {
      post: {
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/Event' }) },
        responses: ok,
      },
    },
    '/search': {
      post: {
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                required: ['text'],
                properties: { text: { type: 'string' }, page: { type: 'integer', minimum: 1 } },
              },
            },
          },
        },
        responses: ok,
      },
    },
    '/covers': {
      put: { requestBody: { content: { 'text/plain': { schema: { type: 'string', maxLength: 4 } } } }, responses: ok },
    },
    '/desk': { get: { security: [{ basic: [], key: [] }], responses: ok } },
    '/till': { get: { security: [{ session: [] }], responses: ok } },
  },
};
