import { expect, test } from 'vitest';
import { compileExpression, type RuntimeContext } from '../src/runtime-expression.ts';

const context: RuntimeContext = {
  url: 'http://mock/users/7?full=yes',
  method: 'POST',
  status: 201,
  request: {
    header: (name) => (name === 'x-id' ? 'h' : undefined),
    query: (name) => (name === 'full' ? 'yes' : undefined),
    path: (name) => (name === 'id' ? '7' : undefined),
    body: () => ({ user: { 'a/b': [1, { __proto__: null, x: 2 }] } }),
  },
  response: { header: (name) => (name === 'location' ? '/users/7' : undefined), body: () => ({ id: 5 }) },
};

test.each([
  ['$url', 'http://mock/users/7?full=yes'],
  ['$method', 'POST'],
  ['$statusCode', 201],
  ['$request.path.id', '7'],
  ['$request.query.full', 'yes'],
  ['$request.header.X-Id', 'h'],
  ['$request.body#/user/a~1b/1/x', 2],
  ['$response.body#/id', 5],
  ['$response.header.Location', '/users/7'],
  ['https://x/{$response.body#/id}/{$request.path.id}', 'https://x/5/7'],
  ['https://x/{$response.body#/nothing}', undefined],
  ['$response.body#/toString', undefined],
  ['$nonsense', undefined],
  ['constant', 'constant'],
  [12, 12],
])('%s is %j', (expression, value) => {
  expect(compileExpression(expression)(context)).toEqual(value);
});
