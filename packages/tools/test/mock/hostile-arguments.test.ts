import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findTool, MockLoopError, type Toolbox, type ToolName } from '../../src/index.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { type RunningMock, startMock } from '../support/start-mock.ts';

const EXPECTED: ReadonlySet<string> = new Set([
  'INVALID_ARGUMENTS',
  'CONFIRMATION_REQUIRED',
  'INVALID_DOCUMENT',
  'REFUSED',
  'INVALID_SCENARIO',
  'UNKNOWN_SCENARIO',
  'SCENARIO_EXISTS',
  'UNREACHABLE',
  'NOT_A_MOCK',
]);

type Any = fc.Arbitrary<unknown>;

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '.',
    '..',
    '/',
    '\0',
    '__proto__',
    '%2F..',
    'a\r\nb: c',
    '\ud800',
    '\u001b[2J',
    'x'.repeat(70_000),
  ),
);
const json = fc.oneof(fc.jsonValue({ maxDepth: 3 }), text, fc.constantFrom(Number.POSITIVE_INFINITY, -0, 2 ** 60));

/** Good values, and now and then any others. */
function mostly(good: Any, bad: Any = json): Any {
  return fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: bad });
}

/** The first of these members are always there, the others at times. */
function members(required: Readonly<Record<string, Any>>, optional: Readonly<Record<string, Any>> = {}): Any {
  return fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) as never[] });
}

const name = mostly(fc.constantFrom('down', 'up', 'a/b?c#d', 'ü 😀'), text);
const method = mostly(fc.constantFrom('GET', 'post', 'QUERY'), text);
const path = mostly(fc.constantFrom('/pets', '/pets/{petId}', '/v1/pets/7', '/pets/**', '//evil.example/'), text);
const fieldName = fc.oneof(fc.constantFrom('x-a', 'X-B', 'Host', 'content-length', 'x-mockloop-world'), text);
const fields = mostly(
  fc.dictionary(fc.constantFrom('x-a', 'X-B'), fc.constantFrom('1', 'ü')),
  fc.dictionary(fieldName, json),
);
const status = mostly(fc.integer({ min: 200, max: 599 }));
const world = mostly(fc.constantFrom('default', 'a'), text);
const flag = fc.boolean();

const respond = members({}, { status, body: json, headers: fields });
const match = members(
  {},
  {
    ...{ method, path, operation_id: mostly(fc.constantFrom('listPets', 'getPet'), text) },
    ...{
      query: fields,
      headers: fields,
      body: json,
      when: mostly(fc.constantFrom('true', 'request.path == "/pets"'), text),
    },
  },
);
const rule = mostly(
  members(
    { respond },
    {
      ...{
        match,
        times: mostly(fc.integer({ min: 1, max: 3 })),
        probability: mostly(fc.double({ min: 0, max: 1, noNaN: true })),
      },
      ...{
        delay: mostly(fc.nat(20)),
        fault: mostly(fc.constantFrom('connection_reset', 'empty_reply', 'malformed_body')),
      },
    },
  ),
);
const scenario = mostly(
  fc.oneof(
    members({ name, type: mostly(fc.constantFrom('chaos', 'workflow')), rules: fc.array(rule, { maxLength: 3 }) }),
    members({
      ...{ scenario_name: name, scenario_type: fc.constant('load_testing'), description: text },
      endpoints: fc.array(members({ path, method, response_config: members({ status_code: status }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    members({ name, config: members({ type: fc.constant('chaos'), rules: fc.array(rule, { maxLength: 2 }) }) }),
  ),
);

/** Arguments of a tool besides `server_url`, most of which it takes. */
const ARGUMENTS: Readonly<Partial<Record<ToolName, Any>>> = {
  query_mock_logs: members(
    {},
    {
      ...{ limit: mostly(fc.integer({ min: 1, max: 500 })), offset: mostly(fc.nat(99)), method, world },
      ...{
        path_pattern: mostly(fc.constantFrom('^/pets', '(a+)+$', '.'), fc.oneof(fc.constantFrom('(', '(?=x)'), text)),
      },
      ...{ status_codes: mostly(fc.uniqueArray(fc.constantFrom(404, 200, '5xx', '2XX'), { minLength: 1 })) },
      ...{
        time_from: mostly(fc.constant('2026-11-21T10:00:00+01:00'), text),
        time_to: mostly(fc.constant('2099-01-01T00:00:00Z')),
      },
      ...{
        session_id: text,
        text: mostly(fc.constantFrom('pets', '"', '* OR 1'), text),
        include_admin: flag,
        analyze: flag,
      },
    },
  ),
  manage_mock_data: fc.oneof(
    members(
      { operation: fc.constant('update_response'), endpoint_path: path, status_code: status },
      { method, response_data: json, headers: fields, scenario_name: name, world },
    ),
    members({ operation: fc.constant('create_scenario'), scenario_config: scenario }, { scenario_name: name, world }),
    members({ operation: fc.constantFrom('switch_scenario'), scenario_name: name }, { world }),
    members({ operation: fc.constantFrom('list_scenarios', 'deactivate_scenario') }, { world }),
    members({ operation: fc.constant('delete_scenario'), scenario_name: name, confirm: flag }, { world }),
    members({ operation: fc.constant('reset'), confirm: mostly(fc.constant(false)) }, { world }),
    members(
      { operation: mostly(fc.constantFrom('reset', 'update_response')) },
      { confirm: json, method: json, headers: json, response_data: json },
    ),
  ),
  validate_scenario_config: members(
    { scenario_config: scenario },
    {
      ...{ strict_validation: flag, check_endpoints: flag },
      openapi_spec: mostly(fc.constant({ openapi: '3.1.0', info: { title: 'T', version: '' }, paths: {} })),
    },
  ),
  deploy_scenario: members({ scenario_config: scenario }, { validate_before_deploy: flag, force_deploy: flag, world }),
  switch_scenario: members({ scenario_name: name }, { verify_switch: flag, world }),
};

interface Situation extends RunningMock {
  readonly toolbox: Toolbox;
  /** What came of the calls, and how often. */
  readonly outcomes: Map<string, number>;
}

/** Whatever comes: a result as its schema says, or an error that says what was wrong and has changed nothing. */
async function hold(tool: ToolName, args: object, { toolbox, mock, outcomes }: Situation): Promise<void> {
  const before = mock.worlds.default.state;
  const count = (outcome: string): unknown => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  try {
    const result = await toolbox.callUnchecked(tool, args);
    expect(findTool(tool).output.safeParse(result).error?.issues ?? []).toEqual([]);
    expect(JSON.parse(JSON.stringify(result))).toBeTypeOf('object');
    count('success');
  } catch (error) {
    if (!(error instanceof MockLoopError)) throw error;
    expect(EXPECTED, `${error.stack}: ${String(error.cause)}`).toContain(error.code);
    expect(mock.worlds.default.state === before).toBe(true);
    count(error.code);
  }
}

const SCENARIOS = ['down', 'up', 'a/b?c#d'].map((one) => ({
  name: one,
  type: 'chaos',
  rules: [{ respond: { status: 503 } }],
}));

test.each(Object.entries(ARGUMENTS))('%s withstands any arguments', { timeout: 120_000 }, async (tool, likely) => {
  const toolbox = await openToolbox();
  const running = await startMock();
  for (const one of SCENARIOS) running.mock.scenarios.deploy(running.mock.worlds.default, one);
  const address = mostly(
    fc.constantFrom(running.apiUrl, running.adminUrl, `${running.apiUrl}/_w/a`),
    fc.oneof(
      text.map((end) => `${running.apiUrl}/${end}`),
      fc.constantFrom('', 'http://127.0.0.1:1', 'ftp://x', 'http://[::1', 7),
    ),
  );
  const usual = fc.tuple(likely, address).map(([args, server_url]) => ({ ...(args as object), server_url }));
  const strange = fc.tuple(usual, fc.object({ maxDepth: 1 })).map(([args, more]) => ({ ...args, ...more }));
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(mostly(usual, strange), (args) =>
      hold(tool as ToolName, args as object, { ...running, toolbox, outcomes }),
    ),
    { numRuns: 100, seed: 4 },
  );
  // Not all of them were refused at the door.
  expect(outcomes.get('success')).toBeGreaterThan(10);
  expect((await fetch(`${running.adminUrl}/health`)).status).toBe(200);
});
