import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readResource } from '../../src/index.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { smallApi, startSmallApi } from '../support/small-api.ts';

test('runs are explained: categories, causes with evidence, and calls that can be made as they are', async () => {
  const { url } = await startSmallApi({ nameless: true });
  const toolbox = await openToolbox();
  const { run_id } = await toolbox.call('execute_test_plan', {
    server_url: url,
    openapi_spec: smallApi,
    test_focus: 'contract',
  });
  const result = await toolbox.call('analyze_test_results', { test_results: run_id });
  expect(result.error_categories.map(({ category }) => category)).toContain('contract');
  expect(result.causes[0]?.evidence.length).toBeGreaterThan(0);
  const [action] = result.next_actions;
  const call = { ...action?.arguments, openapi_spec: smallApi };
  expect(await toolbox.callUnchecked(action?.tool ?? '', call)).toMatchObject({ replay: { reproduced: true } });
});

test('a fault that came is a regression, and one that went an improvement', async () => {
  const broken = await startSmallApi({ nameless: true });
  const sound = await startSmallApi();
  const toolbox = await openToolbox();
  const runOf = async (url: string): Promise<string> =>
    (await toolbox.call('execute_test_plan', { server_url: url, openapi_spec: smallApi, test_focus: 'smoke' })).run_id;
  const bad = await runOf(broken.url);
  const good = await runOf(sound.url);
  expect(await toolbox.call('compare_test_runs', { baseline_results: good, comparison_results: bad })).toMatchObject({
    verdict: 'regression',
  });
  expect(await toolbox.call('compare_test_runs', { baseline_results: bad, comparison_results: good })).toMatchObject({
    verdict: 'improvement',
  });
});

test('a report is written to a file of the workspace, and nowhere else', async () => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  const { run_id } = await toolbox.call('execute_test_plan', {
    server_url: url,
    openapi_spec: smallApi,
    test_focus: 'smoke',
  });
  const report = { test_results: run_id, output_format: 'html' } as const;
  const { path: file = '', bytes } = await toolbox.call('generate_test_report', {
    ...report,
    output_path: 'out/report.html',
  });
  expect(file).toBe(path.join(toolbox.services.workspace, 'out/report.html'));
  expect(Buffer.byteLength(await readFile(file))).toBe(bytes);
  await expect(
    toolbox.call('generate_test_report', { ...report, output_path: '../report.html' }),
  ).rejects.toMatchObject({
    code: 'OUTSIDE_WORKSPACE',
  });
});

test('a run is found by the beginning of its id, and no other is made up', async () => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  const { run_id } = await toolbox.call('execute_test_plan', {
    server_url: url,
    openapi_spec: smallApi,
    test_focus: 'smoke',
  });
  const { run_ids } = await toolbox.call('generate_test_report', { test_results: run_id.slice(0, 8) });
  expect(run_ids).toEqual([run_id]);
  await expect(toolbox.call('generate_test_report', { test_results: 'nothing' })).rejects.toMatchObject({
    code: 'UNKNOWN_RUN',
    message: expect.stringContaining(run_id),
  });
});

test('runs are also taken as they are, and what is none says what it lacks', async () => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  const target = { server_url: url, openapi_spec: smallApi };
  const { run_id } = await toolbox.call('execute_test_plan', { ...target, test_focus: 'smoke' });
  const load = await toolbox.call('run_load_test', { ...target, target_load: 20, duration_seconds: 1 });
  for (const id of [run_id, load.run_id]) {
    const { text } = await readResource(`mockloop://runs/${id}`, toolbox.services);
    const { run_ids } = await toolbox.call('analyze_test_results', { test_results: JSON.parse(text) });
    expect(run_ids).toEqual([id]);
  }
  const broken = toolbox.call('analyze_test_results', {
    test_results: [{ format: 'mockloop-test-run/1', id: run_id }],
  });
  await expect(broken).rejects.toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: expect.arrayContaining([expect.objectContaining({ pointer: expect.stringMatching('^/test_results/0') })]),
  });
});
