import { expect, test } from 'vitest';
import { openToolbox } from '../support/open-toolbox.ts';
import { smallApi, startSmallApi } from '../support/small-api.ts';

test('a session holds its runs and reports on them', async () => {
  const { url } = await startSmallApi({ nameless: true });
  const toolbox = await openToolbox();
  const { session_id } = await toolbox.call('create_test_session', { session_name: 'release 2' });
  const { run_id } = await toolbox.call('execute_test_plan', {
    server_url: url,
    openapi_spec: smallApi,
    test_focus: 'smoke',
    session_id,
  });
  const progress = await toolbox.call('monitor_test_progress', { session_id });
  expect(progress).toMatchObject({ state: 'idle', runs: [{ run_id, status: 'failed' }] });
  expect(progress.alerts.join()).toContain('confirmed');

  const ended = await toolbox.call('end_test_session', { session_id });
  expect(ended).toMatchObject({ session_name: 'release 2', runs: [{ run_id }] });
  expect(ended.report).toContain('Notes');
  await expect(
    toolbox.call('execute_test_plan', { server_url: url, openapi_spec: smallApi, session_id }),
  ).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS' });
});

test('ending a session ends what of it still runs', async () => {
  const { url } = await startSmallApi({ delayMs: 30 });
  const toolbox = await openToolbox();
  const { session_id } = await toolbox.call('create_test_session', { session_name: 'long' });
  await toolbox.call('execute_test_plan', { server_url: url, openapi_spec: smallApi, session_id, wait: false });
  const { runs } = await toolbox.call('end_test_session', { session_id });
  expect(runs).toMatchObject([{ status: 'cancelled' }]);
});

test('a session that there is not is an error that says what to do', async () => {
  const toolbox = await openToolbox();
  await expect(toolbox.call('end_test_session', { session_id: 'nobody' })).rejects.toMatchObject({
    code: 'UNKNOWN_SESSION',
    message: expect.stringContaining('create_test_session'),
  });
});
