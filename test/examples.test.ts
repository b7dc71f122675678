import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { type Manifest, readJson, root } from './workspace.ts';

const run = promisify(execFile);
vi.setConfig({ testTimeout: 120_000 });

test('a graph of LangGraph.js tries scenarios on a mock and says what clients saw', async () => {
  expect(await runExample('langgraph', 'start')).toBe(
    `errors-medium: 10 requests, {"200":8,"429":1,"500":1}
errors-in-turn: 10 requests, {"200":4,"429":3,"500":3}
errors-recovery: 10 requests, {"200":8,"429":1,"500":1}
`,
  );
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
