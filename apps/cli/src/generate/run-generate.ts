import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Environment, print, printable, printJson, styled } from '@mockloop/runtime';
import type { GenerateMockApiInput, GenerateMockApiResult } from '@mockloop/tools';
import { callAtTerminal } from '../tools/call-at-terminal.ts';
import { openToolbox } from '../tools/open-toolbox.ts';
import type { GenerateFlags } from './add-generate-command.ts';

/** Writes a mock project and says what it wrote. */
export async function runGenerate(document: string, flags: GenerateFlags, environment: Environment): Promise<void> {
  const { folder, workspace } = placeOf(flags);
  await using toolbox = openToolbox(environment, flags, workspace);
  const input = inputOf(document, flags, folder);
  const result = await callAtTerminal((call) => toolbox.call('generate_mock_api', input, call));
  if (flags.json) printJson(result);
  else printResult(result);
}

/** Whoever names a folder at a shell may write there, wherever it is. */
function placeOf({ out }: GenerateFlags): { folder: string | undefined; workspace: string } {
  if (out === undefined) return { folder: undefined, workspace: process.cwd() };
  const folder = path.resolve(out);
  let workspace = path.dirname(folder);
  // No folder is made before there is something to write in it.
  while (!existsSync(workspace)) workspace = path.dirname(workspace);
  return { folder: `./${path.relative(workspace, folder)}`, workspace };
}

function inputOf(document: string, flags: GenerateFlags, folder: string | undefined): GenerateMockApiInput {
  const isUrl = /^[a-z][a-z0-9+.-]+:\/\//i.test(document);
  return {
    spec_url_or_path: isUrl ? document : path.resolve(document),
    output_dir_name: folder,
    business_port: flags.port,
    admin_port: flags.adminPort,
    auth_enabled: offOnly(flags.auth),
    webhooks_enabled: offOnly(flags.webhooks),
    admin_ui_enabled: offOnly(flags.adminUi),
    storage_enabled: offOnly(flags.storage),
    runtime: flags.runtime,
    start: flags.start,
  };
}

/** Commander makes `true` of a `--no-` flag that was not given; the project is to stay as it is then. */
function offOnly(value: boolean | undefined): false | undefined {
  return value === false ? false : undefined;
}

function printResult(result: GenerateMockApiResult): void {
  const { created, path: folder, title, operations, files, warnings, warnings_total: total } = result;
  const shown = path.relative(process.cwd(), folder) || '.';
  print(`${created ? 'Wrote' : 'Brought up to date'} ${styled('bold', printable(shown))}`);
  print();
  print(`  ${printable(title)}: ${operations} ${operations === 1 ? 'operation' : 'operations'}`);
  print(`  Ports ${result.business_port} and, for the admin API, ${result.admin_port}`);
  for (const file of files) print(`  ${file.action.padEnd(9)}  ${printable(file.path)}`);
  for (const warning of warnings) print(`  ${styled('yellow', 'warning')}: ${printable(warning)}`);
  if (total > warnings.length) print(`  … ${total - warnings.length} more warnings: mockloop validate shows them.`);
  if (result.started !== undefined) print(`\nMockLoop is listening on ${styled('bold', result.started.url)}`);
  print();
  print('  Next');
  const run = `cd ${printable(shown)} && npm install && npm start   # Node 22.18 or newer`;
  for (const line of [...(result.started ? [] : [`mockloop start ${printable(shown)}`]), run]) print(`    ${line}`);
}
