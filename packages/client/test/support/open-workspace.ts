import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { petstore } from './petstore.ts';

/** A folder with `petstore.yaml` in it, which goes when the test is over. */
export async function openWorkspace(): Promise<string> {
  const workspace = await makeWorkspace();
  onTestFinished(() => rm(workspace, { recursive: true, force: true }));
  return workspace;
}

/** The same for whoever removes it. */
export async function makeWorkspace(): Promise<string> {
  const workspace = await realpath(await mkdtemp(path.join(os.tmpdir(), 'mockloop-client-')));
  await writeFile(path.join(workspace, 'petstore.yaml'), petstore);
  return workspace;
}
