import type { Operation, ResponseObject } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { chooseRefusal, chooseResponse } from '../src/choose-response.ts';

function operation(...statuses: readonly string[]): Operation {
  const responses = statuses.map(
    (status): ResponseObject => ({ status, pointer: '', headers: [], content: [], links: [] }),
  );
  return {
    ...{
      key: 'GET /',
      method: 'GET',
      path: '/',
      pointer: '',
      tags: [],
      deprecated: false,
      servers: [],
      parameters: [],
    },
    ...{ responses, security: [], callbacks: [] },
  };
}

test.each([
  [['404', '201', '200'], 200],
  [['default', '204'], 204],
  [['2XX', '404'], 200],
  [['404', 'default'], 200],
  [['404', '302'], 302],
  [['101', '400'], 400],
  [['4XX'], 400],
  [[], undefined],
])('of %j the status is %s', (statuses, status) => {
  expect(chooseResponse(operation(...statuses))?.status).toBe(status);
});

test.each([
  [404, ['200', '404'], '404'],
  [404, ['200', '4XX'], '4XX'],
  [418, ['200', 'default'], 'default'],
  [404, ['200'], undefined],
])('code %s of %j is the response %s', (code, statuses, expected) => {
  const chosen = chooseResponse(operation(...statuses), code);
  expect(chosen?.response.status).toBe(expected);
  if (expected !== undefined) expect(chosen?.status).toBe(code);
});

test.each([
  ['security', ['200', '401', '400'], 401],
  ['content', ['200', '400', '422'], 422],
  ['content', ['200', '400'], 400],
  ['content', ['200', 'default'], 422],
  ['media-type', ['200', '400', '415'], 415],
  ['syntax', ['200', '4XX'], 400],
  ['forbidden', ['200', '401'], undefined],
] as const)('a refusal for %s of %j is a %s', (kind, statuses, status) => {
  expect(chooseRefusal(operation(...statuses), kind)?.status).toBe(status);
});
