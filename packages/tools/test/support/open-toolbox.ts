import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createToolbox, type Toolbox, type ToolboxOptions } from '../../src/index.ts';

/** A toolbox with a workspace of its own, which goes when the test is over. */
export async function openToolbox(options: Partial<ToolboxOptions> = {}): Promise<Toolbox> {
  const workspace = await realpath(await mkdtemp(join(tmpdir(), 'mockloop-tools-')));
  const toolbox = createToolbox({ workspace, ...options });
  onTestFinished(async () => {
    await toolbox.close();
    await rm(workspace, { recursive: true, force: true });
  });
  return toolbox;
}
