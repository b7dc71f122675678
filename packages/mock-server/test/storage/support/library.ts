const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const path = (name: string, schema: object = { type: 'string' }): object => ({
  name,
  in: 'path',
  required: true,
  schema,
});
const query = (name: string, schema: object = { type: 'string' }): object => ({ name, in: 'query', schema });

/** A small API that has one of everything that storage treats in a way of its own. */
export const library: object = {
  openapi: '3.1.0',
  info: { title: 'Library', version: '1' },
  servers: [{ url: 'https://library.example/v1' }],
  components: {
    schemas: {
      NewBook: {
        type: 'object',
        required: ['title'],
        properties: {
          id: { type: 'integer', minimum: 1 },
          title: { type: 'string', minLength: 1 },
          pages: { type: ['integer', 'null'], minimum: 1 },
          language: { type: 'string', default: 'en' },
          genres: { type: 'array', items: { type: 'string' } },
          notes: { type: 'object', additionalProperties: true },
          secret: { type: 'string', writeOnly: true },
          shelf_mark: { type: 'string', readOnly: true },
        },
      },
      Book: {
        allOf: [
          ref('NewBook'),
          {
            type: 'object',
            required: ['id', 'language', 'created_at', 'updated_at', 'shelf_mark', 'lent_to', 'url'],
            properties: {
              created_at: { type: 'string', format: 'date-time' },
              updated_at: { type: 'string', format: 'date-time' },
              lent_to: { type: ['string', 'null'] },
              url: { type: 'string', example: 'https://library.example/v1/books/7{?fields}' },
            },
          },
        ],
      },
      Page: {
        type: 'object',
        required: ['data', 'total', 'has_more'],
        properties: {
          data: { type: 'array', items: ref('Book') },
          total: { type: 'integer' },
          has_more: { type: 'boolean' },
          next: { type: 'string' },
        },
      },
      Reader: {
        type: 'object',
        required: ['login', 'name'],
        properties: { login: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } },
      },
      Loan: {
        type: 'object',
        required: ['id', 'book_id', 'reader'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          book_id: { type: 'integer' },
          reader: { type: 'string' },
          due: { type: 'string', format: 'date' },
          status: { enum: ['active', 'extended', 'lost'] },
          extended_at: { type: ['string', 'null'], format: 'date-time' },
        },
      },
      Hours: {
        type: 'object',
        required: ['opens'],
        properties: { opens: { type: 'string' }, closes: { type: 'string' } },
      },
    },
  },
  paths: {
    '/books': {
      get: {
        operationId: 'listBooks',
        parameters: [
          query('title'),
          query('genres', { type: 'array', items: { type: 'string' } }),
          query('min_pages', { type: 'integer' }),
          query('q'),
          query('sort'),
          query('limit', { type: 'integer', minimum: 1, maximum: 100, default: 50 }),
          query('offset', { type: 'integer', minimum: 0 }),
        ],
        responses: { 200: json(ref('Page')) },
      },
      post: {
        operationId: 'createBook',
        requestBody: { required: true, ...json(ref('NewBook')) },
        responses: { 201: json(ref('Book')), 409: { description: 'There is one of this id.' } },
      },
      delete: { operationId: 'deleteBooks', responses: { 204: { description: 'All are gone.' } } },
    },
    '/books/{bookId}': {
      parameters: [path('bookId', { type: 'integer' })],
      get: { operationId: 'readBook', responses: { 200: json(ref('Book')), 404: { description: 'None.' } } },
      put: {
        operationId: 'replaceBook',
        requestBody: { required: true, ...json(ref('NewBook')) },
        responses: { 200: json(ref('Book')) },
      },
      patch: {
        operationId: 'updateBook',
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { type: 'object' } },
            'application/merge-patch+json': { schema: { type: 'object' } },
            'application/json-patch+json': { schema: { type: 'array' } },
          },
        },
        responses: { 200: json(ref('Book')) },
      },
      delete: { operationId: 'deleteBook', responses: { 204: { description: 'Gone.' } } },
    },
    '/books/{bookId}/loans': {
      parameters: [path('bookId', { type: 'integer' })],
      get: { operationId: 'listLoans', responses: { 200: json({ type: 'array', items: ref('Loan') }) } },
      post: {
        operationId: 'lend',
        requestBody: {
          required: true,
          ...json({ type: 'object', required: ['reader'], properties: { reader: { type: 'string' } } }),
        },
        responses: { 201: json(ref('Loan')) },
      },
    },
    '/books/{bookId}/loans/{loanId}': {
      parameters: [path('bookId', { type: 'integer' }), path('loanId', { type: 'string', format: 'uuid' })],
      get: { operationId: 'readLoan', responses: { 200: json(ref('Loan')) } },
      delete: {
        operationId: 'giveBack',
        responses: {
          200: json({
            type: 'object',
            required: ['id', 'deleted'],
            properties: { id: { type: 'string' }, deleted: { const: true } },
          }),
        },
      },
    },
    '/books/{bookId}/loans/{loanId}/extend': {
      parameters: [path('bookId', { type: 'integer' }), path('loanId', { type: 'string', format: 'uuid' })],
      post: {
        operationId: 'extendLoan',
        requestBody: json({ type: 'object', properties: { due: { type: 'string', format: 'date' } } }),
        responses: { 200: json(ref('Loan')) },
      },
    },
    '/readers': {
      get: { operationId: 'listReaders', responses: { 200: json({ type: 'array', items: ref('Reader') }) } },
    },
    '/readers/{login}': {
      parameters: [path('login')],
      get: { operationId: 'readReader', responses: { 200: json(ref('Reader')) } },
      put: {
        operationId: 'putReader',
        requestBody: {
          required: true,
          ...json({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } }),
        },
        responses: { 200: json(ref('Reader')), 201: json(ref('Reader')) },
      },
      delete: { operationId: 'removeReader', responses: { 204: { description: 'Gone.' } } },
    },
    '/hours': {
      get: { operationId: 'readHours', responses: { 200: json(ref('Hours')) } },
      put: {
        operationId: 'setHours',
        requestBody: { required: true, ...json(ref('Hours')) },
        responses: { 200: json(ref('Hours')) },
      },
      delete: { operationId: 'clearHours', responses: { 204: { description: 'Closed.' } } },
    },
    '/report': {
      get: {
        operationId: 'report',
        responses: { 200: json({ type: 'object', properties: { visitors: { type: 'integer' } } }) },
      },
    },
  },
};
