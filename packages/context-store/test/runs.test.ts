import { expect, test } from 'vitest';
import { newFolder, newStore, RUN } from './support.ts';

test('a run is kept from its start to its end, whole', async () => {
  const store = newStore();
  const { id } = await store.startRun({ ...RUN, document_title: 'Petstore', document_digest: 'sha256:1', seed: 7 });
  await store.updateRun(id, { progress: { done: 1, of: 2 }, requests_count: 10 });
  expect(await store.getRun(id)).toMatchObject({ status: 'running', plan: RUN.plan, progress: { done: 1, of: 2 } });

  const result = { findings: Array.from({ length: 1_000 }, (_, index) => ({ id: `f${index}`, check: 'ok' })) };
  const ended = await store.finishRun(id, { status: 'failed', reason: 'A finding.', findings_count: 1_000, result });
  expect(ended).toMatchObject({ status: 'failed', reason: 'A finding.', requests_count: 10, findings_count: 1_000 });
  expect(await store.getRun(id)).toEqual({ ...ended, plan: RUN.plan, result });
});

test('another process sees it', async () => {
  const home = await newFolder();
  const { id } = await newStore({ home }).saveRun({ ...RUN, status: 'passed', duration_ms: 12.5 });
  expect(await newStore({ home }).listRuns()).toMatchObject({
    runs: [{ id, status: 'passed', duration_ms: 12.5 }],
    total: 1,
  });
});
