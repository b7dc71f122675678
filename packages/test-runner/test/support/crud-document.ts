const json = (schema: object): object => ({ 'application/json': { schema } });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const note = { $ref: '#/components/schemas/Note' };
const noteInput = { $ref: '#/components/schemas/NewNote' };
const error = { description: 'Refused' };

/** Shelves with notes on them: everything that a collection can have. */
export const crudDocument: object = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: {
        operationId: 'listNotes',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
          { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0 } },
          { name: 'colour', in: 'query', schema: { type: 'string' } },
          { name: 'sort', in: 'query', schema: { type: 'string', enum: ['weight', '-weight'] } },
        ],
        responses: {
          200: {
            description: 'Notes',
            content: json({
              type: 'object',
              properties: { items: { type: 'array', items: note }, total: { type: 'integer' } },
            }),
          },
        },
      },
      post: {
        operationId: 'createNote',
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
        requestBody: { required: true, content: json(noteInput) },
        responses: {
          201: {
            description: 'Created',
            content: json(note),
            links: { self: { operationId: 'readNote', parameters: { id: '$response.body#/id' } } },
          },
          400: error,
        },
      },
    },
    '/notes/{id}': {
      parameters: [id],
      get: {
        operationId: 'readNote',
        responses: { 200: { description: 'A note', content: json(note) }, 404: error },
      },
      put: {
        operationId: 'replaceNote',
        requestBody: { required: true, content: json(noteInput) },
        responses: { 200: { description: 'Replaced', content: json(note) }, 400: error, 404: error, 412: error },
      },
      patch: {
        operationId: 'changeNote',
        requestBody: {
          required: true,
          content: { 'application/merge-patch+json': { schema: { $ref: '#/components/schemas/NoteChange' } } },
        },
        responses: { 200: { description: 'Changed', content: json(note) }, 400: error, 404: error },
      },
      delete: { operationId: 'deleteNote', responses: { 204: { description: 'Gone' }, 404: error } },
    },
    '/notes/{noteId}/tags': {
      parameters: [{ ...id, name: 'noteId' }],
      post: {
        operationId: 'createTag',
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/NewTag' }) },
        responses: { 201: { description: 'Created', content: json({ $ref: '#/components/schemas/Tag' }) }, 404: error },
      },
    },
    '/notes/{noteId}/tags/{tagId}': {
      parameters: [
        { ...id, name: 'noteId' },
        { ...id, name: 'tagId' },
      ],
      get: {
        operationId: 'readTag',
        responses: {
          200: { description: 'A tag', content: json({ $ref: '#/components/schemas/Tag' }) },
          404: error,
        },
      },
    },
    '/me': {
      get: {
        operationId: 'readMe',
        security: [{ token: [] }],
        responses: { 200: { description: 'Me', content: json({ $ref: '#/components/schemas/Me' }) }, 401: error },
      },
      patch: {
        operationId: 'changeMe',
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/Me' }) },
        responses: { 200: { description: 'Me', content: json({ $ref: '#/components/schemas/Me' }) } },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      NewNote: {
        type: 'object',
        additionalProperties: false,
        required: ['title', 'weight'],
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 60 },
          weight: { type: 'integer', minimum: 0, maximum: 5000 },
          colour: { type: 'string', minLength: 3, maxLength: 40 },
          text: { type: 'string', maxLength: 200 },
        },
        example: { title: 'Shopping', weight: 7, colour: 'green', text: 'Milk and bread' },
      },
      NoteChange: {
        type: 'object',
        additionalProperties: false,
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 60 },
          weight: { type: 'integer', minimum: 0, maximum: 5000 },
          colour: { type: ['string', 'null'], maxLength: 40 },
          text: { type: ['string', 'null'], maxLength: 200 },
        },
      },
      Note: {
        type: 'object',
        required: ['id', 'title', 'weight'],
        properties: {
          id: { type: 'integer', readOnly: true },
          title: { type: 'string' },
          weight: { type: 'integer' },
          colour: { type: 'string' },
          text: { type: 'string' },
          updated_at: { type: 'string', format: 'date-time', readOnly: true },
        },
      },
      NewTag: { type: 'object', required: ['label'], properties: { label: { type: 'string', minLength: 8 } } },
      Tag: {
        type: 'object',
        properties: { id: { type: 'integer', readOnly: true }, label: { type: 'string' } },
      },
      Me: { type: 'object', properties: { nickname: { type: 'string' }, motto: { type: 'string', minLength: 3 } } },
    },
  },
};
