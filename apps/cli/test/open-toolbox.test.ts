import { expect, test } from 'vitest';
import { openToolbox } from '../src/tools/open-toolbox.ts';
import { run } from './run-cli.ts';

const environment = { home: '.mockloop', isAttached: false, debug: false, adminHosts: ['mocks.internal'] };

test('the admin token may go to the hosts of the environment, and to that of the mock which is named at the shell', async () => {
  for (const server of ['staging.example:8001', 'https://staging.example/admin']) {
    await using toolbox = openToolbox(environment, { server });
    expect(toolbox.services.adminHosts).toEqual(['mocks.internal', 'staging.example']);
  }
  await using toolbox = openToolbox(environment);
  expect(toolbox.services.adminHosts).toEqual(['mocks.internal']);
});

test('hosts in the environment that are none are refused', async () => {
  const { code, stderr } = await run(['list'], { env: { MOCKLOOP_ADMIN_HOSTS: 'mocks.internal, *' } });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^error: "\*" names no host for the admin token\. Name each host/),
  });
});
