import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { converse, newWorkspace } from './support/mcp-command.ts';

const root = path.join(import.meta.dirname, '../../..');
const require = createRequire(import.meta.url);
const mcpb = path.join(require.resolve('@anthropic-ai/mcpb'), '../cli/cli.js');

test('the MCPB bundle has all it needs in it', { timeout: 600_000 }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'mockloop-mcpb-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'mockloop.mcpb');
  const unpacked = path.join(folder, 'unpacked');
  run(process.execPath, ['--conditions=@mockloop/source', path.join(root, 'scripts/build-mcpb.ts'), file]);
  run(process.execPath, [mcpb, 'unpack', file, unpacked]);
  const manifest = JSON.parse(await readFile(path.join(unpacked, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'mockloop', version: packageJson.version });

  const workspace = await newWorkspace();
  const values: Readonly<Record<string, string>> = {
    __dirname: unpacked,
    'user_config.workspace': workspace,
    'user_config.toolsets': manifest.user_config.toolsets.default,
  };
  const program = manifest.server.mcp_config.args.map((arg: string) =>
    arg.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => values[name] ?? ''),
  );
  const start = performance.now();
  const client = await converse({ program, cwd: folder });
  const firstAnswerMs = Math.round(performance.now() - start);
  process.stdout.write(
    `MCPB: ${(await stat(file)).size} bytes; first answer of the built server: ${firstAnswerMs} ms\n`,
  );

  await client.call('generate_mock_api', { spec_url_or_path: 'petstore.yaml', output_dir_name: 'shop' });
  const { url } = await client.call('start_mock_server', {
    mock_name: 'shop',
    port: 0,
    admin_port: 0,
    detached_mode: false,
  });
  expect((await fetch(`${url}/pets`)).status).toBe(200);
  expect((await fetch(`${url}/docs/swagger-ui.css`)).status).toBe(200);
  expect(await client.call('query_mock_logs', { server_url: url })).toMatchObject({ total_count: 1 });
  expect(await client.call('stop_mock_server', { mock_name: 'shop' })).toMatchObject({ stopped: 'shop' });
  const document = await client.call('start_mock_server', {
    mock_name: 'petstore.yaml',
    port: 0,
    admin_port: 0,
    detached_mode: false,
  });
  expect((await fetch(`${document.url}/docs/swagger-ui.css`)).status).toBe(200);
  expect(await client.leave()).toBe(0);
});

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
