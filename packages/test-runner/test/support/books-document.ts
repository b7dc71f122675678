/** What the document says of a book that is sent. A server may hold another view. */
export const BOOK = {
  type: 'object',
  required: ['title', 'pages'],
  additionalProperties: false,
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 30 },
    pages: { type: 'integer', minimum: 1, maximum: 500 },
    genre: { type: 'string', enum: ['novel', 'poetry', 'essay'] },
    shelf: { type: 'string', pattern: '^[A-Z]{2}-[0-9]{2}$' },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 4, uniqueItems: true },
  },
} as const;

/** Books that can be added, listed and read. */
export const BOOKS: object = {
  openapi: '3.1.0',
  info: { title: 'Books', version: '1' },
  paths: {
    '/books': {
      get: {
        operationId: 'listBooks',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
          { name: 'X-Reader', in: 'header', required: true, schema: { type: 'string', minLength: 2 } },
        ],
        responses: { 200: json({ type: 'array', items: { $ref: '#/components/schemas/Stored' } }), 400: refusal() },
      },
      post: {
        operationId: 'addBook',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Book' },
              example: { title: 'Middlemarch', pages: 450, genre: 'novel', shelf: 'AB-12', tags: ['town'] },
            },
          },
        },
        responses: { 201: json({ $ref: '#/components/schemas/Stored' }), 400: refusal(), 415: refusal() },
      },
    },
    '/books/{bookId}': {
      get: {
        operationId: 'readBook',
        parameters: [{ name: 'bookId', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
        responses: { 200: json({ $ref: '#/components/schemas/Stored' }), 400: refusal(), 404: refusal() },
      },
    },
  },
  components: {
    schemas: {
      Book: BOOK,
      Stored: {
        type: 'object',
        required: ['id', 'title', 'pages'],
        properties: { id: { type: 'integer' }, ...BOOK.properties },
      },
    },
  },
};

function json(schema: object): object {
  return { description: 'ok', content: { 'application/json': { schema } } };
}

function refusal(): object {
  return json({ type: 'object', required: ['message'], properties: { message: { type: 'string' } } });
}
