import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { checkAnswer } from '../../src/answers/check-answer.ts';
import type { TestExchange } from '../../src/model/exchange.ts';
import type { TestRequest } from '../../src/model/test-request.ts';
import { createTestPlan } from '../../src/plan/create-test-plan.ts';
import { createKnowledge } from '../../src/run/create-knowledge.ts';
import { ANONYMOUS, createView } from '../../src/run/create-view.ts';

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        responses: {
          200: {
            description: 'ok',
            headers: {
              'X-Total': { required: true, schema: { type: 'integer', minimum: 0 } },
              'X-Page': { schema: { type: 'integer' } },
            },
            content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } } },
          },
          204: { description: 'none' },
          404: {
            description: 'no',
            content: { 'application/json': { schema: { type: 'object', required: ['code'] } } },
          },
          503: { description: 'busy' },
        },
      },
    },
    '/events': {
      get: {
        responses: {
          200: {
            description: 'ok',
            content: {
              'application/json': { schema: { oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'null' }] } },
            },
          },
        },
      },
    },
    '/silent': { delete: { responses: { 404: { description: 'no' } } } },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['name', 'age'],
        properties: {
          name: { type: 'string' },
          age: { type: 'integer' },
          tag: { type: ['string', 'null'] },
          secret: { type: 'string', writeOnly: true },
        },
      },
    },
  },
};

const document = await loadDocument(DOCUMENT);
const view = createView(document, await createTestPlan(document, { serverUrl: 'http://127.0.0.1:1' }), {
  knowledge: createKnowledge(),
  identities: new Map([['anonymous', ANONYMOUS]]),
  target: { is_mock: false, identities: [] },
  mainIdentity: 'anonymous',
});

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly request?: Partial<TestRequest>;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const LISTED = { ...JSON_TYPE, 'x-total': '1' };
const PET = '[{"name":"Rex","age":3}]';

async function findings(operation: string, { status, body = '', headers = {}, request }: Answer) {
  const [method = '', target = ''] = operation.split(' ');
  const exchange: TestExchange = {
    request: { method, target, headers: [], identity: 'anonymous', ...request },
    response: { status, headers: Object.entries(headers), body: Buffer.from(body) },
    startedAt: 0,
    durationMs: 1,
  };
  return await checkAnswer(exchange, operation, view);
}

test.each<[what: string, operation: string, answer: Answer]>([
  ['what the document says', 'GET /pets', { status: 200, body: PET, headers: LISTED }],
  ['integers by value', 'GET /pets', { status: 200, body: '[{"name":"Rex","age":3.0}]', headers: LISTED }],
  [
    'other members and a charset',
    'GET /pets',
    {
      status: 200,
      body: '[{"name":"Rex","age":3,"x":1}]',
      headers: { ...LISTED, 'content-type': 'application/json; charset=utf-8' },
    },
  ],
  ['null where it may be', 'GET /events', { status: 200, body: 'null', headers: JSON_TYPE }],
  ['no body with 204', 'GET /pets', { status: 204 }],
  ['a length of nothing with 204', 'GET /pets', { status: 204, headers: { 'content-length': '0' } }],
  ['429, which the document does not have', 'GET /pets', { status: 429 }],
  ['503 that says when to come back', 'GET /pets', { status: 503, headers: { 'retry-after': '5' } }],
  ['503 for maintenance', 'GET /pets', { status: 503, body: 'Down for maintenance' }],
  ['304 that was asked for', 'GET /pets', { status: 304, request: { headers: [['If-None-Match', '"a"']] } }],
  [
    'what comes back of what was sent',
    'GET /pets',
    {
      status: 404,
      body: '{"code":"Traceback (most recent call last)"}',
      headers: JSON_TYPE,
      request: { target: '/pets?q=Traceback%20(most%20recent%20call%20last)' },
    },
  ],
])('nothing is wrong with %s', async (_, operation, answer) => {
  expect(await findings(operation, answer)).toEqual([]);
});

test.each<[check: string, signature: string, operation: string, answer: Answer]>([
  ['server-error', '500 GET /pets', 'GET /pets', { status: 500, body: 'Internal Server Error' }],
  [
    'server-error',
    '500 column … does not exist',
    'GET /pets',
    { status: 500, body: '{"message":"column \\"a17\\" does not exist"}' },
  ],
  ['server-error', '503 GET /pets', 'GET /pets', { status: 503 }],
  ['undeclared-status', '202 GET /pets', 'GET /pets', { status: 202 }],
  ['undeclared-status', '302 GET /pets', 'GET /pets', { status: 302 }],
  ['undeclared-status', '4xx', 'GET /pets', { status: 418 }],
  ['undeclared-status', 'no success', 'DELETE /silent', { status: 200 }],
  [
    'response-schema',
    'type /components/schemas/Pet/properties/age/type',
    'GET /pets',
    { status: 200, body: '[{"name":"Rex","age":"3"}]', headers: LISTED },
  ],
  [
    'response-schema',
    'required age /components/schemas/Pet/required',
    'GET /pets',
    { status: 200, body: '[{"name":"Rex"}]', headers: LISTED },
  ],
  [
    'response-schema',
    'type /components/schemas/Pet/properties/name/type',
    'GET /events',
    { status: 200, body: '{"name":7,"age":1}', headers: JSON_TYPE },
  ],
  [
    'content-type',
    'text/html for /paths/~1pets/get/responses/200',
    'GET /pets',
    { status: 200, body: PET, headers: { ...LISTED, 'content-type': 'text/html' } },
  ],
  ['content-type', 'missing', 'GET /pets', { status: 200, body: PET, headers: { 'x-total': '1' } }],
  [
    'body-unreadable',
    'BAD_JSON /paths/~1pets/get/responses/200/content/application~1json',
    'GET /pets',
    { status: 200, body: '[{', headers: LISTED },
  ],
  ['empty-body', '/paths/~1pets/get/responses/200', 'GET /pets', { status: 200, headers: LISTED }],
  ['body-where-none-may-be', '204 GET /pets', 'GET /pets', { status: 204, body: 'x' }],
  ['body-where-none-may-be', '204 GET /pets', 'GET /pets', { status: 204, headers: { 'content-length': '9' } }],
  [
    'response-header-missing',
    'x-total /paths/~1pets/get/responses/200/headers/X-Total',
    'GET /pets',
    { status: 200, body: PET, headers: JSON_TYPE },
  ],
  [
    'response-header-schema',
    'minimum /paths/~1pets/get/responses/200/headers/X-Total/schema/minimum',
    'GET /pets',
    { status: 200, body: PET, headers: { ...LISTED, 'x-total': '-1' } },
  ],
  [
    'stack-trace',
    'a Python traceback',
    'GET /pets',
    { status: 404, body: '{"code":"Traceback (most recent call last):\\n  File"}', headers: JSON_TYPE },
  ],
  [
    'stack-trace',
    'a Java stack trace',
    'GET /pets',
    { status: 404, body: '{"code":"x\\n\\tat com.example.Pets.list(Pets.java:17)"}', headers: JSON_TYPE },
  ],
])('%s: %s', async (check, signature, operation, answer) => {
  expect((await findings(operation, answer)).map((one) => [one.check, one.signature])).toEqual([[check, signature]]);
});
