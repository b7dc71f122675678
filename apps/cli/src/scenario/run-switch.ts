import { type Environment, print, printable, printJson } from '@mockloop/runtime';
import type { SwitchFlags } from './add-scenario-command.ts';
import { openScenarioApi, type ScenarioApi } from './scenario-api.ts';

interface Switched {
  readonly active: string | null;
  readonly previous: string | null;
}

/** Puts a scenario in force, or none. */
export async function runSwitch(name: string | undefined, flags: SwitchFlags, environment: Environment): Promise<void> {
  if ((name === undefined) === (flags.off === undefined)) {
    throw new Error('Name the scenario to put in force, or say --off for none: mockloop scenario switch <name>');
  }
  const api = await openScenarioApi(flags, environment);
  const { active, previous } = name === undefined ? await switchOff(api) : await switchTo(api, name);
  if (flags.json) {
    printJson({ active, previous });
    return;
  }
  const before = previous === null || previous === active ? '' : ` Before it was ${printable(previous)}.`;
  print(active === null ? `No scenario is in force.${before}` : `${printable(active)} is in force.${before}`);
}

function switchTo(api: ScenarioApi, name: string): Promise<Switched> {
  return api.call<Switched>(`/${encodeURIComponent(name)}/activate`, {});
}

async function switchOff(api: ScenarioApi): Promise<Switched> {
  const { active } = await api.call<{ readonly active: string | null }>('/active');
  if (active === null) return { active, previous: null };
  return api.call<Switched>(`/${encodeURIComponent(active)}/deactivate`, {});
}
