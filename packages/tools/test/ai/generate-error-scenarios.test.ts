import { describe, expect, test } from 'vitest';
import { findTool, MAX_TEXT, toolText } from '../../src/index.ts';
import { fewDocuments, PETSTORE } from '../support/documents.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { startMock } from '../support/start-mock.ts';

const call = { timeout: 60_000 };

describe.each(fewDocuments())('for %s', (_name, file) => {
  test('error scenarios deploy to a mock of it and are in force there', call, async () => {
    const { apiUrl: server_url } = await startMock({ document: file });
    const toolbox = await openToolbox();
    const result = await toolbox.call('generate_error_scenarios', { server_url, severity_level: 'high' });
    expect(result.scenario_configs.map(({ name }) => name)).toEqual([
      'errors-high',
      'errors-in-turn',
      'errors-recovery',
    ]);
    for (const scenario_config of result.scenario_configs) {
      await toolbox.call('deploy_scenario', { server_url, scenario_config });
      await toolbox.call('switch_scenario', { server_url, scenario_name: scenario_config.name });
    }
    expect(JSON.stringify(result).length).toBeLessThan(60_000);
    expect(toolText(findTool('generate_error_scenarios'), result).length).toBeLessThanOrEqual(MAX_TEXT);
  });
});

test('each error comes in turn, with the body that the document declares for it', async () => {
  const { apiUrl: server_url, call: send } = await startMock({ document: PETSTORE });
  const toolbox = await openToolbox();
  const { scenario_configs: scenarios, errors } = await toolbox.call('generate_error_scenarios', {
    api_spec: PETSTORE,
    api_endpoints: ['GET /pets/{petId}'],
    error_types: ['declared', 'rate_limit'],
  });
  expect(errors).toEqual([{ operation: 'GET /pets/{petId}', declared: [400, 404], undeclared: [429] }]);
  const inTurn = scenarios.find(({ name }) => name === 'errors-in-turn');
  if (inTurn === undefined) throw new Error('There is no such scenario');
  await toolbox.call('deploy_scenario', { server_url, scenario_config: inTurn });
  await toolbox.call('switch_scenario', { server_url, scenario_name: inTurn.name, verify_switch: false });
  const answers = [];
  for (let count = 0; count < 5; count += 1) answers.push(await send('GET', '/pets/7'));
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 404, 429, 200]);
  expect(JSON.parse(answers[2]?.text ?? '')).toMatchObject({ status: 404, title: expect.any(String) });
  expect((await send('GET', '/owners')).status).not.toBe(404);
});

test('an operation recovers after as many failures as the severity says, and says when to try again', async () => {
  const { apiUrl, call: send } = await startMock({ document: PETSTORE });
  const toolbox = await openToolbox();
  const { scenario_configs: scenarios } = await toolbox.call('generate_error_scenarios', {
    server_url: apiUrl,
    error_types: ['service_unavailable'],
    severity_level: 'medium',
  });
  const recovery = scenarios.find(({ name }) => name === 'errors-recovery');
  if (recovery === undefined) throw new Error('There is no such scenario');
  await toolbox.call('deploy_scenario', { server_url: apiUrl, scenario_config: recovery });
  await toolbox.call('switch_scenario', { server_url: apiUrl, scenario_name: recovery.name, verify_switch: false });
  const first = await fetch(`${apiUrl}/pets`);
  expect([first.status, first.headers.get('retry-after')]).toEqual([503, '5']);
  expect((await send('GET', '/pets')).status).toBe(503);
  expect((await send('GET', '/pets')).status).toBe(200);
});

test('types that no operation can have are named; where none has any, that is an error', async () => {
  const toolbox = await openToolbox();
  const api_spec = { openapi: '3.1.0', info: { title: 'Ping', version: '1' }, paths: { '/ping': { get: {} } } };
  const result = await toolbox.call('generate_error_scenarios', { api_spec, error_types: ['conflict', 'timeout'] });
  expect(result.unused_error_types).toEqual(['conflict']);
  await expect(
    toolbox.call('generate_error_scenarios', { api_spec, error_types: ['conflict', 'not_found'] }),
  ).rejects.toMatchObject({
    code: 'INVALID_DOCUMENT',
    problems: [{ pointer: '/error_types', detail: 'none of its operations can have conflict, not_found.' }],
  });
});

test.each([
  ['a type that there is not', { error_types: ['boom'] }, '/error_types/0'],
  ['a severity that there is not', { severity_level: 'extreme' }, '/severity_level'],
])('%s is refused with its place', async (_, args, pointer) => {
  const toolbox = await openToolbox();
  await expect(
    toolbox.callUnchecked('generate_error_scenarios', { api_spec: PETSTORE, ...args }),
  ).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS', problems: [{ pointer }] });
});
