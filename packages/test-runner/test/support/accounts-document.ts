/** Notes of those who have registered and logged in. */
export const NOTES: object = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  security: [{ bearer: [] }],
  paths: {
    '/register': {
      post: { operationId: 'register', security: [], requestBody: body('Registration'), responses: created() },
    },
    '/login': { post: { operationId: 'login', security: [], requestBody: body('Login'), responses: created() } },
    '/logout': { post: { operationId: 'logout', responses: { 204: { description: 'gone' } } } },
    '/me': { get: { operationId: 'me', responses: created() } },
    '/admin/users': { get: { operationId: 'users', responses: created() } },
  },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Registration: {
        type: 'object',
        required: ['email', 'password', 'name'],
        properties: {
          email: { type: 'string', format: 'email' },
          password: { type: 'string', minLength: 8 },
          name: { type: 'string', minLength: 1 },
          role: { type: 'string', enum: ['admin', 'user'] },
        },
      },
      Login: {
        type: 'object',
        required: ['username', 'password'],
        properties: { username: { type: 'string' }, password: { type: 'string' }, remember: { type: 'boolean' } },
      },
    },
  },
};

function body(name: string): object {
  return { required: true, content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } };
}

function created(): object {
  return { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'object' } } } } };
}
