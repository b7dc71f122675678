import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runtimeFiles } from '@mockloop/runtime';
import { expect, test } from 'vitest';

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
