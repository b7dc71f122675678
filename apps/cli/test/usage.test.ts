import { expect, test } from 'vitest';
import { run } from './run-cli.ts';

test('--help and --version go to stdout and succeed', async () => {
  const help = await run(['--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  for (const command of ['mock|serve', 'logs', 'analyze', 'validate', 'scenario', 'Examples:'])
    expect(help.stdout).toContain(command);
  const version = await run(['--version']);
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test.each([
  'mock',
  'logs',
  'analyze',
  'validate',
  'scenario',
  'scenario validate',
  'scenario deploy',
  'scenario switch',
  'scenario list',
  'scenario packs',
])('%s --help shows examples', async (command) => {
  const help = await run([...command.split(' '), '--help']);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain(`$ mockloop ${command}`);
});

test.each([
  [['mok', 'a.yaml'], "unknown command 'mok'", 'Did you mean mock?'],
  [['api/a.yaml'], "unknown command 'api/a.yaml'", 'Did you mean mockloop mock api/a.yaml?'],
  [['mock', 'a.yaml', '--prot', '1'], "unknown option '--prot'", 'Did you mean --port?'],
  [['mock', 'a.yaml', '--latency', 'soon'], 'Expected milliseconds: 200, uniform:100,300', ''],
  [['scenario', 'deploi'], "unknown command 'deploi'", 'Did you mean deploy?'],
  [['scenario', 'switch'], 'Name the scenario to put in force', '--off'],
  [['scenario', 'deploy'], "missing required argument 'scenario'", ''],
  [['mock'], "missing required argument 'document'", ''],
  [['mock', 'a.yaml', 'b.yaml'], 'too many arguments', ''],
  [['mock', 'a.yaml', '--port', 'x'], 'Expected a whole number', ''],
  [['mock', 'a.yaml', '--port', '65536'], 'Expected a port', 'Try: mockloop mock --help'],
  [['scenario', 'switch', '--sever', 'x'], "unknown option '--sever'", 'Try: mockloop scenario switch --help'],
  [['mock', 'a.yaml', '--validate', 'maybe'], 'strict, warn, off', ''],
  [['logs', '--limit', '-1'], 'Expected a whole number', ''],
  [['analyze', '--group-by', 'colour'], 'endpoint, status, method, client, session, hour', ''],
])('mockloop %j is refused with %j', async (args, message, suggestion) => {
  const { code, stdout, stderr } = await run(args);
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
  expect(stderr).toContain(suggestion);
});

test('without a command, help goes to stderr and the exit code is 1', async () => {
  const { code, stdout, stderr } = await run([]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('Usage: mockloop');
});
