const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer', minimum: 1 }, name: { type: 'string', example: 'Rex' } },
};
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });

/** Lists, shows, makes and deletes pets. */
export const petstore: Readonly<Record<string, unknown>> = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1.2.3' },
  servers: [{ url: '/v1' }],
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } }],
        responses: { 200: { description: 'Pets', ...json({ type: 'array', items: pet, maxItems: 3 }) } },
      },
      post: {
        operationId: 'createPet',
        requestBody: { required: true, ...json(pet) },
        responses: { 201: { description: 'Made', ...json(pet) } },
      },
    },
    '/pets/{petId}': {
      parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }],
      get: {
        operationId: 'getPet',
        responses: { 200: { description: 'A pet', ...json(pet) }, 404: { description: 'No such pet' } },
      },
      delete: { operationId: 'deletePet', responses: { 204: { description: 'Gone' } } },
    },
  },
};
