import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { McpServerOptions } from '@mockloop/mcp-server';
import { createToolbox, type Toolbox } from '@mockloop/tools';
import { onTestFinished } from 'vitest';
import { probeDefinitions } from './probe-definitions.ts';

export interface Probe extends McpServerOptions {
  /** What was told to the log. */
  readonly logged: readonly string[];
}

/** Options for a server of the probes, with a workspace of its own. */
export async function probeServer(): Promise<Probe> {
  const logged: string[] = [];
  const toolbox = await temporaryToolbox((message) => void logged.push(message));
  return { toolbox, definitions: probeDefinitions, logged };
}

/** A toolbox in a folder that is removed after the test. */
export async function temporaryToolbox(log?: (message: string) => void): Promise<Toolbox> {
  const workspace = await mkdtemp(path.join(tmpdir(), 'mockloop-mcp-'));
  const toolbox = createToolbox({ workspace, log });
  onTestFinished(async () => {
    await toolbox.close();
    await rm(workspace, { recursive: true, force: true });
  });
  return toolbox;
}
