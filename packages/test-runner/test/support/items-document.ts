/** Items that can be listed, created, read and deleted. */
export const ITEMS: object = {
  openapi: '3.1.0',
  info: { title: 'Items', version: '1' },
  paths: {
    '/items': {
      get: {
        operationId: 'listItems',
        responses: { 200: answer({ type: 'array', items: { $ref: '#/components/schemas/Item' } }) },
      },
      post: {
        operationId: 'createItem',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/NewItem' } } },
        },
        responses: { 201: answer({ $ref: '#/components/schemas/Item' }), 400: { description: 'no' } },
      },
    },
    '/items/{itemId}': {
      parameters: [{ name: 'itemId', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'readItem',
        responses: { 200: answer({ $ref: '#/components/schemas/Item' }), 404: { description: 'none' } },
      },
      delete: { operationId: 'deleteItem', responses: { 204: { description: 'gone' }, 404: { description: 'none' } } },
    },
    '/maintenance': { post: { operationId: 'setMaintenance', responses: { 204: { description: 'on' } } } },
    '/ping': { get: { operationId: 'ping', responses: { 200: { description: 'pong' } } } },
  },
  components: {
    schemas: {
      NewItem: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', minLength: 1, maxLength: 40 } },
      },
      Item: {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
      },
    },
  },
};

function answer(schema: object): object {
  return { description: 'ok', content: { 'application/json': { schema } } };
}
