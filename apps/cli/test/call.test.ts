import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tools } from '@mockloop/tools';
import { expect, test } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder, run } from './run-cli.ts';

test('without a tool, all are listed', async () => {
  const { code, stdout } = await run(['call']);
  expect(code).toBe(0);
  for (const { name, title } of tools) expect(stdout).toMatch(new RegExp(`^ {2}${name} +${title}$`, 'm'));
});

test('the help of a tool says what it takes', async () => {
  const { code, stdout } = await run(['call', 'query_mock_logs', '--help']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/--server_url <string> +needed/);
  expect(stdout).toMatch(/--limit <integer> +default: 100/);
});

const scenario = { name: 'down', type: 'error_simulation', rules: [{ match: {}, respond: { status: 503 } }] };

test('arguments come as JSON, from a file, or by flags, which come first', async () => {
  const cwd = await newFolder();
  const file = join(cwd, 'scenario.json');
  await writeFile(file, JSON.stringify(scenario));
  const byFlags = await run(['call', 'validate_scenario_config', '--scenario-config', '@scenario.json', '--json'], {
    cwd,
  });
  expect(JSON.parse(byFlags.stdout)).toMatchObject({ valid: true });

  await writeFile(join(cwd, 'arguments.json'), JSON.stringify({ scenario_config: { ...scenario, rules: 'none' } }));
  const wrong = await run(['call', 'validate_scenario_config', '--json', '@arguments.json'], { cwd });
  expect(JSON.parse(wrong.stdout)).toMatchObject({ valid: false });
  const mended = await run(
    ['call', 'validate_scenario_config', '--json', '@arguments.json', `--scenario_config=${JSON.stringify(scenario)}`],
    { cwd },
  );
  expect(JSON.parse(mended.stdout)).toMatchObject({ valid: true });
});

test('a switch can be turned on and off, and a list be given flag by flag', async () => {
  const list = ['--error_types', 'timeout', '--error_types', 'rate_limit'];
  const { code, stdout } = await run(['call', 'generate_error_scenarios', '--api_spec', petstore, ...list, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ errors: expect.arrayContaining([expect.anything()]) });
  const quick = await run(['call', 'discover_mock_servers', '--ports', '1', '--no-check_health', '--json']);
  expect(JSON.parse(quick.stdout)).toMatchObject({ mocks: [], total_running: 0 });
  const full = await run(['call', 'discover_mock_servers', '--ports', '[1, 2]', '--include-generated=false', '--json']);
  expect(JSON.parse(full.stdout)).not.toHaveProperty('total_generated');
});

test.each([
  [['query_mock_log'], 'Did you mean query_mock_logs?'],
  [['query_mock_logs'], '/server_url: it is missing'],
  [['query_mock_logs', '--server_url', 'http://127.0.0.1:1', '--limit', '9999'], '/limit'],
  [['query_mock_logs', '--server_url', 'http://127.0.0.1:1'], '127.0.0.1:1'],
  [['query_mock_logs', '--sever_url', 'x'], "unknown option '--sever_url'"],
  [['query_mock_logs', '--json', '[]'], '--json takes the arguments as a JSON object'],
  [['manage_mock_data', '--operation', 'explode'], 'list_scenarios'],
  [['validate_scenario_config', '--scenario_config', '@nowhere.json'], 'nowhere.json'],
])('mockloop call %j is refused with %j', async (args, message) => {
  const { code, stdout, stderr } = await run(['call', ...args]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(message);
});
