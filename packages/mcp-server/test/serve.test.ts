import { tmpdir } from 'node:os';
import { PassThrough } from 'node:stream';
import { type RunningMcp, serveMcp } from '@mockloop/mcp-server/serve';
import { readServeFlags, type ServeFlagValues } from '@mockloop/mcp-server/serve-flags';
import { expect, onTestFinished, test } from 'vitest';
import { newWorkspace } from './support/mcp-process.ts';

test.each<[ServeFlagValues, Record<string, string>, RegExp]>([
  [{ http: '1e3' }, {}, /--http 1e3 is no port/],
  [{ http: '0', token: '' }, {}, /The token is empty/],
  [{ http: '0', host: '' }, {}, /The address to bind to is empty/],
  [{}, { MOCKLOOP_READ_ONLY: 'of course' }, /MOCKLOOP_READ_ONLY is "of course".*Set it to 1 or 0/],
  [{ toolsets: 'cores' }, {}, /no toolset "cores"\. There are: default, all, core,/],
  [{}, { MOCKLOOP_ADMIN_HOSTS: 'mocks.internal, *' }, /"\*" names no host for the admin token/],
  [{ excludeTools: 'start_mock' }, {}, /no tool "start_mock"\. There are: .*start_mock_server/],
])('%j with %j is refused', async (values, env, message) => {
  await expect(serve(values, env, [])).rejects.toThrow(message);
});

test.each([
  ['1', true],
  ['true', true],
  ['TRUE', true],
  ['0', false],
  ['false', false],
  ['', false],
])('MOCKLOOP_READ_ONLY=%s is %s', (value, readOnly) => {
  expect(readServeFlags({}, { env: { MOCKLOOP_READ_ONLY: value }, cwd: tmpdir() })).toMatchObject({ readOnly });
});

test.each<[string, ServeFlagValues, Record<string, string>]>([
  ['a flag', { token: 'swordfish' }, {}],
  ['the environment', {}, { MOCKLOOP_MCP_TOKEN: 'swordfish' }],
])('a token from %s is asked for and not printed', async (_, values, env) => {
  const lines: string[] = [];
  const { url = '' } = await serve({ http: '0', ...values }, env, lines);

  expect((await fetch(url)).status).toBe(401);
  expect((await fetch(url, { headers: { authorization: 'Bearer swordfish' } })).status).toBe(400);
  expect(lines).toEqual([`MockLoop serves MCP at ${url}`, 'The token that was set is asked for.']);
});

async function serve(values: ServeFlagValues, env: Record<string, string>, lines: string[]): Promise<RunningMcp> {
  const options = readServeFlags(values, { env, cwd: await newWorkspace() });
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), log: (line: string) => void lines.push(line) };
  const running = await serveMcp(options, streams);
  onTestFinished(() => running.close());
  return running;
}

test.each<[ServeFlagValues, string]>([
  [{ host: '0.0.0.0' }, '--host'],
  [{ token: 'secret' }, '--token'],
  [{ auth: false }, '--no-auth'],
])('%j without --http is refused', (values, flag) => {
  expect(() => readServeFlags(values, { env: {}, cwd: tmpdir() })).toThrow(
    `${flag} is for Streamable HTTP. Add --http`,
  );
});
