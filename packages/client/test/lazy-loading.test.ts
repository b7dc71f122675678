import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

test('to import and construct a client loads the client alone: no tools, no zod, no MCP', async () => {
  expect(await loadedBy(`const { MockLoopClient } = await import('@mockloop/client'); new MockLoopClient();`)).toEqual([
    'index.ts',
    'inline-text.ts',
    'mockloop-client.ts',
    'mockloop-error.ts',
    'tool-methods.ts',
  ]);
});

test('a client that was never used has nothing to close', async () => {
  expect(
    await loadedBy(`import { MockLoopClient } from '@mockloop/client'; await using client = new MockLoopClient();`),
  ).toHaveLength(5);
});

test('the tools for agents load their framework when they are made', async () => {
  const loaded = await loadedBy(`await import('@mockloop/client/langchain'); await import('@mockloop/client/ai-sdk');`);

  expect(loaded).toEqual([
    'agent-tools.ts',
    'ai-sdk.ts',
    'inline-text.ts',
    'langchain.ts',
    'load-peer.ts',
    'mockloop-error.ts',
    'select-tools.ts',
  ]);
});

test.each([
  ['@langchain/core', `await client.asLangChainTools()`],
  ['ai', `await (await import('@mockloop/client/ai-sdk')).asAiSdkTools(client)`],
])('a framework that is not installed is named: %s', async (peer, program) => {
  const hide = `
    import { registerHooks } from 'node:module';
    const missing = () => Object.assign(new Error("Cannot find package '${peer}'"), { code: 'ERR_MODULE_NOT_FOUND' });
    registerHooks({ resolve(specifier, context, next) {
      if ((specifier + '/').startsWith('${peer}/')) throw missing();
      return next(specifier, context);
    } });`;
  const output = await runProgram(
    `import { MockLoopClient } from '@mockloop/client';
    const client = new MockLoopClient();
    try { ${program}; } catch ({ code, message }) { process.stdout.write(code + ': ' + message); }`,
    hide,
  );

  expect(output).toBe(`NOT_SUPPORTED: This needs the package ${peer}, which is not installed. npm install ${peer}`);
});

/** The names of the files that a program has loaded in the end. */
async function loadedBy(program: string): Promise<readonly string[]> {
  const hook = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (url.startsWith('file:') && loaded.push(url), next(url, context)) });
    process.on('exit', () => process.stdout.write(JSON.stringify(loaded)));`;
  const urls: string[] = JSON.parse(await runProgram(program, hook));
  return urls.map((url) => path.posix.basename(url)).toSorted();
}

/** What a program prints that runs in the folder of the package. */
async function runProgram(program: string, preload: string): Promise<string> {
  const before = `data:text/javascript,${encodeURIComponent(preload)}`;
  const flags = ['--conditions=@mockloop/source', '--import', before, '--input-type=module', '-e', program];
  const { stdout } = await run(process.execPath, flags, { cwd: path.join(import.meta.dirname, '..') });
  return stdout;
}
