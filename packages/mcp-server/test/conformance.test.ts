import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { type CreateMcpServer, mcpServerFactory } from '@mockloop/mcp-server';
import { type HttpServer, serveHttp } from '@mockloop/mcp-server/http';
import { expect, onTestFinished, test } from 'vitest';
import { conformanceFactory } from './support/conformance-server.ts';
import { temporaryToolbox } from './support/probe-server.ts';

const require = createRequire(import.meta.url);
const stable = require.resolve('@modelcontextprotocol/conformance/package.json');
/** Knows the 2026-07-28 revision, and what each revision requires. */
const next = require.resolve('@modelcontextprotocol/conformance-next/package.json');

test.each([
  ['the stable suite', stable, [], 'Total: 40 passed, 0 failed'],
  ['the next suite, 2025-11-25,', next, ['--requirements', '2025-11-25'], 'Total: 81 passed, 0 failed'],
  ['the next suite, 2026-07-28,', next, ['--requirements', '2026-07-28'], 'Total: 164 passed, 30 failed'],
])('%s finds what it wants in a server with its fixtures on our transport', { timeout: 180_000 }, async (...row) => {
  const [, suite, args, total] = row;
  const server = await serve(conformanceFactory(() => server.notify));

  const { code, output } = await conformance(suite, ['--url', server.url, ...args]);

  expect(output).toContain(total);
  expect(failuresThatCount(output)).toEqual([]);
  expect(code).toBe(0);
});

const lists = ['tools-list', 'resources-list', 'prompts-list', 'dns-rebinding-protection'];

test.each([
  ...['server-initialize', 'ping', ...lists].map((scenario) => ['the stable suite', scenario, stable, []] as const),
  ...[...lists, 'caching', 'http-header-validation', 'sep-2164-resource-not-found'].map(
    (scenario) => ['the next suite, 2026-07-28,', scenario, next, ['--spec-version', '2026-07-28']] as const,
  ),
])('%s finds what it wants in the server of MockLoop: %s', { timeout: 60_000 }, async (_, scenario, suite, args) => {
  const server = await serve(mcpServerFactory({ toolbox: await temporaryToolbox() }));

  const { code, output } = await conformance(suite, ['--url', server.url, ...args, '--scenario', scenario]);

  expect(output).toMatch(/Passed: [1-9]\d*\/|[1-9]\d* passed, 0 failed/);
  expect(code).toBe(0);
});

async function serve(createServer: CreateMcpServer): Promise<HttpServer> {
  const server = await serveHttp(createServer, { port: 0 });
  onTestFinished(() => server.close());
  return server;
}

/** Runs one of the suites, with a home of its own: they write there. */
async function conformance(suite: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  const home = await mkdtemp(path.join(tmpdir(), 'mockloop-conformance-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const child = spawn(process.execPath, [path.join(path.dirname(suite), 'dist/index.js'), 'server', ...args], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number, output: stdout + stderr };
}

/** Scenarios that failed, but for those of extensions, which the suite runs and does not score. */
function failuresThatCount(output: string): string[] {
  const failed = [...output.matchAll(/^✗ (\S+):/gm)].map(([, name = '']) => name);
  return failed.filter((name) => !output.includes(`✗ ${name} (extension)`));
}
