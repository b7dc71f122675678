import http from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { openToolbox } from '../support/open-toolbox.ts';
import { smallApi, startSmallApi } from '../support/small-api.ts';

/** A server that takes notifications. */
async function startReceiver(): Promise<{ url: string; received: Promise<Record<string, unknown>> }> {
  const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>();
  const server = http.createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    response.end();
    resolve(JSON.parse(text));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/hook`, received: promise };
}

test('a schedule fires, keeps its runs, and tells whoever wants to know', async () => {
  const { url } = await startSmallApi({ nameless: true });
  const receiver = await startReceiver();
  const toolbox = await openToolbox();
  const { schedule_id, next_runs } = await toolbox.call('schedule_test_suite', {
    test_suite: {
      name: 'often',
      steps: [
        { tool: 'execute_test_plan', arguments: { server_url: url, openapi_spec: smallApi, test_focus: 'smoke' } },
      ],
    },
    schedule_config: { interval_seconds: 1 },
    notification_config: { webhook_url: receiver.url },
  });
  expect(next_runs).toHaveLength(1);
  expect(await receiver.received).toMatchObject({
    schedule_id,
    name: 'often',
    status: 'failed',
    steps: [{ tool: 'execute_test_plan', verdict: 'failed', run_id: expect.any(String) }],
  });
  const { schedules } = await toolbox.call('list_schedules', {});
  expect(schedules).toMatchObject([{ schedule_id, name: 'often', when: 'every 1 s', time_zone: 'UTC' }]);
  expect(await toolbox.call('cancel_schedule', { schedule_id })).toMatchObject({ name: 'often' });
  expect((await toolbox.call('list_schedules', {})).schedules).toEqual([]);
});

test.each([
  [
    'a tool that tests nothing',
    { test_suite: { name: 'x', steps: [{ tool: 'stop_mock_server', arguments: {} }] } },
    '/test_suite/steps/0/tool',
  ],
  [
    'a call with wrong arguments',
    {
      test_suite: {
        name: 'x',
        steps: [{ tool: 'run_load_test', arguments: { server_url: 'http://127.0.0.1:9', rate: 5 } }],
      },
    },
    '/test_suite/steps/0/arguments/rate',
  ],
  [
    'a call that would not run to its end',
    {
      test_suite: {
        name: 'x',
        steps: [{ tool: 'execute_test_plan', arguments: { server_url: 'http://127.0.0.1:9', wait: false } }],
      },
    },
    '/test_suite/steps/0/arguments/wait',
  ],
])('%s is not scheduled', async (_, args, pointer) => {
  const toolbox = await openToolbox();
  const call = toolbox.callUnchecked('schedule_test_suite', { schedule_config: { cron: '0 3 * * *' }, ...args });
  await expect(call).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS', problems: [{ pointer }] });
});

test.each(['61 * * * *', 'never'])('%s is no cron expression', async (cron) => {
  const toolbox = await openToolbox();
  const call = toolbox.call('schedule_test_suite', {
    test_suite: { name: 'x', steps: [{ tool: 'execute_test_plan', arguments: { server_url: 'http://127.0.0.1:9' } }] },
    schedule_config: { cron },
  });
  await expect(call).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS' });
});

test('a webhook goes to hosts that are allowed alone', async () => {
  const toolbox = await openToolbox();
  const call = toolbox.call('schedule_test_suite', {
    test_suite: { name: 'x', steps: [{ tool: 'execute_test_plan', arguments: { server_url: 'http://127.0.0.1:9' } }] },
    schedule_config: { cron: '0 3 * * *' },
    notification_config: { webhook_url: 'http://192.0.2.1/hook' },
  });
  await expect(call).rejects.toMatchObject({ code: 'TARGET_REFUSED' });
});
