import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder, run } from './run-cli.ts';

async function folderWith(text: string): Promise<string> {
  const cwd = await newFolder();
  await writeFile(join(cwd, 'api.yaml'), text);
  return cwd;
}

const dangling = `openapi: 3.1.0
info: { title: Gap, version: '1' }
paths:
  /pets:
    get:
      responses:
        '200': { $ref: '#/components/responses/Pets' }
`;

test('a document without faults is fine, also strictly', async () => {
  const finished = await run(['validate', petstore, '--strict']);
  expect(finished).toMatchObject({ code: 0, stdout: '' });
  expect(finished.stderr).toContain('0 errors, 0 warnings');
});

test('a warning has its file, line, column, pointer and advice, and is no failure', async () => {
  const cwd = await folderWith(dangling);
  const { code, stdout } = await run(['validate', 'api.yaml'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^api\.yaml:7:\d+: warning: .+ \[REFERENCE_UNRESOLVED\]\n {2}at \/paths\/~1pets\/get\/responses\/200.*\n {2}\S/,
  );
});

test('a document that cannot be served is an error, with the exit code 1', async () => {
  const cwd = await folderWith('openapi: 3.1.0\ninfo: [');
  const { code, stdout, stderr } = await run(['validate', 'api.yaml'], { cwd });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^api\.yaml:\d+:\d+: error: /);
  expect(stderr).toContain('1 error, 0 warnings');
});

test('--json gives the same for programs', async () => {
  const cwd = await folderWith(dangling);
  const { stdout } = await run(['validate', 'api.yaml', '--json'], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({
    valid: true,
    errors: 0,
    warnings: 1,
    diagnostics: [
      { severity: 'warning', code: 'REFERENCE_UNRESOLVED', file: 'api.yaml', line: 7, advice: expect.any(String) },
    ],
  });
});

test('text of the document cannot steer the terminal', async () => {
  const response = { $ref: '#/components/responses/\u001b]0;owned\u0007' };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Gap', version: '1' },
    paths: { '/pets': { get: { responses: { 200: response } } } },
  };
  const cwd = await folderWith(JSON.stringify({ ...document, components: { responses: {} } }));
  const { stdout } = await run(['validate', 'api.yaml'], { cwd });
  expect(stdout).toContain('owned');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(stdout).not.toMatch(/[\u001b\u0007]/);
});
