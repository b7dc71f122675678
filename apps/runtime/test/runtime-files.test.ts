import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runtimeFiles } from '@mockloop/runtime';
import { expect, onTestFinished, test, vi } from 'vitest';

const run = promisify(execFile);

test('the program is one that Node runs, with help of its own', async () => {
  const { program, execArgv, version } = runtimeFiles();
  expect(await run(process.execPath, [...execArgv, program, '--version'])).toEqual({
    stdout: `${version}\n`,
    stderr: '',
  });
  const help = await run(process.execPath, [...execArgv, program, '--help']);
  expect(help.stdout).toContain('--admin-port <number>');
  expect(help.stderr).toBe('');
});

test('a mock gets of the environment what it goes by, and no secret of others', () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const name of [
    'MOCKLOOP_ADMIN_TOKEN',
    'NODE_OPTIONS',
    'MOCKLOOP_MCP_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    '__proto__',
  ])
    vi.stubEnv(name, '');
  const { env = {} } = runtimeFiles();
  expect(Object.keys(env)).toEqual(expect.arrayContaining(['PATH', 'MOCKLOOP_ADMIN_TOKEN', 'NODE_OPTIONS']));
  expect(Object.keys(env).filter((name) => /MCP|AWS|proto/.test(name))).toEqual([]);
});
