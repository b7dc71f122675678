import http from 'node:http';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { converse, newWorkspace } from './support/mcp-command.ts';

/** Takes the notifications of a schedule, in the order in which they come. */
async function startReceiver(): Promise<{ url: string; next: () => Promise<Record<string, unknown>> }> {
  const waiting: ((body: Record<string, unknown>) => void)[] = [];
  const server = http.createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    response.end();
    for (const resolve of waiting.splice(0)) resolve(JSON.parse(text) as Record<string, unknown>);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, next: () => new Promise((resolve) => waiting.push(resolve)) };
}

test('a schedule fires in a server that was killed and started again', { timeout: 120_000 }, async () => {
  const cwd = await newWorkspace();
  const receiver = await startReceiver();
  const killed = await converse({ cwd });
  const { url } = await killed.call('start_mock_server', {
    mock_name: path.join(cwd, 'petstore.yaml'),
    port: 0,
    admin_port: 0,
  });
  onTestFinished(async () => {
    const client = await converse({ cwd });
    await client.call('stop_mock_server', { mock_name: 'petstore' });
    await client.leave();
  });
  const first = receiver.next();
  const { schedule_id } = await killed.call('schedule_test_suite', {
    test_suite: {
      name: 'often',
      steps: [{ tool: 'execute_test_plan', arguments: { server_url: url, test_focus: 'smoke', max_seconds: 20 } }],
    },
    schedule_config: { interval_seconds: 2 },
    notification_config: { webhook_url: receiver.url, on: 'always' },
  });
  expect(await first).toMatchObject({ schedule_id, status: 'passed' });

  killed.process.kill('SIGKILL');
  await killed.exited;
  const again = receiver.next();
  const restarted = await converse({ cwd });
  expect(await again).toMatchObject({ schedule_id, name: 'often' });
  await restarted.call('cancel_schedule', { schedule_id });
  expect(await restarted.leave()).toBe(0);
});
