import { expect, test } from 'vitest';
import { openToolbox } from '../support/open-toolbox.ts';
import { startMock } from '../support/start-mock.ts';

const down = { name: 'down', type: 'error_simulation', rules: [{ respond: { status: 503 } }] };
const original = {
  scenario_name: 'slow',
  scenario_type: 'load_testing',
  description: 'Slow answers',
  endpoints: [{ path: '/pets', method: 'GET', response_config: { status_code: 202 } }],
};

test.each([
  ['current', down, 'down'],
  ['original', original, 'slow'],
])('a scenario in the %s shape is deployed, and changes nothing yet', async (_, scenario_config, name) => {
  const { apiUrl, call } = await startMock();
  const toolbox = await openToolbox();
  const result = await toolbox.call('deploy_scenario', { server_url: apiUrl, scenario_config });
  expect(result).toMatchObject({
    ...{ status: 'success', deployed: true, server_url: apiUrl, world: 'default', scenario_name: name },
    ...{ rules: 1, replaced: false, active: false },
  });
  expect((await call('GET', '/pets')).status).toBe(200);
  expect((await call('GET', '/pets', { headers: { 'x-test-scenario': name } })).status).toBe(
    name === 'down' ? 503 : 202,
  );
});

test('a second scenario of a name is refused unless it is to replace the first', async () => {
  const { apiUrl } = await startMock();
  const toolbox = await openToolbox();
  const args = { server_url: apiUrl, scenario_config: down };
  await toolbox.call('deploy_scenario', args);
  await expect(toolbox.call('deploy_scenario', args)).rejects.toMatchObject({
    code: 'SCENARIO_EXISTS',
    message: expect.stringContaining('force_deploy: true'),
  });
  await toolbox.call('switch_scenario', { server_url: apiUrl, scenario_name: 'down' });
  expect(await toolbox.call('deploy_scenario', { ...args, force_deploy: true })).toMatchObject({
    replaced: true,
    active: true,
  });
});

test.each([true, false])(
  'what cannot be followed is refused with its places (checked before: %s)',
  async (validate) => {
    const { apiUrl, mock } = await startMock();
    const toolbox = await openToolbox();
    const rules = [
      { match: { operation_id: 'listPet' }, respond: { status: 503 } },
      { match: { when: 'request.' }, respond: { status: 1000 } },
    ];
    const call = toolbox.call('deploy_scenario', {
      ...{
        server_url: apiUrl,
        scenario_config: { name: 'bad', type: 'chaos', rules },
        validate_before_deploy: validate,
      },
    });
    const error: unknown = await call.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'INVALID_SCENARIO', problems: expect.any(Array) });
    expect(String(error)).toMatch(/- \/scenario_config\/rules\/\d/);
    expect(mock.scenarios.list(mock.worlds.default)).toEqual([]);
  },
);

test('an unknown operation names the nearest', async () => {
  const { apiUrl } = await startMock();
  const toolbox = await openToolbox();
  const rules = [{ match: { operation_id: 'listPet' }, respond: { status: 503 } }];
  await expect(
    toolbox.call('deploy_scenario', { server_url: apiUrl, scenario_config: { name: 'bad', type: 'chaos', rules } }),
  ).rejects.toMatchObject({
    code: 'INVALID_SCENARIO',
    problems: [
      { pointer: '/scenario_config/rules/0/match/operation_id', detail: expect.stringContaining('"listPets"') },
    ],
  });
});

test('a scenario goes into the world that is named, also by the address', async () => {
  const { apiUrl, mock } = await startMock();
  const toolbox = await openToolbox();
  await toolbox.call('deploy_scenario', { server_url: apiUrl, scenario_config: down, world: 'a' });
  await toolbox.call('deploy_scenario', { server_url: `${apiUrl}/_w/b`, scenario_config: down });
  const names = (world: string): string[] => mock.scenarios.list(mock.worlds.named(world)).map(({ name }) => name);
  expect([names('default'), names('a'), names('b')]).toEqual([[], ['down'], ['down']]);
});
