import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
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

/** A folder with `mockloop` in it as a shell finds it. */
async function folderWithCommand(): Promise<string> {
  const folder = await newFolder();
  const command = [process.execPath, '--conditions=@mockloop/source', join(import.meta.dirname, '../src/cli.ts')];
  await writeFile(join(folder, 'mockloop'), `#!/bin/sh\nexec ${command.map((word) => `'${word}'`).join(' ')} "$@"\n`);
  await chmod(join(folder, 'mockloop'), 0o755);
  return folder;
}

async function bash(folder: string, script: string): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-c', `eval "$(mockloop completion bash)"\n${script}`], {
    cwd: folder,
    env: { PATH: `${folder}:${process.env.PATH}` },
  });
  return stdout;
}

test('bash completes with the script', async () => {
  const script = `COMP_WORDS=(mockloop call query_mock_logs --of); COMP_CWORD=3; _mockloop; echo "\${COMPREPLY[@]}"
    complete -p mockloop`;
  expect(await bash(await folderWithCommand(), script)).toBe('--offset\ncomplete -o default -F _mockloop mockloop\n');
});

test('a name that a shell would run, or take for several, is not put on the command line as it is', async () => {
  const folder = await folderWithCommand();
  for (const name of ['x$(touch ran)', 'x*', 'x\ny']) {
    await mkdir(join(folder, 'generated_mocks', name), { recursive: true });
    await writeFile(join(folder, 'generated_mocks', name, 'server.ts'), '');
    await writeFile(join(folder, 'generated_mocks', name, 'mockloop.json'), '{}');
  }
  const script = `COMP_WORDS=(mockloop start x); COMP_CWORD=2; _mockloop; printf '%s\\n' "\${COMPREPLY[@]}"`;
  expect((await bash(folder, script)).trim().split('\n').toSorted()).toEqual(['x\\$\\(touch\\ ran\\)', 'x\\*']);
  expect(await readdir(folder)).not.toContain('ran');
});
