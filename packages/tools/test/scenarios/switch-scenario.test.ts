import { expect, test, vi } from 'vitest';
import type { SwitchScenarioResult, Toolbox } from '../../src/index.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { type RunningMock, startMock } from '../support/start-mock.ts';

interface Switching extends RunningMock {
  readonly toolbox: Toolbox;
  /** Deploys a scenario of these rules and switches to it. */
  switchTo(rules: readonly object[], options?: { name?: string; world?: string }): Promise<SwitchScenarioResult>;
}

async function startSwitching(): Promise<Switching> {
  const running = await startMock();
  const toolbox = await openToolbox();
  return {
    ...running,
    toolbox,
    async switchTo(rules, { name = 'tested', world } = {}) {
      const at = { server_url: running.apiUrl, world };
      await toolbox.call('deploy_scenario', { ...at, scenario_config: { name, type: 'chaos', rules } });
      return await toolbox.call('switch_scenario', { ...at, scenario_name: name });
    },
  };
}

test.each<[string, object, string, number]>([
  ['a rule for everything', { respond: { status: 503 } }, '/', 503],
  ['an operation', { match: { operation_id: ['createPet', 'getPet'] }, respond: { status: 410 } }, '/pets/1', 410],
  ['a template', { match: { method: 'GET', path: '/v1/pets/{petId}' }, respond: { status: 418 } }, '/v1/pets/1', 418],
  ['a pattern', { match: { path: '/pets/**' }, respond: { status: 418 } }, '/pets/1', 418],
  ['a query', { match: { path: '/pets', query: { q: 'a b', r: 7, s: null } }, respond: { status: 400 } }, '/pets', 400],
  ['a field', { match: { headers: { 'X-Mode': { contains: 'bad' } } }, respond: { status: 500 } }, '/', 500],
  ['a broken connection', { match: { path: '/pets' }, fault: 'connection_reset' }, '/pets', 200],
  ['a rate limit', { rate_limit: { limit: 1, window_seconds: 60 }, respond: { status: 200 } }, '/', 200],
])('a switch is verified by a request that %s takes', async (_, rule, path, status) => {
  const { switchTo } = await startSwitching();
  const result = await switchTo([rule]);
  expect(result).toMatchObject({
    status: 'success',
    switched: true,
    previous_scenario: null,
    verification_result: 'verified',
    verification: expect.stringContaining('rule 0 of "tested"'),
    verified_by: { method: 'GET', path, status },
  });
});

test('verifying leaves no trace: neither in counts and sequences, nor in the log, nor among the worlds', async () => {
  const { mock, call, switchTo } = await startSwitching();
  await switchTo([{ match: { path: '/pets' }, sequence: [{ status: 500 }, { status: 501 }, { status: 502 }] }]);
  expect((await call('GET', '/pets')).status).toBe(500);
  await switchTo([{ match: { path: '/pets' }, respond: { status: 503 }, times: 1 }], { name: 'once' });
  expect((await call('GET', '/pets')).status).toBe(503);
  await mock.logs.flush();
  expect((await mock.logs.search()).entries.map(({ status }) => status)).toEqual([503, 500]);
  expect(mock.worlds.list()).toEqual([]);
});

test.each<[string, object, RegExp]>([
  ['only takes what changes something', { match: { method: 'POST' }, respond: { status: 503 } }, /none of its rules/],
  ['needs a body', { match: { body: { a: 1 } }, respond: { status: 503 } }, /none of its rules/],
  ['is hard to meet', { match: { query: { q: { matches: '^a+$' } } }, respond: { status: 503 } }, /none of its rules/],
  ['has a condition', { match: { path: '/pets', when: 'false' }, respond: { status: 503 } }, /not by one of its rules/],
])('a scenario that %s is in force, but cannot be verified', async (_, rule, why) => {
  const { switchTo } = await startSwitching();
  const result = await switchTo([rule]);
  expect(result).toMatchObject({ switched: true, verification_result: 'unable_to_verify' });
  expect(result.verification).toMatch(why);
  expect(result).not.toHaveProperty('verified_by');
});

test('what comes before the scenario is named', async () => {
  const { apiUrl, toolbox, switchTo } = await startSwitching();
  await toolbox.call('manage_mock_data', {
    ...{ server_url: apiUrl, operation: 'update_response', endpoint_path: '/pets', method: 'GET', status_code: 418 },
  });
  const result = await switchTo([{ match: { path: '/pets' }, respond: { status: 503 } }]);
  expect(result).toMatchObject({
    verification_result: 'unable_to_verify',
    verification: expect.stringContaining('by override'),
  });
});

test('a switch is of one world, and says what was in force there before', async () => {
  const { call, switchTo } = await startSwitching();
  const rules = [{ respond: { status: 503 } }];
  await switchTo(rules, { name: 'first', world: 'a' });
  expect(await switchTo(rules, { name: 'second', world: 'a' })).toMatchObject({
    ...{ world: 'a', previous_scenario: 'first', verification_result: 'verified' },
  });
  expect([(await call('GET', '/pets')).status, (await call('GET', '/_w/a/pets')).status]).toEqual([200, 503]);
});

test('it is not verified where that is not wanted', async () => {
  const { apiUrl, toolbox, switchTo } = await startSwitching();
  await switchTo([{ respond: { status: 503 } }]);
  const args = { server_url: apiUrl, scenario_name: 'tested', verify_switch: false };
  expect(await toolbox.call('switch_scenario', args)).toMatchObject({ verification_result: 'not_asked' });
});

test('an unknown scenario is refused with those that there are', async () => {
  const { apiUrl, toolbox, switchTo } = await startSwitching();
  await switchTo([{ respond: { status: 503 } }]);
  await expect(toolbox.call('switch_scenario', { server_url: apiUrl, scenario_name: 'testd' })).rejects.toMatchObject({
    code: 'UNKNOWN_SCENARIO',
    message: expect.stringContaining('tested'),
  });
});

test('where no further world can be had, the mock alone is believed', async () => {
  const running = await startMock({ maxWorlds: 1 });
  running.mock.worlds.named('taken');
  const toolbox = await openToolbox();
  const at = { server_url: running.apiUrl };
  const scenario_config = { name: 'down', type: 'chaos', rules: [{ respond: { status: 503 } }] };
  await toolbox.call('deploy_scenario', { ...at, scenario_config });
  expect(await toolbox.call('switch_scenario', { ...at, scenario_name: 'down' })).toMatchObject({
    verification_result: 'unable_to_verify',
    verification: expect.stringContaining('worlds in use'),
  });
});

test('a switch that somebody else undoes meanwhile is not verified', async () => {
  const { apiUrl, mock } = await startMock();
  const world = mock.worlds.default;
  mock.scenarios.deploy(world, { name: 'mine', type: 'chaos', rules: [{ respond: { status: 503 } }] });
  mock.scenarios.deploy(world, { name: 'theirs', type: 'chaos', rules: [] });
  const meddle: typeof fetch = (input, init) => {
    if (String(input).endsWith('/api/worlds')) mock.scenarios.activate(world, 'theirs');
    return fetch(input, init);
  };
  const toolbox = await openToolbox({ fetch: meddle });
  await expect(toolbox.call('switch_scenario', { server_url: apiUrl, scenario_name: 'mine' })).rejects.toMatchObject({
    code: 'NOT_VERIFIED',
    message: expect.stringMatching(/under the scenario "theirs".*a world of your own/),
  });
  expect(mock.worlds.list()).toEqual([]);
});

test('a switch that is cancelled while it is verified takes its copy of the world away', async () => {
  const { apiUrl, mock, toolbox } = await startSwitching();
  const at = { server_url: apiUrl };
  const scenario_config = { name: 'slow', type: 'chaos', rules: [{ delay: 60_000, respond: { status: 503 } }] };
  await toolbox.call('deploy_scenario', { ...at, scenario_config });
  const controller = new AbortController();
  const { signal } = controller;
  const switching = toolbox.call('switch_scenario', { ...at, scenario_name: 'slow' }, { signal });
  await vi.waitUntil(() => mock.worlds.list().length === 1, { timeout: 20_000 });
  controller.abort();
  await expect(switching).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(mock.worlds.list()).toEqual([]);
});
