import { expect, test } from 'vitest';
import { openToolbox } from '../support/open-toolbox.ts';
import { startMock } from '../support/start-mock.ts';

const slow = {
  name: 'slow',
  type: 'load_testing',
  rules: [{ match: { operation_id: 'listPets' }, respond: { status: 200 }, delay: 4_000 }],
};

test('a scenario is made ready for a load, and each change says why', async () => {
  const toolbox = await openToolbox();
  const given = structuredClone(slow);
  const result = await toolbox.call('optimize_scenario_for_load', {
    base_scenario: given,
    target_load: 50,
    performance_requirements: { max_response_time_ms: 250, target_throughput_rps: 45, error_rate_threshold: 0.01 },
  });
  expect(given).toEqual(slow);
  expect(result).toMatchObject({
    source: 'computed',
    scenario_config: {
      name: 'slow',
      rules: [{ match: { operation_id: 'listPets' }, respond: { status: 200 }, delay: 200 }],
      load_profile: { requests_per_second: 50, duration_seconds: 36, ramp_up_seconds: 6 },
      thresholds: [
        { metric: 'max_ms', operator: '<=', value: 250 },
        { metric: 'requests_per_second', operator: '>=', value: 45 },
        { metric: 'error_rate', operator: '<=', value: 0.01 },
      ],
    },
    conflicts: [],
  });
  expect(result.changes[0]).toEqual({
    pointer: '/rules/0/delay',
    before: 4_000,
    after: 200,
    reason:
      'This delay alone comes to about 4000 ms at the longest answer, of 250 ms that are allowed, 80 % of which are for delays.',
  });
  expect(result.changes.every(({ reason }) => reason.endsWith('.'))).toBe(true);
});

test('what comes of it deploys to a mock, which answers as before and in time', async () => {
  const { apiUrl: server_url, call } = await startMock();
  const toolbox = await openToolbox();
  const { scenario_config } = await toolbox.call('optimize_scenario_for_load', {
    base_scenario: {
      ...slow,
      rules: [{ match: { operation_id: 'listPets' }, respond: { status: 206 }, delay: 3_600_000 }],
    },
    target_load: 10,
    performance_requirements: { max_response_time_ms: 100 },
  });
  await toolbox.call('deploy_scenario', { server_url, scenario_config });
  await toolbox.call('switch_scenario', { server_url, scenario_name: 'slow', verify_switch: false });
  // Unchanged, it would answer in an hour.
  expect((await call('GET', '/pets')).status).toBe(206);
});

test('the original shape is taken too', async () => {
  const toolbox = await openToolbox();
  const { scenario_config: scenario } = await toolbox.call('optimize_scenario_for_load', {
    base_scenario: {
      scenario_name: 'old',
      scenario_type: 'load_testing',
      endpoints: [{ path: '/pets', method: 'GET', response_config: { status_code: 200, response_time_ms: 900 } }],
      test_parameters: { concurrent_users: 10 },
    },
    target_load: 5,
    performance_requirements: { p95_response_time_ms: 300 },
  });
  expect(scenario).toMatchObject({
    name: 'old',
    rules: [{ delay: 240 }],
    thresholds: [{ metric: 'p95_ms', value: 300 }],
  });
  expect(scenario.load_profile).not.toHaveProperty('concurrent_users');
});

test('a base scenario that is wrong is refused with its places among the arguments', async () => {
  const toolbox = await openToolbox();
  const optimizing = toolbox.call('optimize_scenario_for_load', {
    base_scenario: { name: 'x', type: 'load_testing', rules: [{ dellay: 5 }] },
    target_load: 5,
  });
  await expect(optimizing).rejects.toMatchObject({
    code: 'INVALID_SCENARIO',
    problems: [{ pointer: '/base_scenario/rules/0/dellay', detail: expect.stringContaining('Did you mean "delay"?') }],
  });
});

test.each([0, -1, 1e9, Number.NaN])('a load of %d is refused', async (target_load) => {
  const toolbox = await openToolbox();
  await expect(toolbox.call('optimize_scenario_for_load', { base_scenario: slow, target_load })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [{ pointer: '/target_load' }],
  });
});
