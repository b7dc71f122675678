import * as z from 'zod';
import type { MockConnection, MockRequestInit } from '../mock/connect-mock.ts';
import { MockLoopError, type MockLoopErrorCode } from '../mockloop-error.ts';
import { type ScenarioFinding, scenarioFinding } from './scenario-argument.ts';

const PATH = '/api/mock-data/scenarios';

/** A scenario in a list. */
export interface ScenarioLine {
  readonly name: string;
  readonly type: string;
  readonly description?: string | undefined;
  /** Whether it is in force. */
  readonly active: boolean;
  /** How many. */
  readonly rules: number;
}

export const scenarioLine: z.ZodType<ScenarioLine> = z.object({
  name: z.string(),
  type: z.string(),
  description: z.string().optional(),
  active: z.boolean(),
  rules: z.number(),
});

interface ScenarioList {
  readonly scenarios: readonly ScenarioLine[];
  /** The name of the one in force; `null` for none. */
  readonly active: string | null;
}

export interface DeployedScenario {
  readonly name: string;
  /** Whether it is in force. */
  readonly active: boolean;
  readonly replaced: boolean;
  readonly scenario: { readonly type: string; readonly rules: readonly unknown[] };
  readonly warnings: readonly ScenarioFinding[];
}

export interface ActivatedScenario {
  readonly previous: string | null;
  readonly scenario: { readonly rules: readonly unknown[] };
}

interface JudgedFinding extends ScenarioFinding {
  readonly severity: 'error' | 'warning';
}

const rules = z.array(z.unknown());
const listSchema: z.ZodType<ScenarioList> = z.object({
  scenarios: z.array(scenarioLine),
  active: z.string().nullable(),
});
const deployedSchema: z.ZodType<DeployedScenario> = z.object({
  name: z.string(),
  active: z.boolean(),
  replaced: z.boolean(),
  scenario: z.object({ type: z.string(), rules }),
  warnings: z.array(scenarioFinding),
});
const activatedSchema: z.ZodType<ActivatedScenario> = z.object({
  previous: z.string().nullable(),
  scenario: z.object({ rules }),
});
const validatedSchema: z.ZodType<{ readonly problems: readonly JudgedFinding[] }> = z.object({
  problems: z.array(z.intersection(scenarioFinding, z.object({ severity: z.enum(['error', 'warning']) }))),
});
const deletedSchema: z.ZodType<{ readonly deactivated: boolean }> = z.object({ deactivated: z.boolean() });

/** Which world of a mock; `undefined`: that of the connection. */
export interface InWorld {
  readonly world?: string | undefined;
}

/** The scenarios of a mock and which of them is in force, by the admin API. */
export async function listScenarios(mock: MockConnection, { world }: InWorld): Promise<ScenarioList> {
  return await mock.json(PATH, listSchema, { world });
}

export interface DeployScenarioOptions extends InWorld {
  readonly replace: boolean;
  /** Instead of the name in the scenario. */
  readonly name?: string | undefined;
}

/** @throws {MockLoopError} `INVALID_SCENARIO` with pointers into `/scenario_config`, `SCENARIO_EXISTS` */
export async function deployScenario(
  mock: MockConnection,
  scenario: object,
  { replace, name, world }: DeployScenarioOptions,
): Promise<DeployedScenario> {
  const body = name === undefined ? scenario : { name, config: scenario };
  return await mock.json(`${PATH}?replace=${replace}`, deployedSchema, {
    body,
    world,
    pointer: (inBody) => `/scenario_config${name === undefined ? inBody : inBody.replace(/^\/config/, '')}`,
    onRefusal: refusedAs({ 400: 'INVALID_SCENARIO', 409: 'SCENARIO_EXISTS' }),
  });
}

/** Everything that is wrong with a scenario for the document that the mock serves. */
export async function validateAtMock(mock: MockConnection, scenario: object): Promise<readonly JudgedFinding[]> {
  const answer = await mock.json(`${PATH}/validate`, validatedSchema, {
    body: scenario,
    pointer: (inBody) => `/scenario_config${inBody}`,
  });
  return answer.problems;
}

/** @throws {MockLoopError} `UNKNOWN_SCENARIO` with those that there are. */
export async function activateScenario(
  mock: MockConnection,
  name: string,
  { world }: InWorld,
): Promise<ActivatedScenario> {
  return await mock.json(`${pathOf(name)}/activate`, activatedSchema, { method: 'POST', world, onRefusal: unknown });
}

/** @returns Which was in force; `null` where none was. */
export async function deactivateScenario(mock: MockConnection, { world }: InWorld): Promise<string | null> {
  const { active } = await listScenarios(mock, { world });
  if (active !== null) await mock.request(`${pathOf(active)}/deactivate`, { method: 'POST', world });
  return active;
}

/** @throws {MockLoopError} `UNKNOWN_SCENARIO` */
export async function deleteScenario(
  mock: MockConnection,
  name: string,
  { world }: InWorld,
): Promise<{ readonly deactivated: boolean }> {
  return await mock.json(pathOf(name), deletedSchema, { method: 'DELETE', world, onRefusal: unknown });
}

/** A name is any text: `..` would be gone from a URL, and so would be what is in front of it; half a character is in none. */
function pathOf(name: string): string {
  if (!/^\.{1,2}$/.test(name) && name.isWellFormed()) return `${PATH}/${encodeURIComponent(name)}`;
  throw new MockLoopError('UNKNOWN_SCENARIO', `No scenario can be found by the name ${JSON.stringify(name)}.`, {
    advice: 'manage_mock_data with operation list_scenarios says which there are; reset removes them all.',
  });
}

const ADVICE: Partial<Record<MockLoopErrorCode, string>> = {
  INVALID_SCENARIO: 'Mend it; validate_scenario_config checks it without deploying.',
  SCENARIO_EXISTS: 'deploy_scenario with force_deploy: true replaces it; or choose another name.',
  UNKNOWN_SCENARIO: 'deploy_scenario deploys one.',
};

function refusedAs(codes: Readonly<Record<number, MockLoopErrorCode>>): NonNullable<MockRequestInit['onRefusal']> {
  return (status, { message, problems }) => {
    const code = codes[status];
    if (code === undefined) return undefined;
    const [what = message] = code === 'SCENARIO_EXISTS' ? message.split('. Replace it') : [];
    const told = problems.length > 0 ? 'The scenario cannot be followed.' : `${what.replace(/\.$/, '')}.`;
    return new MockLoopError(code, told, { problems, advice: ADVICE[code] });
  };
}

const unknown = refusedAs({ 404: 'UNKNOWN_SCENARIO' });
