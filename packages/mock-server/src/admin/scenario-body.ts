import { isPlainObject } from '../is-plain-object.ts';
import { AdminProblem } from './admin-problem.ts';

/** A scenario as it was sent, and where in the body it stands. */
export interface ScenarioBody {
  readonly scenario: unknown;
  /** JSON Pointer: `/config` where the scenario came in a wrapper. */
  readonly pointer: string;
}

/**
 * Takes a scenario out of a request body: itself in either shape, or `{ name, description, config }` around it. A name
 * or a description outside counts.
 */
export function readScenarioBody(body: unknown): ScenarioBody {
  if (!isPlainObject(body) || !isWrapper(body)) return { scenario: body, pointer: '' };
  const { config, name, description } = body;
  if (!isPlainObject(config)) return { scenario: config, pointer: '/config' };
  const named = typeof name === 'string' ? withName(config, name) : config;
  const scenario = typeof description === 'string' ? { ...named, description } : named;
  return { scenario, pointer: '/config' };
}

/** The same for `PUT …/{name}`, where the path names the scenario. */
export function readNamedScenario(body: unknown, name: string): ScenarioBody {
  const read = readScenarioBody(body);
  if (!isPlainObject(read.scenario)) return read;
  const given = read.scenario[nameKey(read.scenario)];
  if (given !== undefined && given !== name) {
    throw new AdminProblem(
      'INVALID_REQUEST',
      `The body names the scenario ${JSON.stringify(given)}, the path ${JSON.stringify(name)}. Leave the name out of the body, or deploy under the other name and delete this one.`,
      { errors: [{ detail: 'Not the name in the path.', pointer: `#${read.pointer}/${nameKey(read.scenario)}` }] },
    );
  }
  return { ...read, scenario: withName(read.scenario, name) };
}

type Members = Readonly<Record<string, unknown>>;

function isWrapper(body: Members): boolean {
  return Object.hasOwn(body, 'config') && !Object.hasOwn(body, 'rules') && !Object.hasOwn(body, 'endpoints');
}

function withName(scenario: Members, name: string): Members {
  return { ...scenario, [nameKey(scenario)]: name };
}

/** The original shape has a name for the name, too. */
function nameKey(scenario: Members): 'name' | 'scenario_name' {
  const isOriginal = ['scenario_name', 'scenario_type', 'endpoints'].some((key) => Object.hasOwn(scenario, key));
  return isOriginal && !Object.hasOwn(scenario, 'rules') ? 'scenario_name' : 'name';
}
