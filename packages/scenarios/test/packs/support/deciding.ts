import {
  type CompiledScenario,
  compileScenario,
  type Decision,
  type Scenario,
  type ScenarioMemory,
  type ScenarioRequest,
  type ScenarioRule,
} from '../../../src/index.ts';

export function createMemory(): ScenarioMemory & { readonly values: ReadonlyMap<string, string | number | boolean> } {
  const values = new Map<string, string | number | boolean>();
  return {
    values,
    get: (key) => values.get(key),
    set: (key, value) => {
      values.set(key, value);
    },
  };
}

/** What a client notices of a decision. */
export function noticed({ respond, fault, delayMs, headers, isLimited }: Decision): string {
  return JSON.stringify([respond, fault, delayMs, headers, isLimited]);
}

/** What clients notice of one request after the other. */
export function decisions(scenario: Scenario, requests: readonly ScenarioRequest[]): IteratorObject<string> {
  const compiled = compileScenario(scenario, { seed: 'packs' });
  const memory = createMemory();
  return requests.values().map((request) => noticed(compiled.decide(request, memory)));
}

/**
 * The decision of a rule that is alone in a scenario, in the state that it needs, certain instead of probable, and for the
 * first request beyond its rate limit. Undefined where it does not take the request.
 */
export function decideAlone(rule: ScenarioRule, request: ScenarioRequest): Decision | undefined {
  const { probability: _, rate_limit, ...rest } = rule;
  const prepare: ScenarioRule = { match: { method: 'PREPARE' }, state: { set: rule.state?.requires ?? 'Started' } };
  const alone = { ...rest, ...(rate_limit && { rate_limit: { ...rate_limit, limit: 1 } }) };
  const compiled = compileScenario({ name: 'alone', type: 'chaos', rules: [prepare, alone] });
  const memory = createMemory();
  if (rule.state?.requires !== undefined) {
    compiled.decide({ ...request, method: 'PREPARE', path: '/', operationId: undefined, route: undefined }, memory);
  }
  if (rate_limit !== undefined) compiled.decide(request, memory);
  const decision = compiled.decide(request, memory);
  return takes(decision, compiled) ? decision : undefined;
}

/** Of two rules, the first is not meant for the request; whether the second one took it. */
function takes({ passed }: Decision, { scenario }: CompiledScenario): boolean {
  return passed.length === scenario.rules.length - 1;
}
