import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { newFolder, run } from './run-cli.ts';

async function completed(...words: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await run(['__complete', ...words]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0] ?? '']));
}

test.each([
  [['st'], ['start', 'stop']],
  [['scenario', 's'], ['switch']],
  [['mock', '--storage'], ['--storage-seed']],
  [
    ['mock', '--validate', ''],
    ['strict', 'warn', 'off'],
  ],
  [['mock', '--port', ''], []],
  [['call', 'switch'], ['switch_scenario']],
  [['call', 'query_mock_logs', '--li'], ['--limit']],
  [['call', 'manage_mock_data', '--operation', 'sw'], ['switch_scenario']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['mock', 'pet'], []],
  [['__proto__', ''], expect.arrayContaining(['mock', 'generate'])],
])('mockloop %j is completed to %j', async (words, expected) => {
  expect(await completed(...words)).toEqual(expected);
});

test('bash completes with the script', async () => {
  const folder = await newFolder();
  const command = [process.execPath, '--conditions=@mockloop/source', join(import.meta.dirname, '../src/cli.ts')];
  await writeFile(join(folder, 'mockloop'), `#!/bin/sh\nexec ${command.map((word) => `'${word}'`).join(' ')} "$@"\n`);
  await chmod(join(folder, 'mockloop'), 0o755);
  const script = `eval "$(mockloop completion bash)"
    COMP_WORDS=(mockloop call query_mock_logs --of); COMP_CWORD=3; _mockloop; echo "\${COMPREPLY[@]}"
    complete -p mockloop`;
  const { stdout } = await promisify(execFile)('bash', ['-c', script], {
    cwd: folder,
    env: { PATH: `${folder}:${process.env.PATH}` },
  });
  expect(stdout).toBe('--offset\ncomplete -o default -F _mockloop mockloop\n');
});
