import { cp } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommandLine } from '@mockloop/runtime';
import type * as Commander from 'commander';
import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { newFolder } from './child.ts';

/** As a command that is built brings it: its errors are of a class of its own. */
async function anotherCommander(): Promise<typeof Commander> {
  const folder = await newFolder();
  await cp(path.join(import.meta.dirname, '../node_modules/commander'), folder, { recursive: true, dereference: true });
  return (await import(pathToFileURL(path.join(folder, 'index.js')).href)) as typeof Commander;
}

test.each(['--help', '--version'])('%s succeeds whichever commander a program is made of', async (flag) => {
  const { Command, ...another } = await anotherCommander();
  expect(another.CommanderError).not.toBe(CommanderError);
  let text = '';
  const program = new Command('try')
    .version('1.2.3')
    .exitOverride()
    .configureOutput({
      writeOut: (written) => {
        text += written;
      },
    });
  expect(await runCommandLine(program, [flag], { debug: false })).toBe(0);
  expect(text).toMatch(/Usage: try|1\.2\.3/);
});
