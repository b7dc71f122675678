import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { beforeAll, expect, test } from 'vitest';
import {
  type BindPackOptions,
  type BoundPack,
  bindPack,
  compileScenario,
  type OperationSelector,
  type PackRule,
  type Payload,
  type Scenario,
} from '../../src/index.ts';
import { createMemory } from './support/deciding.ts';
import { aPack, aScenario } from './support/pack.ts';
import { requestTo } from './support/requests.ts';
import { SHOP } from './support/shop.ts';

let document: ApiDocument;
beforeAll(async () => {
  document = await loadDocument(SHOP);
});

function bind(
  rules: readonly PackRule[],
  options: BindPackOptions = {},
  more: Record<string, unknown> = {},
): BoundPack {
  return bindPack(aPack({ scenarios: [aScenario(rules)], ...more }), document, options);
}

function rulesOf({ scenarios: [scenario] }: BoundPack): Scenario['rules'] {
  return scenario?.rules ?? [];
}

test.each<[OperationSelector, readonly string[]]>([
  [{ kind: 'read' }, ['GET /orders', 'GET /orders/{orderId}', 'GET /search']],
  [{ kind: 'list' }, ['GET /orders']],
  [{ kind: 'create' }, ['POST /orders']],
  [{ kind: ['update', 'delete'] }, ['PATCH /orders/{orderId}', 'DELETE /orders/{orderId}']],
  [{ takes_id: false, kind: 'read' }, ['GET /orders', 'GET /search']],
  [{ needs_auth: true }, ['POST /orders', 'PATCH /orders/{orderId}']],
  [{ has_body: true }, ['POST /orders', 'PATCH /orders/{orderId}']],
  [{ accepts_text: true }, ['POST /orders', 'GET /search']],
  [{ paged: true }, ['GET /orders']],
  [{ deprecated: true }, ['DELETE /orders/{orderId}']],
  [{ answers_json: false }, ['DELETE /orders/{orderId}']],
  [{ declares: 409 }, ['GET /orders', 'POST /orders', 'GET /orders/{orderId}']],
  [{ declares: '5XX' }, ['GET /orders/{orderId}']],
])('%j selects %j, and nothing that cannot be read', (selector, keys) => {
  const { bound } = bind([{ for: selector, delay: 1 }]);

  expect(bound.flatMap(({ operations }) => operations)).toEqual(keys);
});

test('a selector that selects nothing says which of its conditions left nothing', () => {
  const { scenarios, unbound } = bind([{ for: { kind: 'replace', takes_id: true }, delay: 1 }]);

  expect(scenarios).toEqual([]);
  expect(unbound).toEqual([{ scenario: 'closed', rule: 0, reason: 'In "Shop", no operation replaces (PUT).' }]);
});

test('one rule is for all operations that methods or ids tell from all others', () => {
  const rules = rulesOf(
    bind([
      { delay: 1 },
      { for: { kind: 'delete' }, delay: 2 },
      { for: { kind: 'write' }, delay: 3 },
      { for: { needs_auth: true, takes_id: true }, delay: 4 },
      { for: { kind: 'delete', each: true }, delay: 5 },
      { for: { declares: 409 }, delay: 6 },
      { for: { takes_id: true }, delay: 7 },
    ]),
  );

  expect(rules).toEqual([
    { delay: 1 },
    { match: { method: 'DELETE' }, delay: 2 },
    { match: { method: ['POST', 'PATCH', 'DELETE'] }, delay: 3 },
    { match: { method: 'PATCH' }, delay: 4 },
    { match: { method: 'DELETE', path: '/orders/{orderId}' }, delay: 5 },
    { match: { operation_id: ['listOrders', 'createOrder', 'readOrder'] }, delay: 6 },
    // Two of these have the same id.
    { match: { operation_id: 'readOrder' }, delay: 7 },
    { match: { method: 'PATCH', path: '/orders/{orderId}' }, delay: 7 },
    { match: { method: 'DELETE', path: '/orders/{orderId}' }, delay: 7 },
  ]);
});

test('operations that get the same share a rule, the others have rules of their own', () => {
  const { scenarios, bound } = bind([{ for: { declares: 409 }, respond: { status: [404, 422] } }]);

  expect(scenarios[0]?.rules).toEqual([
    { match: { operation_id: ['listOrders', 'readOrder'] }, respond: { status: 404 } },
    { match: { method: 'POST' }, respond: { status: 422 } },
  ]);
  expect(bound).toMatchObject([{ count: 2, left_out: 0 }]);
});

test('requests of all operations that share a rule are counted together', () => {
  const [scenario] = bind([{ for: { declares: 409 }, times: 2, respond: { status: 503 } }]).scenarios;
  const memory = createMemory();
  const compiled = scenario && compileScenario(scenario);
  const statuses = document.operations
    .filter(({ operationId }) => ['listOrders', 'createOrder', 'readOrder'].includes(operationId ?? ''))
    .map((entry) => compiled?.decide(requestTo(entry), memory).respond?.status);

  expect(statuses).toEqual([503, 503, undefined]);
});

test('operations are named by their id, unless several have it', () => {
  const rules = rulesOf(bind([{ for: { takes_id: true, each: true }, delay: 1 }]));

  expect(rules.map(({ match }) => match)).toEqual([
    { operation_id: 'readOrder' },
    { method: 'PATCH', path: '/orders/{orderId}' },
    { method: 'DELETE', path: '/orders/{orderId}' },
  ]);
});

test('a condition of the template holds as well', () => {
  const [rule] = rulesOf(bind([{ for: { kind: 'write' }, match: { when: 'true', query: { a: 'b' } }, delay: 1 }]));

  expect(rule?.match).toEqual({ method: ['POST', 'PATCH', 'DELETE'], when: 'true', query: { a: 'b' } });
});

test('a list of statuses means the first that is declared, a class what is declared of it', () => {
  const rules = rulesOf(
    bind([
      { for: { kind: 'create' }, respond: { status: [410, 422] } },
      { for: { kind: 'delete' }, respond: { status: [410, 422] } },
      { for: { kind: 'create' }, sequence: { responses: [{ status: '4XX' }], repeat: true } },
      { for: { kind: 'list' }, respond: { status: '4XX' } },
      { for: { kind: 'read', takes_id: true }, respond: { status: '5XX' } },
    ]),
  );

  expect(rules.map(({ respond, sequence }) => respond ?? sequence)).toEqual([
    { status: 422 },
    { status: 410 },
    { responses: [{ status: 409 }, { status: 422 }], repeat: true },
    { status: 400 },
    { status: 500 },
  ]);
});

test('a class of which nothing is declared leaves the rule unbound', () => {
  const { unbound } = bind([{ for: { kind: 'delete' }, respond: { status: '4XX' } }]);

  expect(unbound).toMatchObject([
    { reason: 'In "Shop", DELETE /orders/{orderId} would do, but it declares no 4XX response.' },
  ]);
});

test('variants of a body meet the schema, or break it, as they say', () => {
  const variants = ['empty', 'minimal', 'extreme', 'incomplete', 'mistyped'] as const;
  const rules = rulesOf(bind(variants.map((variant) => ({ for: { kind: 'list' }, respond: { variant } }))));
  const [empty, minimal, extreme, incomplete, mistyped] = rules.map(({ respond }) => respond?.body);

  expect(empty).toEqual([]);
  expect(minimal).toEqual([{ id: 1, lines: ['a'] }]);
  expect(extreme).toEqual([
    { id: 1_000_000, lines: [expect.stringMatching(/^𝔘.{500}/u)], note: expect.stringMatching(/^𝔘/u), tags: [] },
  ]);
  expect(incomplete).toEqual([{ lines: ['a'], note: 'b', tags: [] }]);
  expect(mistyped).toEqual(['not what the schema says']);
});

test('an operation whose schema leaves no room for a variant is passed over, with the reason where none is left', () => {
  const { bound, unbound } = bind([{ for: { kind: 'read' }, respond: { variant: 'empty' } }]);
  const only = bind([{ for: { accepts_text: true, kind: 'read' }, respond: { variant: 'incomplete' } }]);

  expect(bound.flatMap(({ operations }) => operations)).not.toContain('GET /search');
  expect(unbound).toEqual([]);
  expect(only.unbound[0]?.reason).toMatch(/GET \/search would do, but the schema of its success leaves no room/);
});

test('a rule for more operations than are asked for takes some of each tag and says how many it leaves out', () => {
  const { scenarios, bound } = bind([{ for: { each: true }, delay: 1 }], { maxOperations: 2 });

  expect(scenarios[0]?.rules.map(({ match }) => match)).toEqual([
    { operation_id: 'listOrders' },
    { operation_id: 'search' },
  ]);
  expect(bound).toMatchObject([{ count: 2, left_out: 4 }]);
});

test('operations that are left out are not taken by rules for others of their method', () => {
  const { scenarios } = bind([{ for: { kind: 'read' }, delay: 1 }], { include: ({ path }) => path !== '/search' });

  expect(scenarios[0]?.rules.map(({ match }) => match)).toEqual([{ operation_id: ['listOrders', 'readOrder'] }]);
});

test('a scenario of one resource keeps to it', () => {
  const scenarios = [aScenario([{ for: { kind: 'read' }, delay: 1 }], { scope: 'resource' })];
  const pack = aPack({ scenarios });

  expect(bindPack(pack, document).bound[0]?.operations).toEqual(['GET /orders', 'GET /orders/{orderId}']);
  expect(bindPack(pack, document, { resource: '/orders/' }).bound).toEqual(bindPack(pack, document).bound);
  expect(bindPack(pack, document, { resource: '/none' }).unbound[0]?.reason).toContain('/none');
});

test('a scenario may not grow beyond what a scenario can have', () => {
  const rules = Array.from({ length: 300 }, () => ({ for: { each: true }, delay: 1 }));
  const { scenarios, unbound } = bind(rules);

  expect(scenarios[0]?.rules.length).toBeLessThanOrEqual(1_000);
  expect(unbound[0]?.reason).toContain('1000');
});

test('the same pack and document give the same scenarios', async () => {
  const rules: readonly PackRule[] = [{ for: { kind: 'read', answers_json: true }, respond: { variant: 'extreme' } }];
  const other = bindPack(aPack({ scenarios: [aScenario(rules)] }), await loadDocument(SHOP));

  expect(other).toEqual(bind(rules));
});

function payload(members: Partial<Payload>): Payload {
  return { id: 'one', class: 'some', in: ['query', 'body'], value: "' OR 1=1", effect: 'Fails', ...members };
}

function decideWith(payloads: readonly Payload[], rule: PackRule, request: object): ReturnType<typeof decisionOf> {
  const { scenarios } = bind([rule], {}, { payloads, payload_source: { description: 'Own', license: 'MIT' } });
  return decisionOf(scenarios[0], request);
}

function decisionOf(scenario: Scenario | undefined, request: object): unknown {
  if (scenario === undefined) return undefined;
  const [entry] = document.operations;
  if (entry === undefined) return undefined;
  return compileScenario(scenario).decide({ ...requestTo(entry), body: undefined, ...request }, createMemory()).respond;
}

const REFUSE: PackRule = { payloads: {}, respond: { status: 400 } };

test.each<[Partial<Payload>, object]>([
  [{}, { query: { q: "x' OR 1=1 --" } }],
  [{}, { body: { deep: [{ deeper: "x' OR 1=1" }] } }],
  [{}, { body: "text ' OR 1=1" }],
  [{ value: 'a"b\\c\n\u2028' }, { body: { text: 'a"b\\c\n\u2028' } }],
  [{ value: 'a"b\\c\n\u2028' }, { body: '<text>a"b\\c\n\u2028</text>' }],
  [{ value: 'a"b', in: ['body'] }, { body: '<text>a"b</text>' }],
  [{ value: 'a"b\\c\n\u2028' }, { query: { text: 'a"b\\c\n\u2028' } }],
  [{ value: -1 }, { body: { count: -1 } }],
  [{ value: -1 }, { query: { count: '-1' } }],
  [{ value: 2 ** 53 }, { body: { inner: { count: 2 ** 53 } } }],
  [{ value: '' }, { body: { text: '' } }],
  [{ value: true, name: 'admin' }, { body: { admin: true } }],
  [{ value: true, name: 'admin' }, { query: { admin: 'true' } }],
  [{ value: '$ne', as: 'name' }, { body: { password: { $ne: null } } }],
  [{ value: '$ne', as: 'name' }, { query: { 'password[$ne]': '' } }],
  [{ in: ['header'], name: 'X-Token', value: null }, { headers: {} }],
  [{ in: ['header'], name: 'X-Token', value: 'bad' }, { headers: { 'x-token': 'very bad' } }],
  [
    { in: ['path'], value: '../etc' },
    { path: '/orders/..%2Fetc', params: {} },
  ],
  [
    { in: ['path'], value: '../etc' },
    { path: '/orders/x', params: { orderId: '../etc' } },
  ],
  [
    { in: ['path'], value: '0', compare: 'equals' },
    { path: '/orders/0', params: { orderId: '0' } },
  ],
])('the payload %j is seen in %j', (members, request) => {
  expect(decideWith([payload(members)], REFUSE, request)).toEqual({ status: 400 });
});

test.each<[Partial<Payload>, object]>([
  [{}, { query: { q: "O'Reilly" } }],
  [{ value: -1 }, { body: { count: -10 } }],
  [{ value: '' }, { body: { text: 'a' }, query: { q: 'a' } }],
  [{ value: true, name: 'admin' }, { body: { admin: false, other: true } }],
  [{ value: '$ne', as: 'name' }, { body: { text: 'about $ne' } }],
  [{ in: ['header'], name: 'X-Token', value: null }, { headers: { 'x-token': 'good' } }],
  [
    { in: ['path'], value: '0', compare: 'equals' },
    { path: '/orders/10', params: { orderId: '10' } },
  ],
])('the payload %j is not seen in %j', (members, request) => {
  expect(decideWith([payload(members)], REFUSE, request)).toBeUndefined();
});

test('of two payloads that a request carries, the longer one is told', () => {
  const payloads = [payload({ id: 'quote', value: "'" }), payload({ id: 'tautology' })];
  const rule: PackRule = { payloads: {}, respond: { headers: { 'X-Payload': '[[payload.id]]' } } };

  expect(decideWith(payloads, rule, { query: { q: "' OR 1=1" } })).toEqual({ headers: { 'X-Payload': 'tautology' } });
  expect(decideWith(payloads, rule, { query: { q: "it's" } })).toEqual({ headers: { 'X-Payload': 'quote' } });
});

test('what is filled in stays one line in a header field and text in HTML', () => {
  const payloads = [payload({ value: '<b>\r\nSet-Cookie: a=b' })];
  const respond = {
    headers: { 'X-Value': '[[payload.value]]' },
    body: '[[payload.value]] [[payload.html]] [[payload.class]] [[payload.effect]] [[payload.other]]',
  };

  expect(decideWith(payloads, { payloads: {}, respond }, { query: { q: '<b>\r\nSet-Cookie: a=b' } })).toEqual({
    headers: { 'X-Value': '%3Cb%3E%0D%0ASet-Cookie%3A%20a%3Db' },
    body: '<b>\r\nSet-Cookie: a=b &#60;b&#62;\r\nSet-Cookie: a=b some Fails [[payload.other]]',
  });
});

test('a payload for which no operation has room is told with the reason', () => {
  const { unbound } = bind([{ ...REFUSE, for: { kind: 'delete' } }], {}, { payloads: [payload({})] });

  expect(unbound).toEqual([
    {
      scenario: 'closed',
      rule: 0,
      payload: 'one',
      reason: 'In "Shop", no operation that the rule is for takes it in: query, body.',
    },
  ]);
});
