/** A document in which each selector of a rule has something to select and something to leave out. */
export const SHOP: Readonly<Record<string, unknown>> = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: {
      Order: {
        type: 'object',
        required: ['id', 'lines'],
        properties: {
          id: { type: 'integer', maximum: 1_000_000 },
          note: { type: 'string', maxLength: 100 },
          lines: { type: 'array', items: { type: 'string' }, maxItems: 3, minItems: 1 },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
      Empty: { type: 'object', additionalProperties: false },
    },
    responses: {
      Order: { description: '', content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
    },
  },
  paths: {
    '/orders': {
      get: {
        operationId: 'listOrders',
        parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
        responses: {
          200: {
            description: '',
            content: {
              'application/json': {
                schema: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/Order' },
                  examples: [[{ id: 1, lines: ['a'], note: 'b', tags: [] }]],
                },
              },
            },
          },
          '4XX': { description: '' },
        },
      },
      post: {
        operationId: 'createOrder',
        security: [{ key: [] }],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
        responses: {
          201: { $ref: '#/components/responses/Order' },
          409: { description: '' },
          422: { description: '' },
        },
      },
    },
    '/orders/{orderId}': {
      parameters: [{ name: 'orderId', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'readOrder',
        security: [{ key: [] }, {}],
        responses: { 200: { $ref: '#/components/responses/Order' }, default: { description: '' } },
      },
      patch: {
        operationId: 'same',
        security: [{ key: [] }],
        requestBody: {
          content: { 'application/json': { schema: { type: 'object', properties: { count: { type: 'integer' } } } } },
        },
        responses: { 200: { $ref: '#/components/responses/Order' } },
      },
      delete: { operationId: 'same', deprecated: true, responses: { 204: { description: '' } } },
    },
    '/search': {
      get: {
        operationId: 'search',
        parameters: [{ name: 'text', in: 'query', schema: { type: 'string' } }],
        responses: {
          200: { description: '', content: { 'application/json': { schema: { $ref: '#/components/schemas/Empty' } } } },
        },
      },
    },
    '/broken': { get: { parameters: [{ $ref: '#/components/parameters/none' }], responses: {} } },
  },
};
