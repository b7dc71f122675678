import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

test('to import and construct a client loads the client alone: no tools, no zod, no MCP', async () => {
  expect(await loadedBy(`const { MockLoopClient } = await import('@mockloop/client'); new MockLoopClient();`)).toEqual([
    'index.ts',
    'mockloop-client.ts',
    'mockloop-error.ts',
    'tool-methods.ts',
  ]);
});

test('a client that was never used has nothing to close', async () => {
  expect(
    await loadedBy(`import { MockLoopClient } from '@mockloop/client'; await using client = new MockLoopClient();`),
  ).toHaveLength(4);
});

test('the tools for agents load their framework when they are made', async () => {
  const loaded = await loadedBy(`await import('@mockloop/client/langchain'); await import('@mockloop/client/ai-sdk');`);

  expect(loaded).toEqual([
    'agent-tools.ts',
    'ai-sdk.ts',
    'langchain.ts',
    'load-peer.ts',
    'mockloop-error.ts',
    'select-tools.ts',
  ]);
});

/** The names of the files that a program has loaded in the end. */
async function loadedBy(program: string): Promise<readonly string[]> {
  const hook = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (url.startsWith('file:') && loaded.push(url), next(url, context)) });
    process.on('exit', () => process.stdout.write(JSON.stringify(loaded)));`;
  const preload = `data:text/javascript,${encodeURIComponent(hook)}`;
  const flags = ['--conditions=@mockloop/source', '--import', preload, '--input-type=module', '-e', program];
  const { stdout } = await run(process.execPath, flags, { cwd: path.join(import.meta.dirname, '..') });
  const urls: string[] = JSON.parse(stdout);
  return urls.map((url) => path.posix.basename(url)).toSorted();
}
