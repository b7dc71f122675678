const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const pet = { $ref: '#/components/schemas/Pet' };

/** An API with webhooks of every kind that the mock tells apart, and a callback. */
export const pets: Readonly<Record<string, unknown>> = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' }, tag: { type: 'string' } },
      },
      Owner: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, email: { type: 'string' } } },
    },
  },
  paths: {
    '/pets': {
      get: { operationId: 'listPets', responses: { 200: json({ type: 'array', items: pet }) } },
      post: {
        operationId: 'createPet',
        requestBody: {
          content: {
            'application/json': { schema: pet },
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', properties: { name: { type: 'string' }, notify: { type: 'string' } } },
            },
          },
        },
        responses: {
          201: { content: { 'application/json': { schema: pet, example: { id: 7, name: 'Rex', tag: 'dog' } } } },
          400: { description: 'No' },
        },
        callbacks: {
          stored: {
            '{$request.body#/notify}': {
              post: {
                parameters: [
                  { name: 'X-Kind', in: 'header', schema: { const: 'pet' } },
                  { name: 'Host', in: 'header', schema: { const: 'evil.example' } },
                  { name: 'X-Broken', in: 'header', example: 'a\r\nb: c', schema: { type: 'string' } },
                ],
                requestBody: json({
                  type: 'object',
                  required: ['event', 'pet'],
                  properties: { event: { const: 'stored' }, pet, note: { type: 'integer' } },
                }),
                responses: { 200: { description: 'Taken' } },
              },
            },
          },
        },
      },
    },
    '/pets/{petId}': {
      parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { operationId: 'readPet', responses: { 200: json(pet) } },
      patch: { operationId: 'updatePet', requestBody: json({ type: 'object' }), responses: { 200: json(pet) } },
      delete: { operationId: 'deletePet', responses: { 204: { description: 'Gone' } } },
    },
    '/pets/{petId}/adopt': {
      post: {
        operationId: 'adoptPet',
        parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: json(pet) },
      },
    },
    '/humans': {
      post: {
        operationId: 'enrol',
        requestBody: json({ $ref: '#/components/schemas/Owner' }),
        responses: { 201: json({ $ref: '#/components/schemas/Owner' }) },
      },
    },
  },
  webhooks: {
    newPet: { post: { requestBody: json(pet), responses: {} } },
    'pet.deleted': { post: { requestBody: json(pet), responses: {} } },
    pet_adopted: {
      post: {
        requestBody: json({
          type: 'object',
          required: ['id', 'type', 'data'],
          properties: {
            id: { type: 'string', pattern: '^evt_[a-z]{8}$' },
            type: { const: 'pet.adopted' },
            data: { type: 'object', required: ['object'], properties: { object: { type: 'object' } } },
          },
        }),
        responses: {},
      },
    },
    pets: {
      post: {
        requestBody: json({
          type: 'object',
          required: ['action', 'pet'],
          properties: { action: { enum: ['sneezed', 'edited', 'opened'] }, pet },
        }),
        responses: {},
      },
    },
    ownerRegistered: { post: { requestBody: json({ $ref: '#/components/schemas/Owner' }), responses: {} } },
    heartbeat: { post: { responses: {} } },
  },
};
