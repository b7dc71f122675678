import type { ScenarioMemory } from '../decision.ts';
import type { Scenario, StateRule, StateValue } from '../scenario.ts';

type StateValues = Readonly<Record<string, StateValue>>;

/** The state of a scenario, as far as its rules speak of it. */
export interface ScenarioState {
  /** All of it, for conditions and templates. */
  read(memory: ScenarioMemory): StateValues;
  /** Why the state is not as a rule wants it, or `undefined` where it is. */
  refuses(wanted: StateValues, memory: ScenarioMemory): string | undefined;
  write(values: StateValues, memory: ScenarioMemory): void;
}

/** What `current` is before any rule sets it. */
const START = 'Started';

/** @param prefix Of the keys in the memory. */
export function createScenarioState({ rules }: Scenario, prefix: string): ScenarioState {
  const names = new Set([
    'current',
    ...rules.flatMap(({ state }) => [...namesOf(state?.requires), ...namesOf(state?.set)]),
  ]);
  const get = (name: string, memory: ScenarioMemory): StateValue | undefined =>
    memory.get(`${prefix}${name}`) ?? (name === 'current' ? START : undefined);
  return {
    read(memory) {
      const known = [...names].map((name) => [name, get(name, memory)] as const);
      return Object.fromEntries(known.filter((entry): entry is [string, StateValue] => entry[1] !== undefined));
    },
    refuses(wanted, memory) {
      for (const [name, value] of Object.entries(wanted)) {
        const actual = get(name, memory);
        if (actual !== value)
          return `the state "${name}" is ${actual === undefined ? 'not set' : JSON.stringify(actual)}, not ${JSON.stringify(value)}`;
      }
      return undefined;
    },
    write(values, memory) {
      for (const [name, value] of Object.entries(values)) memory.set(`${prefix}${name}`, value);
    },
  };
}

/** A text is the value of `current`. */
export function stateValues(rule: StateRule['requires']): StateValues | undefined {
  return typeof rule === 'string' ? { current: rule } : rule;
}

function namesOf(rule: StateRule['requires']): string[] {
  return Object.keys(stateValues(rule) ?? {});
}

/** Each name with its value, to be compared with others: `current "Paid"`. */
export function stateClaims(rule: StateRule['requires']): readonly string[] {
  return Object.entries(stateValues(rule) ?? {}).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
}
