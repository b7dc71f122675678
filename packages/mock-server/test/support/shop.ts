/** A small API that has one of everything that the mock treats in a way of its own. */
export const shop = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  servers: [{ url: 'https://shop.example/v2' }],
  components: {
    securitySchemes: {
      token: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://shop.example/token', scopes: { write: '' } } },
      },
    },
    schemas: {
      Item: {
        type: 'object',
        required: ['id', 'name'],
        properties: {
          id: { type: 'integer', readOnly: true, minimum: 1 },
          name: { type: 'string', minLength: 1 },
          price: { type: 'number', exclusiveMinimum: 0 },
        },
      },
    },
  },
  paths: {
    '/items': {
      get: {
        operationId: 'listItems',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
          { name: 'X-Tenant', in: 'header', schema: { type: 'string', maxLength: 8 } },
        ],
        responses: {
          200: {
            headers: {
              'X-Total': { schema: { type: 'integer' }, example: 12 },
              'Bad\r\nName': { schema: { const: 'x' } },
              'X-Bad': { example: 'a\r\nset-cookie: b=c' },
            },
            content: {
              'application/json': {
                schema: { type: 'array', items: { $ref: '#/components/schemas/Item' } },
                examples: {
                  wrong: { value: [{ id: 'no integer' }] },
                  two: {
                    value: [
                      { id: 1, name: 'a' },
                      { id: 2, name: 'b' },
                    ],
                  },
                  none: { value: [] },
                },
              },
              'text/csv': { schema: { type: 'string' }, example: 'id,name' },
            },
          },
        },
      },
      post: {
        operationId: 'createItem',
        security: [{ token: ['write'] }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } },
        },
        responses: {
          201: {
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Item' }, example: { id: 7, name: 'x' } },
            },
            links: { read: { operationId: 'readItem', parameters: { id: '$response.body#/id' } } },
          },
          400: { content: { 'application/json': { schema: { const: { error: 'own words' } } } } },
        },
      },
    },
    '/items/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: {
        operationId: 'readItem',
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } },
          404: { description: 'Gone' },
        },
      },
      delete: { operationId: 'deleteItem', deprecated: true, responses: { 204: { description: 'Deleted' } } },
    },
    '/impossible': {
      get: {
        responses: {
          200: { content: { 'application/json': { schema: { type: 'integer', minimum: 2, maximum: 1 } } } },
        },
      },
    },
    '/dangling': {
      get: {
        responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Missing' } } } } },
      },
    },
    '/silent': { get: {} },
  },
} as const;
