import { expect } from 'vitest';
import { PetShop } from '../src/pet-shop.ts';
import { test } from './api-test.ts';

test.concurrent('lists the pets that can be adopted', async ({ api }) => {
  expect(await new PetShop(api).available()).toEqual(['Miso', 'Rocket']);
});

test.concurrent('asks once more when the API is busy', async ({ api, client }) => {
  await client.deployScenario({
    server_url: api,
    scenario_config: {
      name: 'busy-once',
      type: 'error_simulation',
      rules: [{ match: { operation_id: 'listPets' }, respond: { status: 503 }, times: 1 }],
    },
  });
  await client.switchScenario({ server_url: api, scenario_name: 'busy-once', verify_switch: false });

  expect(await new PetShop(api).available()).toEqual(['Miso', 'Rocket']);

  const { logs } = await client.queryMockLogs({ server_url: api });
  expect(logs.map(({ status }) => status)).toEqual([200, 503]);
});

test.concurrent('says that the shop is closed when the API stays down', async ({ api, client }) => {
  await client.manageMockData({
    server_url: api,
    operation: 'update_response',
    endpoint_path: '/pets',
    method: 'GET',
    status_code: 503,
  });

  await expect(new PetShop(api).available()).rejects.toThrow('The shop is closed (503).');
});

test.concurrent('copes with an empty shop', async ({ api, client }) => {
  await client.manageMockData({
    server_url: api,
    operation: 'update_response',
    endpoint_path: '/pets',
    method: 'GET',
    response_data: { items: [] },
  });

  expect(await new PetShop(api).available()).toEqual([]);
});
