import type { ApiDocument } from '@mockloop/spec-parser';
import type { CompiledScenario, Decision, ScenarioMemory, ScenarioRequest } from './decision.ts';
import { seedOf } from './draw.ts';
import { Budget } from './expression/budget.ts';
import type { Scope } from './expression/scope.ts';
import { basePathsOf } from './match/base-paths.ts';
import type { Test } from './match/compile-match.ts';
import { readScenario } from './read/read-scenario.ts';
import { compileRule, type Effect } from './rule/compile-rule.ts';
import { rateLimitHeaders } from './rule/rate-limit-headers.ts';
import { type Candidate, createRuleIndex } from './rule/rule-index.ts';
import { createScenarioState, type ScenarioState } from './rule/scenario-state.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioError } from './scenario-error.ts';
import { scenarioProblems } from './validate/validate-scenario.ts';

export interface CompileScenarioOptions {
  /** What probabilities, delays and templates are drawn from. Default `''`. */
  readonly seed?: string | undefined;
  /** Tells path templates from other paths, and the base paths that requests may begin with. */
  readonly document?: ApiDocument | undefined;
}

/**
 * Makes a scenario ready to decide.
 *
 * @param given Of the right shape or not: it is validated first.
 * @throws {ScenarioError} `SCENARIO_INVALID` with its problems.
 */
export function compileScenario(given: Scenario, options: CompileScenarioOptions = {}): CompiledScenario {
  const { seed = '', document } = options;
  const scenario = readUsable(given);
  // Names have no control characters, so no scenario's keys begin with those of another.
  const memoryPrefix = `${scenario.name}\n`;
  const state = createScenarioState(scenario, `${memoryPrefix}state/`);
  const basePaths = basePathsOf(document);
  const rules = scenario.rules.map((rule, index) =>
    compileRule(rule, {
      index,
      state,
      basePaths,
      prefix: `${memoryPrefix}rule/${index}/`,
      seed: seedOf(seed, scenario.name, index),
    }),
  );
  const candidatesFor = createRuleIndex(rules);
  return {
    scenario,
    memoryPrefix,
    decide(request, memory) {
      const { candidates, passed } = candidatesFor(request);
      return candidates.length === 0 ? nothing(passed) : decide({ request, memory, state, candidates, passed });
    },
  };
}

/** @throws {ScenarioError} `SCENARIO_INVALID` */
function readUsable(given: Scenario): Scenario {
  const { scenario, problems } = readScenario(given);
  const errors = (problems ?? scenarioProblems(scenario)).filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (scenario !== undefined && first === undefined) return scenario;
  const { message = '', advice = '', pointer = '' } = first ?? {};
  const more = errors.length > 1 ? ` Mistakes in all: ${errors.length}.` : '';
  throw new ScenarioError('SCENARIO_INVALID', `${pointer || 'The scenario'}: ${message} ${advice}${more}`, {
    pointer,
    problems: errors,
  });
}

interface Question {
  readonly request: ScenarioRequest;
  readonly memory: ScenarioMemory;
  readonly state: ScenarioState;
  readonly candidates: readonly Candidate[];
  /** What is known of the other rules. */
  readonly passed: readonly string[];
}

function nothing(passed: readonly string[]): Decision {
  return { delayMs: 0, headers: [], isLimited: false, passed };
}

function decide({ request, memory, state, candidates, passed: before }: Question): Decision {
  const scope: Scope = { request, state: () => state.read(memory), budget: new Budget(), locals: [] };
  const passed = [...before];
  const effects: TakenEffect[] = [];
  for (const { rule, tests } of candidates) {
    const effect = firstReason(tests, scope) ?? rule.take(request, memory);
    if (typeof effect === 'string') {
      passed.push(`rule ${rule.index}: ${effect}`);
      continue;
    }
    effects.push({ ...effect, rule: rule.index });
    if (effect.answers) return { ...sumOf(effects), passed, ...answerOf(effect, rule.index, scope) };
  }
  return { ...sumOf(effects), isLimited: false, passed };
}

type TakenEffect = Effect & { readonly rule: number };

function firstReason(tests: readonly Test[], scope: Scope): string | undefined {
  for (const test of tests) {
    const reason = test(scope);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function sumOf(effects: readonly TakenEffect[]): Pick<Decision, 'delayMs' | 'headers'> {
  return {
    delayMs: effects.reduce((sum, { delayMs }) => sum + delayMs, 0),
    headers: rateLimitHeaders(effects),
  };
}

function answerOf(
  { respond: answer, fault, quota, seed }: Effect,
  rule: number,
  { request, state }: Scope,
): Pick<Decision, 'rule' | 'respond' | 'render' | 'fault' | 'isLimited'> {
  const { template, headers } = answer ?? {};
  // Read now: what a template shows is the state that its own rule has set.
  const reached = (template ?? headers) && state();
  const render = template && ((generated?: unknown) => template({ request, state: reached, generated, seed }));
  const respond = headers
    ? { ...answer?.respond, headers: headers({ request, state: reached, seed }) }
    : answer?.respond;
  return { rule, respond, render, fault, isLimited: quota?.isUsedUp ?? false };
}
