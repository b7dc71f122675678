import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createMockServer } from '@mockloop/mock-server';
import { DEFAULT_LIMITS, parseYaml } from '@mockloop/spec-parser';
import { expect, onTestFinished, test } from 'vitest';
import { root } from './workspace.ts';

const run = promisify(execFile);

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly run: string; readonly env?: Readonly<Record<string, string>> }[];
  };
}

/** Runs the last step of action.yml as a workflow would, with its own defaults. */
async function runAction(
  inputs: Readonly<Record<string, string>>,
): Promise<{ code: number; summary: string; output: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'action-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { inputs: declared, runs } = (
    await parseYaml(await readFile(path.join(root, 'action.yml'), 'utf8'), 'action.yml', DEFAULT_LIMITS)
  ).value as Action;
  const step = runs.steps.at(-1);
  const inputOf = (name: string): string => inputs[name] ?? declared[name]?.default ?? '';
  const variables = Object.entries(step?.env ?? {}).map(([name, text]) => [
    name,
    text.replace(/^\$\{\{ inputs\.([\w-]+) \}\}$/, (_, input: string) => inputOf(input)),
  ]);
  const env = {
    PATH: process.env.PATH,
    GITHUB_ACTION_PATH: root,
    GITHUB_OUTPUT: path.join(folder, 'output'),
    GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md'),
    ...Object.fromEntries(variables),
  };
  const code = await run('bash', ['-c', step?.run ?? 'false'], { cwd: folder, env }).then(
    () => 0,
    (error: { code: number; stderr: string }) => error.code,
  );
  const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8').catch(() => '');
  return { code, summary: await read('summary.md'), output: await read('output') };
}

test('the action passes for a sound API and writes the summary of the job', async () => {
  await using mock = await createMockServer({ document: path.join(root, 'examples/petstore.yaml'), storage: {} });
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  const { code, summary, output } = await runAction({
    document: path.join(root, 'examples/petstore.yaml'),
    server: apiUrl,
    args: '--focus=smoke\n--max-seconds=20',
  });
  expect({ code, output }).toEqual({ code: 0, output: 'out=mockloop-report\n' });
  expect(summary).toContain('Petstore');
});

test('the action fails where the API does, and takes no input for a part of its script', async () => {
  const server = http.createServer((_, response) => response.writeHead(500).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const { code, summary } = await runAction({
    document: path.join(root, 'examples/petstore.yaml'),
    server: `http://127.0.0.1:${port}`,
    args: '--focus=smoke\n--seed=$(exit 7)',
  });
  expect(code).toBe(1);
  expect(summary).toContain('server-error');
});

test('the action runs nothing but the commands that test', async () => {
  expect((await runAction({ command: 'mcp', document: 'x', server: 'y' })).code).toBe(2);
});
