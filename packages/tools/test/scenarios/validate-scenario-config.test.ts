import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openToolbox } from '../support/open-toolbox.ts';
import { petstore } from '../support/petstore.ts';
import { startMock } from '../support/start-mock.ts';

const down = {
  name: 'down',
  type: 'error_simulation',
  rules: [{ match: { operation_id: 'listPets' }, respond: { status: 503 } }],
};
const misnamed = { ...down, rules: [{ match: { operation_id: 'listPet' }, respond: { status: 503 } }] };
const original = {
  scenario_name: 'slow',
  scenario_type: 'load_testing',
  description: 'Slow answers',
  endpoints: [{ path: '/pets', method: 'GET', response_config: { status_code: 200, response_time_ms: 300 } }],
};

test('a scenario is compared with the document of a mock, of an object, of text and of a file', async () => {
  const { apiUrl } = await startMock();
  const toolbox = await openToolbox();
  await writeFile(join(toolbox.services.workspace, 'api.json'), JSON.stringify(petstore));
  const documents = [
    { server_url: apiUrl },
    { openapi_spec: petstore },
    { openapi_spec: JSON.stringify(petstore) },
    { openapi_spec: 'api.json' },
  ];
  for (const document of documents) {
    const good = await toolbox.call('validate_scenario_config', { scenario_config: down, ...document });
    expect(good).toMatchObject({
      ...{ status: 'success', valid: true, scenario_name: 'down', scenario_type: 'error_simulation', rules: 1 },
      ...{ errors: [], checked_against: { title: 'Pets', operations: 4 }, validated_config: down },
    });
    const bad = await toolbox.call('validate_scenario_config', { scenario_config: misnamed, ...document });
    expect(bad).toMatchObject({
      valid: false,
      errors: [
        {
          code: 'OPERATION_UNKNOWN',
          pointer: '/rules/0/match/operation_id',
          advice: 'The nearest that it has is "listPets".',
        },
      ],
    });
    expect(bad).not.toHaveProperty('validated_config');
  }
});

test('without a document, or where it is not wanted, only the scenario itself is looked at', async () => {
  const toolbox = await openToolbox();
  for (const more of [{}, { openapi_spec: petstore, check_endpoints: false }]) {
    const result = await toolbox.call('validate_scenario_config', { scenario_config: misnamed, ...more });
    expect(result).toMatchObject({ valid: true, errors: [] });
    expect(result).not.toHaveProperty('checked_against');
  }
});

test('oddities are told unless that is not wanted; they keep nobody from deploying', async () => {
  const toolbox = await openToolbox();
  const call = (strict_validation: boolean) =>
    toolbox.call('validate_scenario_config', { scenario_config: down, openapi_spec: petstore, strict_validation });
  expect(await call(true)).toMatchObject({ valid: true, warnings: [{ code: 'STATUS_UNDECLARED' }] });
  expect(await call(false)).toMatchObject({ valid: true, warnings: [] });
});

test('the original shape is read, and told in the current one', async () => {
  const toolbox = await openToolbox();
  const result = await toolbox.call('validate_scenario_config', { scenario_config: original, openapi_spec: petstore });
  expect(result).toMatchObject({
    valid: true,
    scenario_name: 'slow',
    validated_config: { name: 'slow', rules: [{ match: { path: '/pets' }, delay: 300 }] },
  });
  const broken = { ...original, endpoints: [{ path: '/pets', method: 'GET', response_config: { status_code: 'x' } }] };
  const { errors } = await toolbox.call('validate_scenario_config', { scenario_config: broken });
  expect(errors[0]?.pointer).toBe('/endpoints/0/response_config/status_code');
});

test('a document that cannot be read is said to be wrong, with its place', async () => {
  const toolbox = await openToolbox();
  await writeFile(join(toolbox.services.workspace, 'broken.yaml'), 'openapi: 3.1.0\npaths: [\n');
  const call = (openapi_spec: string | object) =>
    toolbox.call('validate_scenario_config', { scenario_config: down, openapi_spec });
  await expect(call('broken.yaml')).rejects.toMatchObject({
    code: 'INVALID_DOCUMENT',
    problems: [{ file: 'broken.yaml', line: expect.any(Number) }],
  });
  await expect(call('no-such-file.yaml')).rejects.toMatchObject({ code: 'INVALID_DOCUMENT' });
  await expect(call({ swagger: '1.2' })).rejects.toMatchObject({ code: 'INVALID_DOCUMENT' });
  await expect(call('http://127.0.0.1:1/openapi.json')).rejects.toMatchObject({
    code: 'INVALID_DOCUMENT',
    message: expect.stringContaining('private network'),
  });
});
