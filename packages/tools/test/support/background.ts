import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Toolbox, ToolboxOptions } from '../../src/index.ts';
import { openToolbox } from './open-toolbox.ts';
import { petstore } from './petstore.ts';

/** A toolbox whose mocks in the background end with the test. */
export async function openBackground(options: Partial<ToolboxOptions> = {}): Promise<Toolbox> {
  const toolbox = await openToolbox(options);
  onTestFinished(async () => {
    const records = await (await toolbox.services.registry()).list();
    for (const { name } of records) await toolbox.call('stop_mock_server', { mock_name: name, force: true });
  }, 60_000);
  return toolbox;
}

/** Writes what of a generated project counts for its start, and gives its folder. */
export async function writeProject(
  { services }: Toolbox,
  name: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const folder = path.join(services.workspace, 'generated_mocks', name);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'openapi.json'), JSON.stringify(petstore));
  await writeFile(path.join(folder, 'server.ts'), '// It is known by its name.\n');
  const file = { document: 'openapi.json', port: 0, admin_port: 0, db: '.mockloop/mockloop.db', ...settings };
  await writeFile(path.join(folder, 'mockloop.json'), JSON.stringify(file));
  return folder;
}

/** A port that is free, as is the one after it. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const port = await listenOnce(0);
    if (port !== undefined && (await listenOnce(port + 1)) !== undefined) return port;
  }
}

/** `undefined` where the port is taken. */
function listenOnce(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(undefined));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

export function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Polls until a condition holds. */
export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`It has not become so within a minute: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
