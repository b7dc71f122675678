import { expect, test } from 'vitest';
import { openToolbox } from '../support/open-toolbox.ts';
import { startMock } from '../support/start-mock.ts';

const down = {
  name: 'down',
  type: 'error_simulation',
  description: 'All is lost',
  rules: [{ respond: { status: 503 } }],
};

test('it says what is in force where, in every world, and what could not be asked', async () => {
  const [first, second] = [await startMock(), await startMock()];
  const toolbox = await openToolbox();
  const at = { server_url: first.apiUrl };
  await toolbox.call('deploy_scenario', { ...at, scenario_config: down });
  await toolbox.call('deploy_scenario', { ...at, scenario_config: { ...down, name: 'other' } });
  await toolbox.call('switch_scenario', { ...at, scenario_name: 'down' });
  await toolbox.call('switch_scenario', { ...at, scenario_name: 'other', world: 'a' });
  const server_urls = [first.adminUrl, second.apiUrl, 'http://127.0.0.1:1'];
  expect(await toolbox.call('list_active_scenarios', { server_urls })).toMatchObject({
    status: 'success',
    servers_checked: 2,
    discovery_used: false,
    active_scenarios: [
      {
        ...{ server_url: first.apiUrl, world: 'default', scenario_name: 'down' },
        ...{ scenario_type: 'error_simulation', description: 'All is lost' },
      },
      { server_url: first.apiUrl, world: 'a', scenario_name: 'other' },
    ],
    servers: [
      { server_url: first.apiUrl, api_title: 'Pets', scenarios: ['down', 'other'], scenario_count: 2, world_count: 2 },
      { server_url: second.apiUrl, active_scenario: null, scenarios: [], scenario_count: 0, world_count: 1 },
    ],
    unavailable: [{ server_url: 'http://127.0.0.1:1', code: 'UNREACHABLE' }],
  });
});

test('where none of the mocks that are named answers, that is the error', async () => {
  const toolbox = await openToolbox();
  await expect(toolbox.call('list_active_scenarios', { server_urls: ['http://127.0.0.1:1'] })).rejects.toMatchObject({
    code: 'UNREACHABLE',
  });
  await expect(toolbox.call('list_active_scenarios', { server_urls: ['ftp://x'] })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [{ pointer: '/server_urls/0' }],
  });
  await expect(toolbox.call('list_active_scenarios', { discover_servers: false })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [{ pointer: '/server_urls' }],
  });
});

test('without addresses the mocks of this machine are found', async () => {
  // Default ports are where mocks are looked for.
  const { apiUrl } = await startMock({}, { port: undefined, adminPort: undefined });
  const toolbox = await openToolbox();
  const result = await toolbox.call('list_active_scenarios', {});
  expect(result).toMatchObject({ discovery_used: true });
  expect(result.servers.map(({ server_url }) => server_url)).toContain(apiUrl);
});
