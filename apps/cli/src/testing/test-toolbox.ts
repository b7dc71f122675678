import { mkdirSync } from 'node:fs';
import type { Environment } from '@mockloop/runtime';
import type { Toolbox } from '@mockloop/tools';
import { openToolbox } from '../tools/open-toolbox.ts';
import type { TestFlags } from './test-flags.ts';
import { reportFolder } from './write-reports.ts';

/** The tools for a command that tests: they write to the folder of its reports, where there are any. */
export function openTestToolbox(flags: TestFlags, environment: Environment): Toolbox {
  const folder = flags.report === undefined ? undefined : reportFolder(flags);
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  return openToolbox(environment, { ...flags, testHosts: flags.allowHost }, folder);
}
