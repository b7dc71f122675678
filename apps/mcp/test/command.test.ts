import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { newWorkspace, runCommand, startCommand } from './support/mcp-command.ts';

test('--help shows every flag and what the environment says', async () => {
  const { code, stdout, stderr } = await runCommand({ args: ['--help'] });

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /--http <port>[\s\S]*--toolsets <names>[\s\S]*--catalog[\s\S]*Examples:[\s\S]*MOCKLOOP_WORKSPACE/,
  );
});

test('--version shows the version', async () => {
  expect(await runCommand({ args: ['--version'] })).toEqual({
    code: 0,
    stdout: `${packageJson.version}\n`,
    stderr: '',
  });
});

test.each<[string[], Record<string, string>, RegExp]>([
  [['--tols', 'x'], {}, /unknown option '--tols'[\s\S]*--help/],
  [['more'], {}, /too many arguments/],
  [['--http', '70000'], {}, /--http 70000 is no port\. Give a number from 0 to 65535\./],
  [
    ['--http', '0', '--host', '0.0.0.0', '--no-auth'],
    {},
    /Whoever reaches 0\.0\.0\.0 could call the tools\. Set a token/,
  ],
  [[], { MOCKLOOP_TOOLSETS: 'cores' }, /no toolset "cores"/],
  [['--workspace', '/dev/null/x'], {}, /workspace \/dev\/null\/x cannot be made\. Name another with --workspace\./],
])('%j with %j says what is wrong, and nothing on stdout', async (args, env, message) => {
  const { code, stdout, stderr } = await runCommand({ args, env });

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n +at /);
});

test('flags come before the environment, and empty variables count as absent', async () => {
  const env = { MOCKLOOP_TOOLSETS: 'nonsense', MOCKLOOP_TOOLS: '', MOCKLOOP_EXCLUDE_TOOLS: '' };
  const { code } = await runCommand({ args: ['--toolsets', 'core'], env, cwd: await newWorkspace() });
  expect(code).toBe(0);
});

test('over HTTP it says where it is and what token it wants, on stderr alone, and ends on SIGTERM', async () => {
  const child = startCommand({ args: ['--http', '0'], cwd: await newWorkspace() });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (text) => {
      output[name] += text;
    });
  }
  await expect.poll(() => output.stderr, { timeout: 20_000 }).toMatch(/Bearer \S{32,}\n/);
  const url = /serves MCP at (http:\/\/127\.0\.0\.1:\d+\/mcp)/.exec(output.stderr)?.[1] ?? '';
  const token = /Bearer (\S+)/.exec(output.stderr)?.[1] ?? '';
  const statusWith = async (headers: Record<string, string>): Promise<number> => (await fetch(url, { headers })).status;

  expect(await statusWith({})).toBe(401);
  expect(await statusWith({ authorization: `Bearer ${token}` })).toBe(400);

  child.kill('SIGTERM');
  await expect.poll(() => child.exitCode, { timeout: 20_000 }).toBe(0);
  expect(output.stdout).toBe('');
});
