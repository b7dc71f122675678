import { complain, type Environment, print, printable, printJson, styled } from '@mockloop/runtime';
import type { ServerFlags } from './add-scenario-command.ts';
import { type ListedScenario, openScenarioApi } from './scenario-api.ts';

/** Prints the scenarios of a mock. */
export async function runList(flags: ServerFlags, environment: Environment): Promise<void> {
  const api = await openScenarioApi(flags, environment);
  const list = await api.call<{ readonly scenarios: readonly ListedScenario[]; readonly active: string | null }>('');
  if (flags.json) {
    printJson(list);
    return;
  }
  for (const scenario of list.scenarios) print(scenarioLine(scenario));
  if (list.active === null) complain('None is in force.');
}

function scenarioLine({ name, type, description = '', active, rules }: ListedScenario): string {
  const mark = active ? styled('green', '*') : ' ';
  const count = `${rules} ${rules === 1 ? 'rule' : 'rules'}`;
  return `${mark} ${printable(name)}  ${printable(type)}, ${count}  ${printable(description)}`.trimEnd();
}
