import { type Environment, print, printable, printJson, styled } from '@mockloop/runtime';
import type { DiscoveredMock } from '@mockloop/tools';
import { callAtTerminal } from '../tools/call-at-terminal.ts';
import { openToolbox } from '../tools/open-toolbox.ts';
import type { ListFlags } from './add-background-commands.ts';

/** Shows the mocks of this machine. */
export async function runList(flags: ListFlags, environment: Environment): Promise<void> {
  await using toolbox = openToolbox(environment, flags);
  const result = await callAtTerminal((call) => toolbox.call('discover_mock_servers', { ports: flags.ports }, call));
  if (flags.json) return printJson(result);
  const { mocks } = result;
  if (mocks.length === 0)
    return print('No mock runs, and none was generated here. mockloop start <document> starts one.');
  const rows = mocks.map(rowOf);
  const widths = COLUMNS.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  print(styled('dim', line(COLUMNS)));
  for (const row of rows) print(line(row));
}

const COLUMNS = ['NAME', 'STATE', 'API', 'ADMIN', 'MOCKS', 'SCENARIO'];

function rowOf({
  name,
  state,
  url,
  admin_url,
  api_title,
  document,
  active_scenario,
  problem,
}: DiscoveredMock): string[] {
  const what = api_title ?? document ?? '';
  return [
    name ?? '-',
    state.replace('_', ' '),
    url ?? '-',
    admin_url ?? '-',
    what,
    active_scenario ?? problem ?? '',
  ].map((text) => printable(text));
}
