type Schema = Readonly<Record<string, unknown>>;

const text = (extra: Schema = {}): Schema => ({ type: 'string', minLength: 1, maxLength: 300, ...extra });
const integer: Schema = { type: 'integer' };

function object(properties: Schema, required: readonly string[] = Object.keys(properties)): Schema {
  return { type: 'object', required, properties };
}

function content(schema: Schema, type = 'application/json'): object {
  return { content: { [type]: { schema } } };
}

interface Operation {
  readonly id: string;
  readonly open?: boolean;
  readonly body?: Schema;
  readonly bodyType?: string;
  readonly query?: Schema;
  readonly example?: string;
  readonly answer?: Schema;
  readonly type?: string;
  readonly also?: readonly string[];
  readonly tags?: readonly string[];
}

function operation(status: string, { answer, type, body, bodyType, also = [], ...one }: Operation): object {
  const others = ['400', '401', '404', ...also].map((code) => [code, { description: 'refused' }]);
  return {
    operationId: one.id,
    ...(one.tags === undefined ? {} : { tags: one.tags }),
    ...(one.open ? { security: [] } : {}),
    parameters: Object.entries(one.query ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: true,
      schema,
      ...(one.example === undefined ? {} : { example: one.example }),
    })),
    ...(body === undefined ? {} : { requestBody: { required: true, ...content(body, bodyType) } }),
    responses: {
      [status]: { description: 'done', ...(answer === undefined ? {} : content(answer, type)) },
      ...Object.fromEntries(others),
    },
  };
}

const NOTE = object({ id: integer, title: text(), owner: integer, verified: { type: 'boolean' } });
const NEW_NOTE = object({ title: text() });
const FILE = object({ id: integer, folder_id: integer, name: text() });
const USER = object({ id: integer, username: text(), display_name: text(), role: text() });
const CREDENTIALS = object({
  username: text({ pattern: '^[a-z0-9]{3,40}$' }),
  password: text({ format: 'password', minLength: 8 }),
});
const list = (items: Schema): Schema => ({ type: 'array', items });

function parameter(name: string): object {
  return { parameters: [{ name, in: 'path', required: true, schema: integer }] };
}

/** Notes, folders and posts of people who register, and all that one can do wrong with them. */
export const VAULT: object = {
  openapi: '3.1.0',
  info: { title: 'Vault', version: '1' },
  security: [{ bearer: [] }],
  paths: {
    '/register': {
      post: operation('201', { id: 'register', open: true, body: CREDENTIALS, answer: USER, also: ['409'] }),
    },
    '/login': {
      post: operation('200', {
        id: 'login',
        open: true,
        body: CREDENTIALS,
        answer: object({ token: text({ maxLength: 2000 }) }),
        also: ['429'],
      }),
    },
    '/me': {
      get: operation('200', { id: 'me', answer: USER }),
      patch: operation('200', { id: 'changeMe', body: object({ display_name: text() }), answer: USER }),
    },
    '/admin/report': {
      get: operation('200', { id: 'adminReport', answer: object({ users: integer }), also: ['403'] }),
    },
    '/notes': {
      get: operation('200', { id: 'listNotes', answer: list(NOTE) }),
      post: operation('201', {
        id: 'createNote',
        body: NEW_NOTE,
        answer: NOTE,
        tags: ['business-flow'],
        also: ['429'],
      }),
    },
    '/notes/{note_id}': {
      ...parameter('note_id'),
      get: operation('200', { id: 'getNote', answer: NOTE }),
      put: operation('200', { id: 'putNote', body: NEW_NOTE, answer: NOTE, also: ['403'] }),
      delete: operation('204', { id: 'deleteNote', also: ['403'] }),
    },
    '/folders': {
      get: operation('200', { id: 'listFolders', answer: list(object({ id: integer, name: text() })) }),
      post: operation('201', {
        id: 'createFolder',
        body: object({ name: text() }),
        answer: object({ id: integer, name: text() }),
      }),
    },
    '/folders/{folder_id}': {
      ...parameter('folder_id'),
      get: operation('200', { id: 'getFolder', answer: object({ id: integer, name: text() }) }),
    },
    '/folders/{folder_id}/files': {
      ...parameter('folder_id'),
      get: operation('200', { id: 'listFiles', answer: list(FILE) }),
      post: operation('201', { id: 'createFile', body: object({ name: text() }), answer: FILE }),
    },
    '/folders/{folder_id}/files/{file_id}': {
      parameters: ['folder_id', 'file_id'].map((name) => ({ name, in: 'path', required: true, schema: integer })),
      get: operation('200', { id: 'getFile', answer: FILE }),
    },
    '/posts': {
      get: operation('200', { id: 'listPosts', answer: list(object({ id: integer, text: text() })) }),
      post: operation('201', {
        id: 'createPost',
        body: object({ text: text() }),
        answer: object({ id: integer, text: text() }),
      }),
    },
    '/posts/{post_id}': {
      ...parameter('post_id'),
      get: operation('200', { id: 'getPost', answer: object({ id: integer, text: text() }) }),
    },
    '/search': {
      get: operation('200', {
        id: 'search',
        open: true,
        query: { q: text() },
        example: 'lamp',
        answer: list(object({ name: text() })),
      }),
    },
    '/find': {
      post: operation('200', {
        id: 'find',
        open: true,
        body: object({ name: text({ examples: ['lamp'] }) }),
        answer: object({ name: text() }),
      }),
    },
    '/download': {
      get: operation('200', {
        id: 'download',
        open: true,
        query: { file: text() },
        example: 'read-me.txt',
        answer: { type: 'string' },
        type: 'text/plain',
      }),
    },
    '/preview': {
      post: operation('200', {
        id: 'preview',
        open: true,
        body: object({ message: text() }),
        answer: object({ text: text({ maxLength: 9000 }) }),
      }),
    },
    '/page': {
      get: operation('200', {
        id: 'page',
        open: true,
        query: { title: text() },
        example: 'Hello',
        answer: { type: 'string' },
        type: 'text/html',
      }),
    },
    '/language': {
      get: operation('200', {
        id: 'language',
        open: true,
        query: { lang: text() },
        example: 'en',
        answer: object({ ok: { type: 'boolean' } }),
      }),
    },
    '/go': { get: operation('302', { id: 'go', open: true, query: { next: text() }, example: '/start' }) },
    '/import': {
      post: operation('202', {
        id: 'import',
        open: true,
        body: object({ image_url: text({ format: 'uri', examples: ['https://example.com/a.png'] }) }),
      }),
    },
    '/notices': {
      post: operation('200', {
        id: 'notice',
        open: true,
        body: { ...object({ subject: text({ examples: ['Fee'] }) }), xml: { name: 'notice' } },
        bodyType: 'application/xml',
        answer: object({ subject: text() }),
      }),
    },
    '/items': {
      get: operation('200', {
        id: 'items',
        open: true,
        query: { limit: { type: 'integer', minimum: 1, maximum: 20 } },
        answer: list(integer),
      }),
    },
    '/codes': {
      get: operation('200', {
        id: 'codes',
        open: true,
        query: { code: text() },
        example: 'abc',
        answer: object({ ok: { type: 'boolean' } }),
      }),
    },
    '/rate': {
      get: operation('200', { id: 'rate', open: true, answer: object({ rate: { type: 'number' } }), also: ['502'] }),
    },
  },
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
};
