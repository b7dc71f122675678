import {
  complain,
  describeDiagnostic,
  type Environment,
  InputError,
  print,
  printable,
  printJson,
} from '@mockloop/runtime';
import { authorWarnings, describeProblems, type GivenScenario, readScenarios } from '@mockloop/runtime/input';
import type { ScenarioProblem } from '@mockloop/scenarios';
import type { DeployFlags } from './add-scenario-command.ts';
import { openScenarioApi, type ScenarioApi } from './scenario-api.ts';

interface Deployed {
  readonly name: string;
  readonly replaced: boolean;
  readonly scenario: { readonly type: string; readonly rules: readonly unknown[] };
}

/** Gives scenarios to a mock. No new one is deployed where one of them cannot be. */
export async function runDeploy(
  sources: readonly string[],
  flags: DeployFlags,
  environment: Environment,
): Promise<void> {
  const api = await openScenarioApi(flags, environment);
  const given: GivenScenario[] = [];
  for (const source of sources) given.push(...(await readScenarios(source, (pack) => api.bind(pack))));
  for (const scenario of given) await refuseInvalid(api, scenario);
  const deployed = await deployAll(api, given, flags.replace ?? false);
  const [first] = deployed;
  const active = flags.activate ? first?.name : undefined;
  if (active !== undefined) await api.call(`/${encodeURIComponent(active)}/activate`, {});
  report(deployed, active, flags);
}

/** With the lines of its file, which the mock does not know. */
async function refuseInvalid(api: ScenarioApi, given: GivenScenario): Promise<void> {
  const { valid, problems } = await api.call<{
    readonly valid: boolean;
    readonly problems: readonly ScenarioProblem[];
  }>('/validate', { body: given.value });
  if (!valid) throw new InputError(describeProblems(problems, given));
  for (const warning of authorWarnings(problems, given)) complain(describeDiagnostic(warning));
}

/** What was deployed is taken back where one of the others is refused, e.g. since its name is taken. */
async function deployAll(api: ScenarioApi, given: readonly GivenScenario[], replace: boolean): Promise<Deployed[]> {
  const deployed: Deployed[] = [];
  try {
    for (const { value } of given) deployed.push(await api.call<Deployed>('', { body: value, replace }));
    return deployed;
  } catch (error) {
    for (const { name, replaced } of deployed)
      if (!replaced) await api.call(`/${encodeURIComponent(name)}`, { method: 'DELETE' });
    throw error;
  }
}

/** What leads a command to the mock and the world that this one was for. */
function sameMock({ server, world }: DeployFlags): string {
  return ` --server ${printable(server)}${world === undefined ? '' : ` --world ${printable(world)}`}`;
}

function report(deployed: readonly Deployed[], active: string | undefined, flags: DeployFlags): void {
  const summaries = deployed.map(({ name, replaced, scenario: { type, rules } }) => {
    return { name, type, rules: rules.length, active: name === active, replaced };
  });
  if (flags.json) {
    printJson({ scenarios: summaries, active: active ?? null });
    return;
  }
  for (const { name, type, rules, replaced } of summaries) {
    const what = `${replaced ? 'Replaced' : 'Deployed'} ${printable(name)}: ${type}, ${rules} ${rules === 1 ? 'rule' : 'rules'}`;
    print(name === active ? `${what}. It is in force.` : what);
  }
  if (active !== undefined) return;
  const [only, ...others] = summaries;
  const name = only === undefined || others.length > 0 ? '<name>' : printable(only.name);
  complain(`Put ${others.length > 0 ? 'one' : 'it'} in force with: mockloop scenario switch ${name}${sameMock(flags)}`);
}
