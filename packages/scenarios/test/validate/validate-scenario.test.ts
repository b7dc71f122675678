import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { type ScenarioProblem, type ScenarioRule, validateScenario } from '../../src/index.ts';
import { deciding } from '../support/decide.ts';

const repository = path.resolve(import.meta.dirname, '../../../..');
const petstore = await loadDocument(path.join(repository, 'examples/petstore.yaml'));

function problemsOf(rules: readonly ScenarioRule[], document?: ApiDocument): readonly ScenarioProblem[] {
  return validateScenario({ name: 'x', type: 'chaos', rules }, { document });
}

function brief(problems: readonly ScenarioProblem[]): readonly string[] {
  return problems.map(({ severity, code, pointer, message }) => `${severity} ${code} ${pointer} ${message}`);
}

test('a scenario that is right has no problems', () => {
  const rules: ScenarioRule[] = [
    {
      match: { operation_id: 'getPet', query: { a: { matches: '^a$' } }, when: 'request.params.petId == "7"' },
      respond: { status: 404 },
    },
    { match: { method: 'get', path: '/v1/pets' }, delay: 5 },
    { respond: { template: '{{ generated }}' }, state: { requires: 'Started', set: 'Done' } },
    { state: { requires: 'Done' }, fault: 'timeout' },
  ];
  expect(problemsOf(rules)).toEqual([]);
  expect(problemsOf(rules, petstore)).toEqual([]);
});

test.each<readonly [ScenarioRule, string]>([
  [
    { match: { when: 'request.path ==' }, respond: {} },
    'error CONDITION_INVALID /rules/0/match/when The condition has a mistake at character 16: Unexpected token: EOF.',
  ],
  [
    { match: { when: 'request.query.page == 2' }, respond: {} },
    'error CONDITION_INVALID /rules/0/match/when The condition has a mistake at character 1: no such overload: string == int.',
  ],
  [
    { match: { when: 'size(request.body)' }, respond: {} },
    'error CONDITION_INVALID /rules/0/match/when The condition gives a value of the type int.',
  ],
  [
    { match: { query: { 'a/b': { matches: '(' } } }, respond: {} },
    'error PATTERN_INVALID /rules/0/match/query/a~1b/matches "(" is no regular expression that matches anything.',
  ],
  [
    { match: { headers: { a: { matches: '(a{1,100}){1,100}b' } } }, respond: {} },
    'error PATTERN_INVALID /rules/0/match/headers/a/matches "(a{1,100}){1,100}b" is too large a regular expression, with its repetitions.',
  ],
  [
    { match: { query: { a: { present: false, equals: 'x' } } }, respond: {} },
    'error MATCH_CONTRADICTORY /rules/0/match/query/a A value cannot be absent and have a content.',
  ],
  [
    { respond: { body: 1, example: 'a', template: 2 } },
    'error RESPOND_AMBIGUOUS /rules/0/respond Only one of body and example and template can be answered.',
  ],
  [
    { respond: {}, sequence: [{}] },
    'error RESPOND_AMBIGUOUS /rules/0 Only one of respond and sequence can be answered.',
  ],
  [
    { sequence: { responses: [{}, { template: { a: ['{{ x }}'] } }] } },
    'error TEMPLATE_INVALID /rules/0/sequence/responses/1/template/a/0 The template has a mistake at /a/0, character 4: there is no variable "x".',
  ],
  [
    { rate_limit: { limit: 1, window_seconds: 1, respond: { template: '{{' } } },
    'error TEMPLATE_INVALID /rules/0/rate_limit/respond/template The template has a mistake at character 1: an expression that begins with {{ wants }} at its end.',
  ],
  [
    { delay: { type: 'uniform', min_ms: 5, max_ms: 2 } },
    'error DELAY_CONTRADICTORY /rules/0/delay The shortest delay, 5 ms, is longer than the longest, 2 ms.',
  ],
  [{ match: { path: '/a' } }, 'warning RULE_WITHOUT_EFFECT /rules/0 The rule does nothing.'],
  [{ state: { requires: 'Started' }, times: 2 }, 'warning RULE_WITHOUT_EFFECT /rules/0 The rule does nothing.'],
  [{ probability: 0, respond: {} }, 'warning RULE_WITHOUT_EFFECT /rules/0/probability The rule never takes a request.'],
  [
    { fault: 'connection_reset', respond: { status: 200 } },
    'warning ANSWER_NEVER_SEEN /rules/0/fault Nobody sees the answer of the rule, because of the fault connection_reset.',
  ],
  [
    { fault: { type: 'timeout', bytes_per_second: 5 } },
    'warning MEMBER_WITHOUT_EFFECT /rules/0/fault "bytes_per_second" means nothing to the fault timeout.',
  ],
  [
    { state: { requires: { current: 'Paid', n: 1 } }, respond: {} },
    'warning STATE_NEVER_SET /rules/0/state/requires The rule waits for the state current "Paid", which no rule sets.',
  ],
])('%j has a problem', (rule, expected) => {
  const problems = problemsOf([rule]);
  expect(brief(problems)[0]).toBe(expected);
  expect(problems.every(({ advice }) => /^[A-Z].*[.?]$/.test(advice))).toBe(true);
});

test('rules behind one that answers everything are never reached', () => {
  const problems = problemsOf([
    { match: { path: '/a' }, respond: {} },
    { delay: 5 },
    { match: { path: '/a' }, respond: { status: 500 } },
    { match: {}, fault: 'timeout' },
    { match: { path: '/b' }, respond: {} },
  ]);
  expect(brief(problems)).toEqual([
    'warning RULE_UNREACHABLE /rules/2 No request reaches the rule: rule 0 answers all that it matches.',
    'warning RULE_UNREACHABLE /rules/4 No request reaches the rule: rule 3 answers all that it matches.',
  ]);
});

test.each<readonly [string, ScenarioRule]>([
  ['a probability', { probability: 0.5, respond: {} }],
  ['times', { times: 1, respond: {} }],
  ['a state', { state: { requires: 'Started' }, respond: {} }],
  ['effects alone', { delay: 5, rate_limit: { limit: 1, window_seconds: 1 } }],
])('rules behind one with %s are reached', (_, rule) => {
  expect(problemsOf([rule, { respond: {} }])).toEqual([]);
});

test('a scenario with nothing in it does nothing', () => {
  expect(brief(problemsOf([]))).toEqual(['warning SCENARIO_WITHOUT_EFFECT /rules The scenario has no rules.']);
  const load = { name: 'x', type: 'load_testing', rules: [], load_profile: { concurrent_users: 5 } };
  expect(validateScenario(load)).toEqual([]);
});

test('strict makes errors of warnings', () => {
  const scenario = { name: 'x', type: 'chaos', rules: [{}] };
  expect(validateScenario(scenario).map(({ severity }) => severity)).toEqual(['warning']);
  expect(validateScenario(scenario, { strict: true }).map(({ severity }) => severity)).toEqual(['error']);
});

test.each<readonly [ScenarioRule, string, string]>([
  [
    { match: { operation_id: 'getPets' }, respond: {} },
    'error OPERATION_UNKNOWN /rules/0/match/operation_id The document has no operation "getPets".',
    'The nearest that it has is "getPet".',
  ],
  [
    { match: { operation_id: ['getPet', 'getPets'] }, respond: {} },
    'error OPERATION_UNKNOWN /rules/0/match/operation_id/1 The document has no operation "getPets".',
    'The nearest that it has is "getPet".',
  ],
  [
    { match: { path: '/pet/{petId}' }, respond: {} },
    'warning OPERATION_UNKNOWN /rules/0/match/path The document has no path /pet/{petId}.',
    'The nearest that it has is "/pets/{petId}".',
  ],
  [
    { match: { path: '/nothing/*' }, respond: {} },
    'warning OPERATION_UNKNOWN /rules/0/match/path The document has no path /nothing/*.',
    'The nearest that it has is "/owners".',
  ],
  [
    { match: { method: 'put', path: '/v1/pets' }, respond: {} },
    'warning OPERATION_UNKNOWN /rules/0/match/method The document has no PUT /v1/pets.',
    'There it has GET, POST; to answer others is possible.',
  ],
  [
    { match: { operation_id: 'getPet', method: 'POST' }, respond: {} },
    'error MATCH_CONTRADICTORY /rules/0/match The operation "getPet" is GET /pets/{petId}, which method and path exclude.',
    'Leave out "method" and "path".',
  ],
  [
    { match: { operation_id: 'getPet', path: '/owners' }, respond: {} },
    'error MATCH_CONTRADICTORY /rules/0/match The operation "getPet" is GET /pets/{petId}, which method and path exclude.',
    'Leave out "method" and "path".',
  ],
  [
    { match: { operation_id: 'createOwner' }, respond: { status: 418 } },
    'warning STATUS_UNDECLARED /rules/0/respond/status POST /owners declares no response 418.',
    'Declared are ',
  ],
  [
    { match: { operation_id: 'getPet' }, respond: { example: 'Rex' } },
    'error EXAMPLE_UNKNOWN /rules/0/respond/example The document has no example "Rex" of that response.',
    '',
  ],
])('with a document, %j has a problem', (rule, expected, advice) => {
  const [problem] = problemsOf([rule], petstore);
  expect(problem === undefined ? undefined : brief([problem])[0]).toBe(expected);
  expect(problem?.advice).toContain(advice);
});

test('examples of the document are found, and near ones named', async () => {
  const document = await loadDocument({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/a': {
        get: {
          responses: {
            200: {
              description: '',
              content: { 'application/json': { examples: { first: { value: 1 }, second: { value: 2 } } } },
            },
            '4XX': { description: '', content: { 'application/json': { examples: { broken: { value: 3 } } } } },
          },
        },
      },
    },
  });
  const at = (respond: ScenarioRule['respond']): readonly string[] =>
    problemsOf([{ match: { path: '/a' }, respond }], document).map(({ code, advice }) => `${code} ${advice}`);
  expect(at({ example: 'second' })).toEqual([]);
  expect(at({ status: 404, example: 'broken' })).toEqual([]);
  expect(at({ status: 200, example: 'broken' })).toEqual(['EXAMPLE_UNKNOWN The nearest that it has is "first".']);
  expect(at({ example: 'secnd' })).toEqual(['EXAMPLE_UNKNOWN The nearest that it has is "second".']);
  const several = problemsOf([{ match: { path: '/*' }, respond: { status: 599 } }], petstore);
  expect(several[0]?.message).toBe('None of the operations declares a response 599.');
  expect(at({ status: 503 })).toEqual(['STATUS_UNDECLARED Declared are 200, 4XX; others are sent all the same.']);
});

test('pointers lead into the original shape where that is what was given', () => {
  const problems = validateScenario(
    {
      scenario_name: 'x',
      scenario_type: 'load_testing',
      endpoints: [
        { path: '/pets', method: 'PATCH', response_config: { status_code: 200 } },
        { path: '/owners', method: 'POST', response_config: { status_code: 418 } },
        { path: '/owners', method: 'POST', response_config: { status_code: 201 } },
      ],
    },
    { document: petstore },
  );
  expect(problems.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'OPERATION_UNKNOWN /endpoints/0/method',
    'STATUS_UNDECLARED /endpoints/1/response_config/status_code',
    'RULE_UNREACHABLE /endpoints/2',
  ]);
});

test('HEAD reaches the operations of GET', () => {
  expect(problemsOf([{ match: { operation_id: 'getPet', method: 'HEAD' }, respond: {} }], petstore)).toEqual([]);
});

test('the problems of a large scenario are limited', () => {
  const rules = Array.from({ length: 1_000 }, (_, n) => ({ match: { operation_id: `nothing${n}` }, respond: {} }));
  expect(problemsOf(rules, petstore)).toHaveLength(200);
});

const folder = path.join(repository, 'fixtures/openapi');
const fixtures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^[\d.]+\/[^/]+\.(json|ya?ml)$/.test(file))
  .toSorted();

test.each(fixtures)(
  'every operation of %s is found by its id and by its path, when validating and when deciding',
  async (file) => {
    const document = await loadDocument(path.join(folder, file));
    for (const { method, path: template, operationId, basePaths } of document.operations) {
      const matches = [
        { method, path: template },
        { path: `${basePaths[0] ?? ''}${template}` },
        ...idMatch(operationId),
      ];
      for (const match of matches) {
        expect(problemsOf([{ match, respond: {} }], document)).toEqual([]);
        const { decide } = deciding([{ match, respond: {} }], { document });
        const received = `${basePaths[0] ?? ''}${template.replace(/[?#].*/, '').replace(/\{[^}]*\}/g, 'x')}`;
        expect(decide({ method, operationId, route: template, path: received }).rule).toBe(0);
      }
    }
  },
);

function idMatch(operationId: string | undefined): ScenarioRule['match'][] {
  return operationId === undefined ? [] : [{ operation_id: operationId }];
}
