import { expect, test } from 'vitest';
import { createToolbox, readResource } from '../../src/index.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { smallApi, startSmallApi } from '../support/small-api.ts';

test('a run whose process is gone keeps what it had, and does not pass', async () => {
  const { url } = await startSmallApi({ nameless: true });
  const first = await openToolbox();
  const args = { server_url: url, openapi_spec: smallApi, test_focus: 'smoke' } as const;
  const whole = await first.call('execute_test_plan', args);
  const store = await first.services.contextStore();
  const { result, plan } = (await store.getRun(whole.run_id)) ?? {};
  // As it stands after a phase, and nobody ends it.
  const { id } = await store.startRun({ kind: 'functional', server_url: url, plan });
  await store.updateRun(id, { result: { ...(result as object), id, status: 'passed' } });
  await first.close();

  await using next = createToolbox({ workspace: first.services.workspace });
  const { report } = await next.call('generate_test_report', { test_results: id, output_format: 'json' });
  expect(JSON.parse(report ?? '')).toMatchObject({ runs: [{ id, status: 'incomplete' }] });
  const { text } = await readResource(`mockloop://runs/${id}`, next.services);
  expect(JSON.parse(text)).toMatchObject({ status: 'incomplete', reason: 'Its process ended before it did.' });
  const replayed = await next.call('run_test_iteration', {
    server_url: url,
    openapi_spec: smallApi,
    run_id: id,
    case_id: whole.clusters[0]?.case_id,
  });
  expect(replayed.replay?.reproduced).toBe(true);
});
