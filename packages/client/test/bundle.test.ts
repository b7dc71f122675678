import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type TsdownBundle } from 'tsdown';
import { expect, test } from 'vitest';

type Chunk = Extract<TsdownBundle['chunks'][number], { readonly type: 'chunk' }>;

/** A program that speaks to a server. */
const app = `import { MockLoopClient } from '@mockloop/client';
export const client = await MockLoopClient.connect({ url: 'http://127.0.0.1:3900/mcp' });`;

const root = path.join(import.meta.dirname, '../../..');

test('what a bundler puts first is the client alone: MCP, zod and the tools are chunks of their own', async () => {
  const chunks = await bundleOf(app);
  const first = closureOf(
    chunks.filter(({ isEntry }) => isEntry),
    chunks,
  );
  const connect = closureOf(
    chunks.filter((chunk) => modulesOf(chunk).includes('packages/client/src/remote/connect-remote.ts')),
    chunks,
  );
  process.stdout.write(`first chunk: ${sizeOf(first)}; to connect: ${sizeOf(connect)}\n`);

  expect(first.flatMap(modulesOf).toSorted()).toEqual([
    'packages/client/src/mockloop-client.ts',
    'packages/client/src/tool-methods.ts',
    'packages/client/test/app.ts',
    'packages/tools/src/inline-text.ts',
    'packages/tools/src/mockloop-error.ts',
  ]);
  expect(bytesOf(first)).toBeLessThan(4_100);
  expect(connect.flatMap(modulesOf)).not.toContain('packages/tools/src/index.ts');
});

/** A program with all that it needs, as an app is bundled. */
async function bundleOf(program: string): Promise<readonly Chunk[]> {
  const entry = path.join(import.meta.dirname, 'app.ts');
  const [bundle] = await build({
    config: false,
    entry,
    plugins: [
      {
        name: 'app',
        load: (id) => (id === entry ? program : undefined),
        resolveId: (id) => (id === entry ? id : undefined),
      },
    ],
    write: false,
    dts: false,
    minify: true,
    logLevel: 'error',
    platform: 'node',
    deps: { alwaysBundle: /./, neverBundle: ['better-sqlite3'], onlyBundle: false },
    inputOptions: { resolve: { conditionNames: ['@mockloop/source', 'import', 'node', 'default'] } },
  });
  return bundle?.chunks.filter((chunk) => chunk.type === 'chunk') ?? [];
}

/** The chunks that are loaded before the first of these runs. */
function closureOf(from: readonly Chunk[], all: readonly Chunk[]): readonly Chunk[] {
  const found = new Set(from);
  for (const { imports } of found) for (const chunk of all) if (imports.includes(chunk.fileName)) found.add(chunk);
  return [...found];
}

/** What is of this repository is named from its root; of the rest the package is named. */
function modulesOf({ moduleIds }: Chunk): readonly string[] {
  return moduleIds.filter((id) => path.isAbsolute(id)).map((id) => path.relative(root, id));
}

function bytesOf(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
}

function sizeOf(chunks: readonly Chunk[]): string {
  const gzipped = gzipSync(chunks.map(({ code }) => code).join('')).length;
  return `${(bytesOf(chunks) / 1000).toFixed(1)} kB (gzip ${(gzipped / 1000).toFixed(1)} kB)`;
}
