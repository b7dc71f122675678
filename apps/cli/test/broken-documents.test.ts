import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, start } from './run-cli.ts';

interface Broken {
  readonly file: string;
  readonly expect: 'accept' | 'accept-with-warning' | 'reject';
  readonly why: string;
}

const folder = join(import.meta.dirname, '../../../../shared/corpus/broken');
const expectations: readonly Broken[] = existsSync(folder)
  ? JSON.parse(readFileSync(join(folder, 'EXPECTED.json'), 'utf8')).files
  : [];

/** Where other formats begin, which are refused by name. */
const isOtherFormat = ({ file }: Broken): boolean => /\.(har|raml|apib|proto|graphql)$|^(postman|asyncapi)/.test(file);

/** What is served differently than was expected, and why that is right. */
const differences: ReadonlyMap<string, Broken['expect']> = new Map([
  // What holds itself has no end, and no part of it can be told from the rest.
  ['yaml-alias-cycle.yaml', 'reject'],
]);

/** A document that needs more memory ends the process, and so the test. */
const env = { NODE_OPTIONS: '--max-old-space-size=384' };
const options = { cwd: folder, env };
const stackTrace = /\n {4}at /;

test('the broken documents are there where they have to be', () => {
  expect(expectations.length > 0 || process.env.CI === undefined).toBe(true);
});

test.each(expectations)('validate $file: $expect, since it is $why', async (broken) => {
  const { code, stdout, stderr } = await run(['validate', broken.file], options);
  expect(stdout + stderr).not.toMatch(stackTrace);
  const verdict = code === 1 ? 'reject' : stdout.includes(' warning: ') ? 'accept-with-warning' : 'accept';
  expect(verdict).toBe(isOtherFormat(broken) ? 'reject' : (differences.get(broken.file) ?? broken.expect));
  if (verdict === 'reject') expect(stdout).toMatch(/ error: .+\[[A-Z_]+\][\s\S]*\n {2}\S/);
});

test.each(expectations)('mock $file: $expect', async (broken) => {
  const running = await start(['mock', broken.file, '--port', '0', '--admin-port', '0', '--db', ':memory:'], options);
  if (isOtherFormat(broken) || (differences.get(broken.file) ?? broken.expect) === 'reject') {
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/error: .+\[[A-Z_]+\]/);
    expect(stderr).not.toMatch(stackTrace);
    return;
  }
  await running.says(/MockLoop is listening on/);
  running.process.kill('SIGTERM');
  const { code, stderr } = await running.ended;
  expect(code).toBe(0);
  expect(stderr).not.toMatch(stackTrace);
});
