import { type Scenario, validateScenario } from '@mockloop/scenarios';
import { loadDocument } from '@mockloop/spec-parser';
import { describe, expect, test } from 'vitest';
import { findTool, MAX_TEXT, toolText } from '../../src/index.ts';
import { EXAMPLES, fewDocuments, PETSTORE } from '../support/documents.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { petstore } from '../support/petstore.ts';
import { type RunningMock, startMock } from '../support/start-mock.ts';

const TYPES = [
  'functional_testing',
  'load_testing',
  'performance_testing',
  'error_simulation',
  'security_testing',
  'chaos',
  'workflow',
] as const;

const call = { timeout: 60_000 };

describe.each(fewDocuments())('for %s', (_name, file) => {
  test('scenarios of every type deploy to a mock of it and answer its requests', call, async () => {
    const { apiUrl } = await startMock({ document: file });
    const toolbox = await openToolbox();
    const result = await toolbox.call('generate_scenario_config', { server_url: apiUrl, scenario_types: TYPES });
    const document = await loadDocument(file);
    expect(result.scenario_configs.length + result.impossible.length).toBe(TYPES.length);
    expect(result.scenario_configs.length).toBeGreaterThan(5);
    const verified: string[] = [];
    for (const scenario of result.scenario_configs) {
      expect(validateScenario(scenario, { document }).filter(({ severity }) => severity === 'error')).toEqual([]);
      await toolbox.call('deploy_scenario', { server_url: apiUrl, scenario_config: scenario });
      const { name: scenario_name } = scenario;
      const { verification_result: found } = await toolbox.call('switch_scenario', {
        server_url: apiUrl,
        scenario_name,
      });
      verified.push(...(found === 'verified' ? [scenario_name] : []));
    }
    // What a scenario does to requests that carry something only, a harmless GET does not show.
    expect(verified.length).toBeGreaterThan(1);
    expect(toolText(findTool('generate_scenario_config'), result).length).toBeLessThanOrEqual(MAX_TEXT);
  });
});

test('what a functional scenario says of the petstore is what its mock does', async () => {
  const { mock, toolbox, deploy } = await mockOfPetstore();
  const { scenario_configs: scenarios } = await toolbox.call('generate_scenario_config', { api_spec: PETSTORE });
  expect((await mock.call('GET', '/pets/999999')).status).toBe(200);
  await deploy(scenarios);
  expect((await mock.call('GET', '/pets/0')).status).toBe(404);
  expect((await mock.call('GET', '/pets/7')).status).toBe(200);
  expect(JSON.parse((await mock.call('GET', '/owners?city=nothing', authorized)).text)).toEqual([]);
});

test('a scenario for a load holds answers back as long as it says', async () => {
  const { mock, toolbox, deploy } = await mockOfPetstore();
  const { scenario_configs: scenarios } = await toolbox.call('generate_scenario_config', {
    api_spec: PETSTORE,
    scenario_type: 'load_testing',
    test_parameters: { requests_per_second: 20, max_response_time_ms: 2_000 },
  });
  expect(scenarios[0]).toMatchObject({
    load_profile: { requests_per_second: 20 },
    thresholds: [{ metric: 'p95_ms', value: 2_000 }, { metric: 'error_rate' }],
  });
  await deploy(scenarios);
  const start = performance.now();
  await mock.call('GET', '/pets/7');
  expect(performance.now() - start).toBeGreaterThan(60);
});

test('a scenario is for the endpoints that are named, in any of the ways to name them', async () => {
  const toolbox = await openToolbox({ workspace: EXAMPLES });
  const { details, scenario_configs: scenarios } = await toolbox.call('generate_scenario_config', {
    api_spec: 'petstore.yaml',
    scenario_type: 'error_simulation',
    endpoints: ['GET /pets', 'createPet', { path: '/pets/{petId}', method: 'delete' }],
    scenario_name: 'three',
  });
  expect(details).toMatchObject([
    { scenario_name: 'three', operations: ['GET /pets', 'POST /pets', 'DELETE /pets/{petId}'], total_operations: 3 },
  ]);
  expect(scenarios[0]?.name).toBe('three');
});

test('several types at once get names of their own', async () => {
  const toolbox = await openToolbox({ workspace: EXAMPLES });
  const { scenario_configs: scenarios } = await toolbox.call('generate_scenario_config', {
    api_spec: 'petstore.yaml',
    scenario_type: 'chaos',
    scenario_types: ['workflow', 'chaos'],
    scenario_name: 'monday',
  });
  expect(scenarios.map(({ name, type }) => [name, type])).toEqual([
    ['monday-chaos', 'chaos'],
    ['monday-workflow', 'workflow'],
  ]);
});

test('the example of its description works', async () => {
  const toolbox = await openToolbox({ workspace: EXAMPLES });
  const args = { api_spec: 'petstore.yaml', scenario_type: 'workflow', endpoints: ['/pets'] } as const;
  const { scenario_configs: scenarios } = await toolbox.call('generate_scenario_config', args);
  expect(scenarios).toMatchObject([{ type: 'workflow' }]);
});

test('endpoints that the document lacks are named with the nearest', async () => {
  const toolbox = await openToolbox({ workspace: EXAMPLES });
  const drafting = toolbox.call('generate_scenario_config', {
    api_spec: 'petstore.yaml',
    endpoints: ['GET /pets', 'GET /pet', { path: '/nowhere' }],
  });
  await expect(drafting).rejects.toMatchObject({
    code: 'UNKNOWN_OPERATION',
    problems: [
      { pointer: '/endpoints/1', detail: 'there is no GET /pet. The nearest is GET /pets.' },
      { pointer: '/endpoints/2', detail: expect.stringContaining('there is no /nowhere.') },
    ],
  });
});

test('without a document the endpoints make up the API, with what they say of themselves', async () => {
  const toolbox = await openToolbox();
  const { details, scenario_configs: scenarios } = await toolbox.call('generate_scenario_config', {
    scenario_type: 'error_simulation',
    endpoints: ['GET /a', { path: '/b/{id}', method: 'POST', responses: { 201: {}, 418: { description: '' } } }],
  });
  expect(details[0]?.notes[0]).toContain('There was no API document');
  expect(JSON.stringify(scenarios)).toContain('418');
});

test.each([
  ['an operation id', 'listPets', '/endpoints/0'],
  ['no path', { path: 'pets' }, '/endpoints/0'],
])('without a document, %s names nothing', async (_, endpoint, pointer) => {
  const toolbox = await openToolbox();
  const drafting = toolbox.call('generate_scenario_config', { endpoints: [endpoint] });
  await expect(drafting).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS', problems: [{ pointer }] });
});

test('a type for which the document offers nothing is refused, or told beside the others', async () => {
  const toolbox = await openToolbox();
  const api_spec = { openapi: '3.1.0', info: { title: 'Ping', version: '1' }, paths: { '/ping': { get: {} } } };
  await expect(toolbox.call('generate_scenario_config', { api_spec, scenario_type: 'workflow' })).rejects.toMatchObject(
    { code: 'INVALID_DOCUMENT', problems: [{ pointer: '/scenario_type' }] },
  );
  const result = await toolbox.call('generate_scenario_config', { api_spec, scenario_types: ['workflow', 'chaos'] });
  expect(result.impossible.map(({ scenario_type: type }) => type)).toEqual(['workflow']);
  expect(result.scenario_configs).toHaveLength(1);
});

test.each([
  ['a type that there is not', { scenario_type: 'smoke' }, '/scenario_type'],
  ['one among several', { scenario_types: ['chaos', 'smoke'] }, '/scenario_types/1'],
  ['a rate below nothing', { test_parameters: { requests_per_second: -1 } }, '/test_parameters/requests_per_second'],
  ['a parameter that there is not', { test_parameters: { users: 3 } }, '/test_parameters/users'],
  ['no endpoints', { endpoints: [] }, '/endpoints'],
])('%s is refused with its place', async (_, args, pointer) => {
  const toolbox = await openToolbox();
  await expect(
    toolbox.callUnchecked('generate_scenario_config', { api_spec: petstore, ...args }),
  ).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS', problems: [{ pointer }] });
});

const authorized = { headers: { authorization: 'Bearer t', 'x-api-key': 'k' } };

interface PetstoreMock {
  readonly mock: RunningMock;
  readonly toolbox: Awaited<ReturnType<typeof openToolbox>>;
  readonly deploy: (scenarios: readonly Scenario[]) => Promise<void>;
}

/** A mock of the petstore, and a way to put the first of some scenarios in force there. */
async function mockOfPetstore(): Promise<PetstoreMock> {
  const mock = await startMock({ document: PETSTORE });
  const toolbox = await openToolbox();
  return {
    mock,
    toolbox,
    async deploy([scenario]) {
      if (scenario === undefined) throw new Error('There is no scenario');
      const { apiUrl: server_url } = mock;
      await toolbox.call('deploy_scenario', { server_url, scenario_config: scenario });
      await toolbox.call('switch_scenario', { server_url, scenario_name: scenario.name, verify_switch: false });
    },
  };
}
