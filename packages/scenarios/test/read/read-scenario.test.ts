import fc from 'fast-check';
import { expect, test } from 'vitest';
import schema from '../../scenario.schema.json' with { type: 'json' };
import { compileScenario, readScenario, type Scenario, validateScenario } from '../../src/index.ts';
import { createMemory } from '../support/memory.ts';
import { createRequest } from '../support/request.ts';

const scenario: Scenario = {
  name: 'checkout',
  description: 'Payments fail now and then.',
  type: 'chaos',
  rules: [
    {
      match: {
        operation_id: 'pay',
        method: 'post',
        path: '/orders/{orderId}/payment',
        query: { dry: null, page: 2, status: { equals: 'a', contains: 'a', matches: 'a', present: true } },
        headers: { 'X-Tenant': 'acme' },
        body: { amount: 5 },
        when: 'request.body.amount > 1',
      },
      respond: { status: 503, headers: { 'Retry-After': '5' }, body: { error: 'busy' } },
      delay: { type: 'lognormal', median_ms: 80, sigma: 0.4 },
      fault: { type: 'slow_bytes', bytes_per_second: 100 },
      rate_limit: { limit: 10, window_seconds: 60, per: 'header:x-api-key', respond: { status: 429, example: 'slow' } },
      probability: 0.2,
      times: 3,
      state: { requires: 'Started', set: { current: 'Failed', count: 1, done: true } },
    },
    { sequence: { responses: [{ status: 500 }, { template: { id: '{{ uuid() }}' } }], repeat: true } },
  ],
  test_plan: { anything: ['goes'] },
  load_profile: {
    concurrent_users: 5,
    requests_per_second: 10,
    duration_seconds: 60,
    ramp_up_seconds: 5,
    stages: [{ duration_seconds: 5, target: 3 }],
  },
  thresholds: [{ metric: 'p95_ms', operator: '<=', value: 300 }],
};

const original = {
  scenario_name: 'steady_state_load',
  description: 'Sustained load.',
  scenario_type: 'load_testing',
  endpoints: [
    {
      path: '/users',
      method: 'GET',
      response_config: {
        status_code: 200,
        response_time_ms: 150,
        response_data: { users: [{ id: 1 }], total: 1 },
        headers: { 'Content-Type': 'application/json' },
      },
    },
    { path: '/users/{id}', response_config: {} },
  ],
  test_parameters: { concurrent_users: 100, duration_seconds: 600, ramp_up_time: 120, error_rate_threshold: 0.01 },
  validation_rules: [
    { rule_type: 'response_time', condition: 'p95_response_time_ms', expected_value: 500 },
    { rule_type: 'response_time', condition: 'max_response_time_ms', expected_value: 2000 },
    { rule_type: 'throughput', condition: 'min_requests_per_second', expected_value: 200 },
    { rule_type: 'error_rate', condition: 'max_error_rate', expected_value: 0.02 },
    { rule_type: 'status_code', condition: 'equals', expected_value: 200 },
  ],
};

test('a scenario is read as it is', () => {
  expect(readScenario(scenario)).toEqual({ scenario });
  expect(readScenario({ $schema: 'scenario.schema.json', ...scenario })).toEqual({ scenario });
});

test('the original shape is read as what it means', () => {
  expect(readScenario(original)).toEqual({
    scenario: {
      name: 'steady_state_load',
      description: 'Sustained load.',
      type: 'load_testing',
      rules: [
        {
          match: { method: 'GET', path: '/users' },
          respond: {
            status: 200,
            headers: { 'Content-Type': 'application/json' },
            body: { users: [{ id: 1 }], total: 1 },
          },
          delay: 150,
        },
        { match: { path: '/users/{id}' }, respond: {} },
      ],
      test_plan: { validation_rules: original.validation_rules },
      load_profile: { concurrent_users: 100, duration_seconds: 600, ramp_up_seconds: 120 },
      thresholds: [
        { metric: 'error_rate', operator: '<=', value: 0.01 },
        { metric: 'p95_ms', operator: '<=', value: 500 },
        { metric: 'max_ms', operator: '<=', value: 2000 },
        { metric: 'requests_per_second', operator: '>=', value: 200 },
        { metric: 'error_rate', operator: '<=', value: 0.02 },
      ],
    },
  });
});

test('both shapes of one scenario decide alike', () => {
  const { scenario: read } = readScenario(original);
  const request = createRequest({ path: '/users' });
  const ofRead = compileScenario(read as Scenario).decide(request, createMemory());
  expect(ofRead).toMatchObject({ rule: 0, delayMs: 150, respond: { status: 200 } });
  expect(compileScenario(original as unknown as Scenario).decide(request, createMemory())).toEqual(ofRead);
});

test.each(['stress_testing', 'spike_testing', 'endurance_testing'])(
  '%s of the original is performance testing',
  (type) => {
    expect(readScenario({ ...original, scenario_type: type })).toMatchObject({
      scenario: { type: 'performance_testing' },
    });
  },
);

test.each([
  [null, '', 'VALUE_INVALID', 'must be an object, not null'],
  [[], '', 'VALUE_INVALID', 'must be an object, not an array'],
  ['{}', '', 'VALUE_INVALID', 'must be an object, not a string'],
  [{ type: 'chaos', rules: [] }, '', 'MEMBER_MISSING', 'must have the property "name"'],
  [{ name: '', type: 'chaos', rules: [] }, '/name', 'VALUE_INVALID', 'must have at least 1 character'],
  [{ name: 'a\nb', type: 'chaos', rules: [] }, '/name', 'VALUE_INVALID', 'must match the pattern'],
  [{ name: 'a', type: 'chaos', rules: {} }, '/rules', 'VALUE_INVALID', 'must be an array'],
  [withRule({ probability: 1.5 }), '/rules/0/probability', 'VALUE_INVALID', 'must be at most 1'],
  [withRule({ probability: -0.1 }), '/rules/0/probability', 'VALUE_INVALID', 'must be at least 0'],
  [withRule({ times: 0 }), '/rules/0/times', 'VALUE_INVALID', 'must be at least 1'],
  [withRule({ sequence: [] }), '/rules/0/sequence', 'VALUE_INVALID', 'must have at least 1 item'],
  [
    withRule({ sequence: { responses: [] } }),
    '/rules/0/sequence/responses',
    'VALUE_INVALID',
    'must have at least 1 item',
  ],
  [withRule({ respond: { status: '200' } }), '/rules/0/respond/status', 'VALUE_INVALID', 'must be an integer'],
  [withRule({ respond: { status: 99 } }), '/rules/0/respond/status', 'VALUE_INVALID', 'must be at least 200'],
  [withRule({ respond: { headers: { 'a b': 'x' } } }), '/rules/0/respond/headers', 'VALUE_INVALID', 'name "a b"'],
  [
    withRule({ respond: { headers: { a: 'x\r\nSet-Cookie: b' } } }),
    '/rules/0/respond/headers/a',
    'VALUE_INVALID',
    'pattern',
  ],
  [withRule({ match: { path: 'pets' } }), '/rules/0/match/path', 'VALUE_INVALID', 'pattern'],
  [withRule({ delay: -1 }), '/rules/0/delay', 'VALUE_INVALID', 'must be at least 0'],
  [withRule({ delay: { type: 'uniform', min_ms: 1 } }), '/rules/0/delay', 'MEMBER_MISSING', '"max_ms"'],
  [
    withRule({ rate_limit: { limit: 1, window_seconds: 0 } }),
    '/rules/0/rate_limit/window_seconds',
    'VALUE_INVALID',
    'greater than 0',
  ],
  [
    withRule({ rate_limit: { limit: 1, window_seconds: 1, per: 'user' } }),
    '/rules/0/rate_limit/per',
    'VALUE_INVALID',
    'pattern',
  ],
  [withRule({ state: {} }), '/rules/0/state', 'VALUE_INVALID', 'at least 1 propert'],
  [withRule({ state: { set: { a: null } } }), '/rules/0/state/set/a', 'VALUE_INVALID', 'must be'],
])('%j is refused at "%s": %s', (value, pointer, code, message) => {
  const { problems = [] } = readScenario(value);
  expect(problems).toEqual([
    {
      severity: 'error',
      code,
      pointer,
      message: expect.stringContaining(message),
      advice: expect.stringMatching(/.+/),
    },
  ]);
});

test.each([
  [withRule({ mach: {} }), '/rules/0/mach', 'Did you mean "match"?'],
  [withRule({ match: { operationId: 'a' } }), '/rules/0/match/operationId', 'Did you mean "operation_id"?'],
  [withRule({ respond: { staus: 200 } }), '/rules/0/respond/staus', 'Did you mean "status"?'],
  [withRule({ sequence: [{ body: 1, header: {} }] }), '/rules/0/sequence/0/header', 'Did you mean "headers"?'],
  [withRule({ match: { query: { a: { equal: 'x' } } } }), '/rules/0/match/query/a/equal', 'Did you mean "equals"?'],
  [withRule({ fault: 'connection_rest' }), '/rules/0/fault', 'Did you mean "connection_reset"?'],
  [withRule({ zzz: 1 }), '/rules/0/zzz', 'Known here are match, respond, delay,'],
  [{ name: 'a', type: 'caos', rules: [] }, '/type', 'Did you mean "chaos"?'],
  [{ ...original, endpoint: [] }, '/endpoint', 'Did you mean "endpoints"?'],
  [
    { ...original, endpoints: [{ path: '/', response_config: { status: 200 } }] },
    '/endpoints/0/response_config/status',
    'status_code',
  ],
])('a slip in %j is told at "%s": %s', (value, pointer, advice) => {
  expect(readScenario(value).problems).toEqual([
    expect.objectContaining({ severity: 'error', pointer, advice: expect.stringContaining(advice) }),
  ]);
});

test('hostile keys are keys', () => {
  const value = JSON.parse(
    '{"name": "a", "type": "chaos", "rules": [{"__proto__": {"respond": {}}, "constructor": 1}]}',
  );
  expect(
    readScenario(value)
      .problems?.map(({ pointer }) => pointer)
      .toSorted(),
  ).toEqual(['/rules/0/__proto__', '/rules/0/constructor']);
});

test.each([
  ['deep', nested(10_000)],
  ['shared so often that it would be huge', doubled(40)],
  ['circular', circular()],
])('a body that is %s is refused', (_, body) => {
  expect(readScenario(withRule({ respond: { body } })).problems).toEqual([
    expect.objectContaining({ code: 'SCENARIO_TOO_LARGE', pointer: '' }),
  ]);
});

test('whatever is read is a scenario or has problems, and never breaks', () => {
  const anything = fc.anything({ withNullPrototype: true, maxDepth: 4 });
  fc.assert(
    fc.property(
      fc.oneof(
        anything,
        anything.map((value) => withRule(value)),
        anything.map((value) => ({ ...original, endpoints: value })),
      ),
      (value) => {
        const { scenario: read, problems } = readScenario(value);
        expect(read === undefined).not.toBe(problems === undefined);
        expect(validateScenario(value).some(({ severity }) => severity === 'error') || read !== undefined).toBe(true);
      },
    ),
    { seed: 3, numRuns: 500 },
  );
});

test('the published schema describes everything that can be written', () => {
  const missing: string[] = [];
  for (const [name, definition] of Object.entries(schema.$defs)) {
    if (!('description' in definition)) missing.push(name);
    if (!('properties' in definition)) continue;
    for (const [property, value] of Object.entries(definition.properties as Record<string, object>))
      if (!('description' in value) && !('$ref' in value)) missing.push(`${name}/${property}`);
  }
  expect(missing).toEqual([]);
});

function withRule(rule: unknown): unknown {
  return { name: 'a', type: 'chaos', rules: [rule] };
}

function nested(levels: number): unknown {
  return Array.from({ length: levels }).reduce((inner: unknown) => ({ inner }), 1);
}

function doubled(levels: number): unknown {
  return Array.from({ length: levels }).reduce((inner: unknown) => [inner, inner], 'x');
}

function circular(): unknown {
  const list: unknown[] = [];
  list.push(list, list);
  return list;
}
