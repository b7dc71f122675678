import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { type Manifest, readJson, root } from './workspace.ts';

const run = promisify(execFile);
vi.setConfig({ testTimeout: 120_000 });

test('a graph of LangGraph.js takes an API from its document to a report', async () => {
  const output = await runExample('langgraph', 'start');

  expect(output).toMatch(/^23 operations; risks: .*object_level_authorization/);
  // How a run is judged depends on whether the machine was quiet enough to measure.
  expect(output).toMatch(/^as it is: (passed|inconclusive), 100 sent, 100 ok$/m);
  expect(output).toMatch(/^errors-medium: 100 sent, \d\d ok; errors: /m);
  expect(output).toMatch(/^errors-in-turn: 100 sent, \d\d ok; errors: /m);
  expect(output).toMatch(/^security: passed$/m);
  expect(output.match(/^## .*Petstore/gm)).toHaveLength(5);
});

test('an agent of LangChain.js mocks an API, makes a mistake, mends it, and reads the log', async () => {
  const output = await runExample('langchain', 'start');

  expect(output).toContain('- /status: there is no such argument.');
  expect(output).toContain('tool: It answered 503.');
  expect(output).toMatch(/ai: It is busy now\. .* GET \/pets 503 /);
});

test('a script speaks MCP with the server that it starts', async () => {
  expect(await runExample('mcp-client', 'start')).toContain(
    `GET /pets answers 200
GET /pets, told to be busy, answers 503
The log, newest first: /pets 503, /pets 200
`,
  );
});

test('the tests of an app pass, each in a world of its own', async () => {
  expect(await runExample('vitest-app', 'test')).toMatch(/Tests {2}4 passed/);
});

/** What a script of an example prints, run as its manifest says. */
async function runExample(name: string, script: string): Promise<string> {
  const folder = path.join('examples', name);
  const command = String(readJson<Manifest>(`${folder}/package.json`).scripts?.[script]);
  const found = [path.join(root, folder, 'node_modules/.bin'), path.dirname(process.execPath), process.env.PATH];
  const env = { ...process.env, PATH: found.join(path.delimiter), NO_COLOR: '1' };
  const { stdout } = await run('sh', ['-c', command], { cwd: path.join(root, folder), env });
  return stdout;
}
